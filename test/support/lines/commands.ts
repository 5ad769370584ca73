// Simple commands made from the rows of our own tables: their programs, subcommands, options and operands, with
// values that fit and values that do not.
import { programRows, wrapperRows } from '../../../src/policy/commands/registry.ts';
import { compile, type CommandSpec, type ValueKind } from '../../../src/policy/commands/spec.ts';
import { quoted, spelled } from './quoting.ts';
import type { Random } from './random.ts';
import { anyValues, disguises, expansions, valuesOf } from './values.ts';

export type Values = Readonly<Partial<Record<ValueKind, readonly string[]>>>;

interface Program {
  readonly name: string;
  readonly spec: CommandSpec;
}

const programs: readonly Program[] = [...programRows, ...wrapperRows].flatMap((row) => {
  const spec = compile(row);
  return row.names.split(' ').map((name) => ({ name, spec }));
});

const strange = ['frobnicate', './run.sh', '/tmp/x', 'node_modules/.bin/tsc', 'Makefile', 'rM', 'r*'];

/** One simple command without redirects or operators; some are strange, and some words are no plain text. */
export function randomCommand(random: Random): string {
  if (random.chance(0.04))
    return [random.pick(strange), ...random.many(0, 3, () => wild(random, 'text'))].join(' ');
  const { name, spec } = random.pick(programs);
  const words = [
    random.chance(0.03) ? quoted(name, random) : random.chance(0.04) ? `/usr/bin/${name}` : name,
  ];
  fill(words, spec, { random, word: wild }, 0);
  return words.join(' ');
}

/** Makes plain commands of these programs, with these values. */
export function commandsOf(names: ReadonlySet<string>, values: Values): (random: Random) => string {
  const chosen = programs.filter(({ name }) => names.has(name));
  const any = values.text ?? [];
  return (random) => {
    const { name, spec } = random.pick(chosen);
    const words = [name];
    const word: Making['word'] = (_random, kind) => written(random.pick(values[kind] ?? any));
    fill(words, spec, { random, word }, 0);
    return words.join(' ');
  };
}

interface Making {
  readonly random: Random;
  readonly word: (random: Random, kind: ValueKind) => string;
}

function fill(words: string[], spec: CommandSpec, making: Making, depth: number): void {
  const { random, word } = making;
  const options = [...spec.options.values()];
  for (const option of random.many(0, options.length === 0 ? 0 : 2, () => random.pick(options))) {
    const alone = option.value === 'none' || (option.value === 'optional' && random.chance(0.5));
    if (alone) words.push(option.name);
    else if (option.name.startsWith('--') && random.chance(0.5))
      words.push(`${option.name}=${word(random, option.kind)}`);
    else if (option.value === 'required' && random.chance(0.8))
      words.push(option.name, word(random, option.kind));
    else words.push(`${option.name}${word(random, option.kind)}`);
  }
  const subs = [...spec.sub, ...spec.verbs];
  if (subs.length > 0 && depth < 4 && random.chance(0.9)) {
    const sub = random.pick(subs);
    words.push(random.pick([...sub.exact]).replaceAll('*', 'x'));
    fill(words, sub.spec, making, depth + 1);
    return;
  }
  const shape =
    spec.given.length > 0 && random.chance(0.2) ? random.pick(spec.given).operands : spec.operands;
  words.push(...operands(making, shape));
}

const counts = { one: [1, 1], optional: [0, 1], any: [0, 2], some: [1, 2] } as const;

function operands({ random, word }: Making, shape: CommandSpec['operands']): string[] {
  if (random.chance(0.05)) return random.many(0, 3, () => word(random, 'text'));
  return shape.flatMap(({ kind, count }) => {
    const [least, most] = counts[count];
    return random.many(least, most, () => word(random, kind));
  });
}

function wild(random: Random, kind: ValueKind): string {
  if (random.chance(0.06)) return random.pick(expansions);
  const text = random.pick(random.chance(0.1) ? anyValues : (valuesOf[kind] ?? anyValues));
  if (random.chance(0.01)) return text + random.pick(disguises);
  return random.chance(0.12) ? quoted(text, random) : written(text);
}

/** A pattern or a tilde is itself only where nothing quotes it. */
function written(text: string): string {
  return /^[~*]|\*/u.test(text) && !/[ '"{$]/u.test(text) ? text : spelled(text);
}
