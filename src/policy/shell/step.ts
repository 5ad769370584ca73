// What taking one wrapper off a command gives. Plain data between the tables and the reader.
import type { Doubt } from '../effects.ts';
import type { Assignment, Origin, Word } from './segment.ts';

/** A command inside another one: words, or a text for a shell that is parsed once more. */
export interface Inner {
  readonly kind: 'words' | 'text';
  /** The words; of a text, the parts that are joined by blanks. */
  readonly words: readonly Word[];
  /** How many of the outer words belong to the wrapper. */
  readonly at: number;
  readonly origin?: Origin;
  /** `$0 $1 …` of a text. */
  readonly positional?: readonly Word[];
  readonly assignments?: readonly Assignment[];
  readonly doubts?: readonly Doubt[];
  /** The folder in which it runs, where the wrapper changes it; undefined words are unknown folders. */
  readonly folder?: Word;
  /** It runs where the line's folder and files have no meaning. */
  readonly elsewhere?: boolean;
  /** Its variables are those of the line, as of `eval`; else it gets only the environment. */
  readonly shares?: boolean;
}

export interface Step {
  readonly name: string;
  readonly inners: readonly Inner[];
  /** The outer command stays as a segment, too. */
  readonly keep: boolean;
  readonly doubts: readonly Doubt[];
  /** Files that the wrapper itself writes. */
  readonly writes?: readonly Word[];
  /** The program is a shell that reads its commands from standard input. */
  readonly stdin?: boolean;
  /** The arguments come from standard input, as of `xargs`: where literal ones go. */
  readonly appends?: { readonly replace: string | undefined };
}

export function unknownOption(program: string, option: string): Doubt {
  return { code: 'unknown-option', text: `${option} is not an option of ${program} that the gate knows` };
}

/** A text that may run, but is not known. */
export function opaque(program: string): Doubt {
  return { code: 'opaque-code', text: `${program} runs a command that is not known` };
}
