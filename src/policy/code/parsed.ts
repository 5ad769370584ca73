// The shapes between the reading of a text and the languages: a text with its tree, and what was found in it.
import type { Effect } from '../effects.ts';
import type { Syntax } from '../shell/syntax.ts';
import type { Note, Piece } from './program.ts';
import type { Sink } from './sink.ts';

export interface LanguageReading {
  readonly effects: readonly Effect[];
  /** Commands that the code runs through a shell or by words. */
  readonly lines: readonly { readonly text: string; readonly line: number }[];
  readonly notes: readonly Note[];
}

/** A text with its tree, and where its reading goes. */
export interface Parsed {
  readonly root: Syntax;
  readonly source: string;
  readonly piece: Piece;
  readonly sink: Sink;
  /** Reads another text of the same program into the same sink. */
  readonly more: (piece: Piece) => void;
}
