// Simple commands made from the rows of our own tables: their programs, subcommands, options and operands, with
// values that fit and values that do not.
import { programRows, wrapperRows } from '../../../src/policy/commands/registry.ts';
import { compile, type CommandSpec, type ValueKind } from '../../../src/policy/commands/spec.ts';
import { quoted, spelled } from './quoting.ts';
import type { Random } from './random.ts';
import { anyValues, disguises, expansions, valuesOf } from './values.ts';

interface Program {
  readonly name: string;
  readonly spec: CommandSpec;
}

const programs: readonly Program[] = [...programRows, ...wrapperRows].flatMap((row) => {
  const spec = compile(row);
  return row.names.split(' ').map((name) => ({ name, spec }));
});

const strange = ['frobnicate', './run.sh', '/tmp/x', 'node_modules/.bin/tsc', 'Makefile', 'rM', 'r*'];

/** One simple command without redirects or operators. */
export function randomCommand(random: Random): string {
  if (random.chance(0.04)) return [random.pick(strange), ...operands(random, [])].join(' ');
  const { name, spec } = random.pick(programs);
  const words = [
    random.chance(0.03) ? quoted(name, random) : random.chance(0.04) ? `/usr/bin/${name}` : name,
  ];
  level(random, spec, words, 0);
  return words.join(' ');
}

function level(random: Random, spec: CommandSpec, words: string[], depth: number): void {
  const names = [...spec.options.values()];
  for (const option of random.many(0, names.length === 0 ? 0 : 2, () => random.pick(names))) {
    if (option.value === 'none') words.push(option.name);
    else if (option.value === 'optional' && random.chance(0.5)) words.push(option.name);
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
    level(random, sub.spec, words, depth + 1);
    return;
  }
  const shape =
    spec.given.length > 0 && random.chance(0.2) ? random.pick(spec.given).operands : spec.operands;
  words.push(...operands(random, shape));
}

function operands(random: Random, shape: CommandSpec['operands']): string[] {
  if (random.chance(0.05)) return random.many(0, 3, () => word(random, 'text'));
  return shape.flatMap(({ kind, count }) => {
    const [least, most] = { one: [1, 1], optional: [0, 1], any: [0, 2], some: [1, 2] }[count] as [
      number,
      number,
    ];
    return random.many(least, most, () => word(random, kind));
  });
}

function word(random: Random, kind: ValueKind): string {
  if (random.chance(0.06)) return random.pick(expansions);
  const text = random.pick(random.chance(0.1) ? anyValues : (valuesOf[kind] ?? anyValues));
  if (random.chance(0.01)) return text + random.pick(disguises);
  if (random.chance(0.12)) return quoted(text, random);
  // A pattern or a tilde is itself only where nothing quotes it.
  return /^[~*]|\*/u.test(text) && !/[ '"]/u.test(text) ? text : spelled(text);
}
