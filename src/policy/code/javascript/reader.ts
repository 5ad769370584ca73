// What the parts of the reader for JavaScript share: the text, and what was learned of it so far.
import type { Syntax } from '../../shell/syntax.ts';
import type { Names } from '../names.ts';
import type { Reader } from '../reader.ts';
import type { Value } from '../value.ts';

export interface Javascript extends Reader {
  /** The file that holds the code; undefined for code of the line. */
  readonly file: string | undefined;
  /** The code has the modules of Node as globals. */
  readonly inline: boolean;
  /** Reads a file of the project; false where there is none of that name. */
  readonly follow: (path: string, line: number) => boolean;
  readonly names: Names;
  /** What an expression is. Whoever hands the result on says so with `use`. */
  readonly value: (node: Syntax) => Value;
  /** Reads a statement: functions and classes have some inside. */
  readonly statement: (node: Syntax) => void;
  /** What is bound goes out of the file. */
  exporting: boolean;
  inClass: boolean;
}
