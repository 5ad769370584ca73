// What the parts of the reader for PHP share: the text, and what was learned of it so far.
import type { Syntax } from '../../shell/syntax.ts';
import type { Reader } from '../reader.ts';
import type { Value } from '../value.ts';

export interface Php extends Reader {
  /** The file that holds the code, for `__DIR__`. */
  readonly file: string | undefined;
  /** Functions, classes and methods of the code itself, in small letters: PHP does not tell them apart. */
  readonly functions: Set<string>;
  readonly classes: Set<string>;
  readonly methods: Set<string>;
  /** The text of a variable, by its name; undefined for one whose text is not known. */
  readonly texts: Map<string, string | undefined>;
  /** What an expression is; statements are read the same way, and are data. */
  readonly value: (node: Syntax) => Value;
}

export function readAll(reader: Php, nodes: readonly Syntax[]): void {
  for (const node of nodes) reader.value(node);
}
