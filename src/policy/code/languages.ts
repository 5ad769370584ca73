// The parsers of code in other languages than the shell's. A language that is not there is not followed.
import type { Parse } from '../shell/syntax.ts';
import type { Language } from './program.ts';

export type Grammar = Exclude<Language, 'shell'>;

export interface Languages {
  /** The parser of a language; undefined while, or because, its grammar is not loaded. */
  readonly parser: (language: Grammar) => Parse | undefined;
}
