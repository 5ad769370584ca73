// Code in other languages than the shell's: from a text to effects, shell lines that it runs, and what is not
// understood of it.
import type { Effect } from '../effects.ts';
import type { Note, Piece, Program } from './program.ts';
import type { Workshop } from './workshop.ts';

export interface LanguageReading {
  readonly effects: readonly Effect[];
  /** Commands that the code runs through a shell or by words. */
  readonly lines: readonly { readonly text: string; readonly line: number }[];
  readonly notes: readonly Note[];
}

export function readLanguage(_work: Workshop, _program: Program, piece: Piece): LanguageReading {
  return {
    effects: [],
    lines: [],
    notes: [{ code: 'opaque-code', text: `code in ${piece.language} is not followed` }],
  };
}
