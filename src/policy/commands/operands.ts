// Operands by their shape: which word is which kind of thing, by count and by the options that are there.
import type { Doubt } from '../effects.ts';
import type { Word } from '../shell/segment.ts';
import type { GivenOption, Operand, Value } from './arguments.ts';
import type { CommandSpec, OperandSpec, ValueKind } from './spec.ts';

export function shaped(
  program: string,
  spec: CommandSpec,
  options: readonly GivenOption[],
  words: readonly Word[],
  doubts: Doubt[],
): Operand[] {
  if (words.length === 0) return [];
  const names = options.map(({ option }) => option.name);
  const shape =
    spec.given.find(({ options: wanted }) => names.some((name) => wanted.has(name)))?.operands ??
    spec.operands;
  const named: Operand[] = [];
  const rest: Word[] = [];
  for (const word of words) {
    const pair = spec.pairs.size > 0 ? /^([A-Za-z_-]+)=/u.exec(word.text) : undefined;
    const kind = pair?.[1] === undefined ? undefined : spec.pairs.get(pair[1]);
    if (pair === undefined || pair === null || kind === undefined) rest.push(word);
    else named.push({ text: word.text.slice(pair[0].length), literal: word.literal, glob: false, kind });
  }
  const kinds = fit(shape, rest.length);
  rest.forEach((word, index) => {
    const kind = kinds[index];
    if (kind === undefined)
      doubts.push({
        code: 'unknown-operand',
        text: `${program} is given more than the gate knows: ${shown(word)}`,
      });
    else named.push({ text: word.text, literal: word.literal, glob: word.glob, paths: pathsOf(word), kind });
  });
  return named;
}

function pathsOf(word: Word & Pick<Value, 'paths'>): readonly string[] | undefined {
  return word.paths;
}

/** Kinds for `count` operands; fewer kinds than operands where the shape does not allow so many. */
function fit(shape: readonly OperandSpec[], count: number): ValueKind[] {
  const star = shape.findIndex(({ count: many }) => many === 'any' || many === 'some');
  const many = shape[star];
  if (many !== undefined && shape.length === 1) return Array.from({ length: count }, () => many.kind);
  if (many === undefined) return shape.slice(0, count).map(({ kind }) => kind);
  const front = shape
    .slice(0, star)
    .map(({ kind }) => kind)
    .slice(0, count);
  const behind = shape.slice(star + 1).map(({ kind }) => kind);
  const tail = behind.slice(Math.max(0, behind.length - (count - front.length)));
  const middle = count - front.length - tail.length;
  return [...front, ...Array.from({ length: Math.max(0, middle) }, () => many.kind), ...tail];
}

export function shown(word: { readonly text: string }): string {
  return word.text.length > 60 ? `${word.text.slice(0, 57)}…` : word.text;
}
