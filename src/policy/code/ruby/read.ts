// Reads code in Ruby: expressions, blocks and plain control flow over data. Every name that no table knows is not
// understood.
import type { Parsed } from '../parsed.ts';
import { expression } from './expressions.ts';
import type { Ruby } from './reader.ts';

/** Puts into the sink what the code does. */
export function readRuby({ root, source, piece, sink }: Parsed): void {
  const reader: Ruby = {
    source,
    first: piece.line,
    sink,
    breaks: undefined,
    names: new Set(),
    value: (node) => expression(reader, node),
  };
  expression(reader, root);
}
