// How much code behind a line is followed. Beyond a cap the analysis is incomplete, but what was read still counts.

export const caps = {
  /** Files read for one decision, package files and makefiles included. */
  files: 32,
  /** Code that runs code that runs code. */
  levels: 64,
  /** Characters of code read for one decision. */
  characters: 131_072,
  /** Segments of one decision, those of the line included. */
  segments: 1000,
  /** Characters of code in other languages that are taken apart for one decision; of more only the beginning is. */
  languageText: 24_576,
  /** Doubts about one program that are put down. */
  notes: 20,
} as const;
