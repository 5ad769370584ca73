// What the parts of the reader for Ruby share: the text, and what was learned of it so far.
import type { Syntax } from '../../shell/syntax.ts';
import type { Reader } from '../reader.ts';
import type { Value } from '../value.ts';

export interface Ruby extends Reader {
  /** Names that something above bound; what they hold is data. */
  readonly names: Set<string>;
  readonly value: (node: Syntax) => Value;
}

export function readAll(reader: Ruby, nodes: readonly Syntax[]): readonly Value[] {
  return nodes.map((node) => reader.value(node));
}
