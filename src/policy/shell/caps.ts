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
  /** Steps of the parser, in hundreds, for a short text and for each further 4 kB of a long one. */
  parserSteps: 600,
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

/** Steps that the parser may take for a text of a length, in hundreds. */
export function parserBudget(length: number): number {
  return length <= 4096 ? caps.parserSteps : Math.max(64, Math.ceil((caps.parserSteps * 4096) / length));
}

/**
 * Repetitions whose only use is to keep the grammar busy: its scanner looks ahead to the end of the text at each,
 * so that 16 kB of `<` take seconds.
 */
const busy = [
  /(?:[<|&>][ \t]*){24}/,
  /(?:(?<!\w)[A-Za-z_]\w{0,63}\+?=\([\s(]{0,64}){16}/,
  /(?:\$\[\s*){16}/,
  /(?:"?\$\{[^\s{}$"]{0,12}){24}/,
  /(?:[^\s)]{0,8}\)[ \t]*){200}/,
];

/** Whether a text would keep the parser busy for long. */
export function repetitive(text: string): boolean {
  if (text.length < 48) return false;
  if (busy.some((pattern) => pattern.test(text))) return true;
  let heredocs = 0;
  for (let at = text.indexOf('<<'); at >= 0; at = text.indexOf('<<', at + 2)) heredocs++;
  return heredocs > 256 || (text.match(lookingAhead)?.length ?? 0) > 512;
}

/** A letter and a sign that might begin a pattern of several: the scanner looks ahead at each. Addresses of mail are none. */
const lookingAhead = /[A-Za-z][?@](?![A-Za-z][\w-]*\.)/g;
