// Small questions that everyone asks of words and segments. Knows nothing of syntax trees.
import type { Segment, Word } from './segment.ts';

/** A literal word without a place in a line: for tables, tests and words that the reader makes up. */
export function plain(text: string, start = 0, end = start): Word {
  return { text, literal: true, glob: false, quoted: false, start, end };
}

/** The texts of words, in order; unknown words stand as their source. */
export function texts(words: readonly Word[]): string[] {
  return words.map((word) => word.text);
}

/** Folders whose programs are taken to be what their names say. */
const systemFolder = /^\/(?:bin|sbin|usr\/bin|usr\/sbin|usr\/local\/bin|opt\/homebrew\/bin)\/+([^/]+)$/;

/**
 * The program that a word names: the base name if its folder is a system one (`/bin/rm` is `rm`), else the path
 * as written. A word whose value is not known gives its source text, which no table holds.
 */
export function programOf(word: Word): string {
  if (!word.text.startsWith('/') || !word.literal) return word.text;
  return systemFolder.exec(word.text)?.[1] ?? word.text;
}

/** The program of a segment, as `programOf`; the empty text for a bare redirect or assignment. */
export function programName(segment: Pick<Segment, 'words'>): string {
  const first = segment.words[0];
  return first === undefined ? '' : programOf(first);
}
