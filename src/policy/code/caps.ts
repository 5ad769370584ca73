// How much code behind a line is followed. Beyond a cap the analysis is incomplete, but what was read still counts.

export const caps = {
  /** Files read for one decision, package files and makefiles included. */
  files: 32,
  /** Code that runs code that runs code. */
  levels: 64,
  /** Characters of code read for one decision; about what the parsers take in 25 ms. */
  characters: 262_144,
  /** Segments of one decision, those of the line included. */
  segments: 1000,
  /** Characters of code in a language that are taken apart; of longer code only its beginning is. */
  languageText: 65_536,
} as const;
