// A command as somebody would type it: its words, some of its options with values, and what it acts on. Which of them is
// drawn by the hash of its words, so that it is always the same.
import { classOf, namesAVerb, setsAParameter } from './labels.ts';
import { orderOf } from './order.ts';
import type { ArgumentSpec, CommandSpec, OptionSpec } from './specs.ts';

/**
 * The same command with at most two of its options and its operands, so that what most options and names say is
 * learned to mean little.
 */
export function typed(
  words: readonly string[],
  { options, args }: Pick<CommandSpec, 'options' | 'args'>,
): readonly string[] {
  const usable = options.filter((option) => option.names.length > 0 && isPlain(option));
  const draw = orderOf(words.join(' '));
  const picked = [0, 1].slice(0, (draw >>> 5) % 3).flatMap((next) => {
    const option = usable[(draw + next) % usable.length];
    const name = option?.names[draw % option.names.length];
    return name === undefined ? [] : [withValue(name, option?.args ?? [], draw)];
  });
  const flags = picked.filter(([name], at) => picked[at - 1]?.[0] !== name).flat();
  const names = operands(args, String(draw), draw >>> 7);
  return (draw >>> 11) % 3 === 0 ? [...words, ...names, ...flags] : [...words, ...flags, ...names];
}

/** How a command is called for a verb: alone, as an option, and with a thing before it, behind it and joined to it. */
export function calledFor(verb: string): readonly (readonly string[])[] {
  const draw = orderOf(verb);
  const [before = '', behind = '', joined = ''] = [0, 3, 6].map((bits) => things[(draw >>> bits) % things.length]);
  return [[verb], [`--${verb}`], [before, verb], [verb, behind], [`${verb}-${joined}`]];
} // prettier-ignore

const things = 'project user group cluster item config service'.split(' ');

/** One option of a program that has no sub-commands, and what the program acts on. */
export function typedOption(name: string, option: OptionSpec, program: CommandSpec): readonly string[] {
  return [...withValue(name, option.args, 0), ...operands(program.args, name, orderOf(name))];
}

/** Options that only say how a command does what it does: they are no commands of their own by word or by name. */
export function isPlain({ names, description, dangerous }: OptionSpec): boolean {
  if (dangerous || names.some((name) => tellsOnly.has(name))) return false;
  const effect = classOf(description);
  const acts = effect !== undefined && effect !== 'reads' && !setsAParameter(description);
  return !acts && !names.some(namesAVerb);
}

/**
 * What such words are added to does nothing, which the tables of programs know. A model that learned it could be told
 * so by an agent.
 */
export const tellsOnly: ReadonlySet<string> = new Set(
  `--help -h -? help --version -V version --dry-run --dryrun --no-act --just-print --whatif --what-if --simulate`.split(
    ' ',
  ),
);

function withValue(name: string, args: readonly ArgumentSpec[], draw: number): readonly string[] {
  const value = args.find(({ optional }) => !optional);
  return value === undefined ? [name] : [name, ...valueOf(value, orderOf(`${name} ${draw}`))];
}

/** At most two; one that may be left out is so half of the time. */
function operands(args: readonly ArgumentSpec[], seed: string, coins: number): readonly string[] {
  return args
    .slice(0, 2)
    .flatMap((one, at) =>
      one.optional && (coins >>> at) % 2 === 1 ? [] : valueOf(one, orderOf(`${at} ${seed}`)),
    );
}

/** A path, one of the values that the spec suggests, a made-up name or number, or what the argument is called. */
function valueOf({ name, path, suggestions }: ArgumentSpec, draw: number): readonly string[] {
  const of = (list: readonly string[]): readonly string[] => list.slice(draw % list.length).slice(0, 1);
  if (path || /^(?:file|path|dir|directory|folder|filename)s?$/iu.test(name)) return of(paths);
  if (suggestions.length > 0 && draw % 2 === 1) return of(suggestions);
  if (/^(?:string|value|)$/u.test(name) || draw % 3 === 0) return of(values);
  if (/int|number|timeout|count|limit|size/iu.test(name)) return [String(draw % 100)];
  return [name.trim().toLowerCase().replaceAll(/[\s|<>]+/gu, '-').slice(0, 24)];
} // prettier-ignore

const paths =
  'src/main.c README.md config.yaml data.csv app.py build ./lib package.json notes.txt /tmp/x out.log test.js *.txt index.html .'.split(
    ' ',
  );
const values =
  'my-app web-1 foo prod 10 abc123 main example.com user@host 3 default us-east-1 test key=value'.split(' ');
