// Specs → examples: the words behind a program's name, and what they do by the words of their description.
import type { CommandSpec, FileSpec } from './specs.ts';
import { classes, classOf, setsAParameter, type EffectClass } from './labels.ts';
import { orderOf } from './order.ts';
import { calledFor, isPlain, tellsOnly, typed, typedOption } from './usage.ts';

export interface Example {
  /** Whose example it is: of one program not too many are taken. */
  readonly program: string;
  readonly words: readonly string[];
  readonly effect: EffectClass;
}

const mostOfAProgram = 1500;

/** All examples, each once a program, in the order of the specs; of a program with too many a fixed choice. */
export function examplesOf(files: readonly FileSpec[]): readonly Example[] {
  return [...limited(files.flatMap(fromFile)), ...fromVerbs()];
}

/** The verbs by which descriptions are judged: a command that is called by one does that. */
function fromVerbs(): readonly Example[] {
  return [...classes].flatMap(([verb, effect]) =>
    calledFor(verb).map((words) => ({ program: 'any', words, effect })),
  );
}

export function limited(examples: readonly Example[]): readonly Example[] {
  const programs = new Map<string, Map<string, Example>>();
  for (const example of examples) {
    if (example.words.some((word) => tellsOnly.has(word))) continue;
    const own = programs.get(example.program) ?? new Map<string, Example>();
    programs.set(example.program, own);
    const key = `${example.effect} ${example.words.join(' ')}`;
    if (!own.has(key)) own.set(key, example);
  }
  return [...programs.values()].flatMap((own) => chosen([...own.values()]));
}

function chosen(examples: readonly Example[]): readonly Example[] {
  if (examples.length <= mostOfAProgram) return examples;
  return examples
    .map((example) => ({ example, order: orderOf(example.words.join(' ')) }))
    .sort((one, other) => one.order - other.order)
    .slice(0, mostOfAProgram)
    .map(({ example }) => example);
}

function fromFile({ file, spec }: FileSpec): readonly Example[] {
  const { program, prefix } = placeOf(file, spec);
  const own = classOf(spec.description);
  if (prefix.length > 0) {
    return [
      ...(own === undefined ? [] : [{ program, words: prefix, effect: own }]),
      ...below(program, prefix, spec),
    ];
  }
  return [...alone(program, spec, own), ...rootOptions(program, spec), ...below(program, prefix, spec)];
}

/** `aws/s3.js` holds what follows `aws s3`; versions of a program lie in folders of their own. */
function placeOf(
  file: string,
  spec: CommandSpec,
): { readonly program: string; readonly prefix: readonly string[] } {
  const parts = file.replace(/\.js$/u, '').split('/');
  const [first = '', ...rest] = parts;
  const last = rest.at(-1);
  if (first.startsWith('@')) return { program: parts.join('/'), prefix: [] };
  if (last === undefined || last === 'index' || /^\d/u.test(last)) return { program: first, prefix: [] };
  return { program: first, prefix: [spec.names[0] ?? last] };
}

/** A program without sub-commands does what its own description says, with whatever plain option. */
function alone(program: string, spec: CommandSpec, effect: EffectClass | undefined): readonly Example[] {
  if (effect === undefined || spec.subcommands.length > 0) return [];
  const plain = spec.options.filter((option) => classOf(option.description) === undefined && isPlain(option));
  const said = plain.flatMap((option) =>
    option.names.slice(0, 1).map((name) => typedOption(name, option, spec)),
  );
  return [typed([], { options: [], args: spec.args }), ...said].map((words) => ({ program, words, effect }));
}

/** Options beside the program's name that are verbs: `--delete`, `--list`. */
function rootOptions(program: string, { options }: CommandSpec): readonly Example[] {
  return options.flatMap((option) => {
    const effect = option.dangerous
      ? 'destroys'
      : setsAParameter(option.description)
        ? undefined
        : classOf(option.description);
    return effect === undefined ? [] : option.names.map((name) => ({ program, words: [name], effect }));
  });
}

function below(program: string, path: readonly string[], spec: CommandSpec): readonly Example[] {
  return spec.subcommands.flatMap((command) => {
    const [name] = command.names;
    // A group of commands prints its help.
    const group = command.subcommands.length > 0 && name !== undefined;
    const effect = classOf(command.description);
    const own =
      effect === undefined
        ? group
          ? [{ program, words: [...path, name], effect: 'reads' as const }]
          : []
        : command.names.flatMap((one) => {
            const words = [...path, ...one.split(/\s+/u)];
            return [words, typed(words, command)].map((said) => ({
              program,
              words: said,
              effect,
            }));
          });
    const dangerous = command.options
      .flatMap((option) => (option.dangerous && name !== undefined ? option.names : []))
      .map((option) => ({ program, words: [...path, name ?? '', option], effect: 'destroys' as const }));
    return [...own, ...dangerous, ...(name === undefined ? [] : below(program, [...path, name], command))];
  });
}
