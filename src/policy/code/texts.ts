// The texts of a shell script as the shell reader takes them: in parts that are not too long, with what the shell
// would take otherwise than a line of an agent.
import type { Note, Piece } from './program.ts';

interface Part {
  readonly text: string;
  readonly line: number;
  readonly note?: Note;
}

/** Characters of a part: even if each takes three bytes, the reader takes on the whole. */
const longest = 21_000;

export function pieceTexts(piece: Piece): readonly Part[] {
  const { text, line } = piece;
  const note = strange(text);
  if (text.length <= longest) return [{ text, line, ...(note === undefined ? {} : { note }) }];
  // Danger is looked for in every part, but where a part begins the grammar may be in the middle of something.
  const long: Note = { code: 'cap', text: 'it is longer than the gate reads at once' };
  const parts: Part[] = [];
  for (let at = 0, number = line; at < text.length;) {
    const whole = text.slice(at, at + longest);
    const end = whole.lastIndexOf('\n');
    const part = end <= 0 || at + longest >= text.length ? whole : whole.slice(0, end + 1);
    parts.push({ text: part, line: number, ...(parts.length === 0 ? { note: note ?? long } : {}) });
    number += part.split('\n').length - 1;
    at += part.length;
  }
  return note === undefined ? parts : [{ text: '', line, note: long }, ...parts];
}

/** In a file these characters are not what they are in a line that an agent sends. */
function strange(text: string): Note | undefined {
  if (text.includes('\0')) return { code: 'disguise', text: 'it has bytes that are no text' };
  if (text.includes('\r')) return { code: 'disguise', text: 'carriage returns become part of its words' };
  if (text.startsWith('\uFEFF'))
    return { code: 'disguise', text: 'a byte order mark stands before its first word' };
  return undefined;
}
