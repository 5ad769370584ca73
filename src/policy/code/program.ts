// What a segment runs when it runs code: texts in their languages, in order. Plain data between those who find the
// code and those who read it.
import type { DoubtCode } from '../effects.ts';
import type { Word } from '../shell/segment.ts';

export const languages = ['shell', 'python', 'javascript', 'typescript', 'ruby', 'php'] as const;
export type Language = (typeof languages)[number];

/** One text to read. */
export interface Piece {
  readonly language: Language;
  readonly text: string;
  /** The line of its file on which the text starts, counted from 1. */
  readonly line: number;
  /** The folder in which it runs; undefined when it is not known. */
  readonly cwd: string | undefined;
  /** The file that holds it, without links; undefined for a text of the line. */
  readonly file: string | undefined;
  /** `$0 $1 …` of a shell script. */
  readonly positional?: readonly Word[];
  /** Names that are looked up in folders of the project before those of the system. */
  readonly bins?: ReadonlySet<string>;
  /** Names and modules that the interpreter provides beside the usual ones: `node -e` has all modules. */
  readonly inline?: boolean;
}

/** Something about the code that keeps the analysis from being complete. */
export interface Note {
  readonly line?: number | undefined;
  readonly code: DoubtCode;
  /** One clause for a person. */
  readonly text: string;
}

export interface Program {
  /** What a person calls it: `./deploy.sh`, `the script build of package.json`, `the code given to python`. */
  readonly name: string;
  /** Tells it apart from all other code: a real path, with the name of the script in it. */
  readonly key: string;
  readonly pieces: readonly Piece[];
  readonly notes: readonly Note[];
  /** Files that were read to know it, without links. */
  readonly files: readonly string[];
  /**
   * Whether the code, if all of it is understood, is all that the segment does: then its effects stand for the
   * effect that it runs code.
   */
  readonly whole: boolean;
}
