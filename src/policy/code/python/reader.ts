// What the parts of the reader for Python share: the text, and what was learned of it so far.
import type { Syntax } from '../../shell/syntax.ts';
import type { Names } from '../names.ts';
import type { Reader } from '../reader.ts';
import type { Value } from '../value.ts';

export interface Python extends Reader {
  /** The file that holds the code, for `__file__`. */
  readonly file: string | undefined;
  /** Reads a module of the project; false where there is none of that name. */
  readonly follow: (module: string, line: number) => boolean;
  readonly names: Names;
  /** What an expression is. Whoever hands the result on says so with `use`. */
  readonly value: (node: Syntax) => Value;
  imports: boolean;
  /** The statements that are read stand in a class, outside its methods. */
  inClass: boolean;
  /** A path went somewhere where it counts as data. */
  pathsEscape: boolean;
  /** The first use on data of a name that paths have as well. */
  replaced: { readonly line: number; readonly name: string } | undefined;
}
