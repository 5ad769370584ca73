// What the readers of all languages know of a text: the words of its nodes, the lines on which they stand, and the
// notes that all of them make in the same words. Knows no language.
import type { Syntax } from '../shell/syntax.ts';
import type { Library } from './deeds.ts';
import type { Sink } from './sink.ts';
import { unknown, type Value } from './value.ts';

export interface Reader {
  readonly source: string;
  /** The line on which the source starts. */
  readonly first: number;
  readonly sink: Sink;
  /** Where lines end, once somebody asked for a line. */
  breaks: readonly number[] | undefined;
}

export function textAt({ source }: Reader, node: Syntax): string {
  return source.slice(node.start, node.end);
}

/** The beginning of its text, for a person. */
export function shortAt(reader: Reader, node: Syntax): string {
  return textAt(reader, node).slice(0, 60);
}

export function lineAt(reader: Reader, node: Syntax): number {
  reader.breaks ??= [...reader.source.matchAll(/\n/gu)].map(({ index }) => index);
  return reader.first + countBelow(reader.breaks, node.start);
}

export function note(reader: Reader, node: Syntax, text: string): void {
  if (!reader.sink.muted) reader.sink.note(lineAt(reader, node), text);
}

/** How many of the sorted numbers lie below a limit. */
function countBelow(sorted: readonly number[], limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A node that no reader of the language knows. */
export function notFollowed(reader: Reader, node: Syntax): Value {
  note(reader, node, `the gate does not follow ${kindOf(node)}`);
  return unknown;
}

/** A name that no table knows. */
export function notPure(reader: Reader, node: Syntax, name: string): Value {
  note(reader, node, `${name} is not known to only read`);
  return unknown;
}

export function notKnown(reader: Reader, node: Syntax): Value {
  note(reader, node, `it is not known what ${shortAt(reader, node)} is`);
  return unknown;
}

/** A name of the library goes somewhere where it counts as data: nothing that reaches out may. */
export function handOn(reader: Reader, name: string, node: Syntax, library: Library): void {
  const row = library.row(name);
  if (row?.does === 'pure') return;
  if (row?.does === 'read.secret') reader.sink.variable(undefined, lineAt(reader, node));
  else note(reader, node, `${name} is handed on, where the gate does not follow it`);
}

/** What a person calls a node: `a for statement`. */
export function kindOf({ type }: Syntax): string {
  return `a ${type.replaceAll('_', ' ')}`;
}
