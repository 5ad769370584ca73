// How much the reader takes on. Beyond a cap a line is never proved safe, but what was read is still reported, so
// that checks that look for danger see it.

export const caps = {
  /** UTF-8 bytes of one line. */
  bytes: 65_536,
  /** Compound commands, substitutions and shell strings inside each other. */
  nesting: 64,
  /** Segments of a line. */
  segments: 200,
  /** Segments after which the reader stops: far beyond `segments`, so that padding does not hide a command. */
  segmentsRead: 1000,
  /** Wrappers and shell strings taken off one command. */
  unwraps: 8,
  /** Words that one word may become by braces and splitting. */
  expansion: 64,
  /** Words, and characters of variables, that expansions may add to all commands of a line. */
  expandedWords: 4096,
  expandedText: 262_144,
  /** Values for which the body of a loop is read once each. */
  iterations: 16,
  /** Depth of the syntax tree that is copied; lists nest once a command. */
  treeDepth: 1200,
} as const;

/** Whether a text is longer in UTF-8 than the cap. */
export function overlong(text: string): boolean {
  if (text.length * 3 <= caps.bytes) return false;
  if (text.length > caps.bytes) return true;
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
  }
  return bytes > caps.bytes;
}
