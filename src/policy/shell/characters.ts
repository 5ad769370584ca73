// Doubts that the characters of a line raise by themselves, before any grammar.
import type { Doubt } from '../effects.ts';

/** Invisible or reordering: zero width, bidi controls, soft hyphen, fillers, variation selectors, tags. */
const hidden = classOf([
  0xad,
  0x34f,
  0x61c,
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  0x3164,
  [0xfe00, 0xfe0e],
  0xfeff,
  0xffa0,
  [0xfff9, 0xfffb],
  [0xe0000, 0xe0fff],
]);
/** Control characters but tab, line feed and carriage return. */
const control = classOf([
  [0x01, 0x08],
  [0x0b, 0x0c],
  [0x0e, 0x1f],
  [0x7f, 0x9f],
]);
/** A line continuation in the middle of a word or operator. */
const continuation = /[^\s\\]\\+\r?\n[^\s]/;
const suspicious = /[^\t\n\x20-\x7e]|\\\n/;

/** The doubts; none for a line of printable ASCII without a backslash at a line's end. */
export function characterDoubts(text: string): Doubt[] {
  if (!suspicious.test(text)) return [];
  const doubts: Doubt[] = [];
  const doubt = (code: Doubt['code'], words: string): number => doubts.push({ code, text: words });
  if (text.includes('\r'))
    doubt('disguise', 'the line holds a carriage return, which shells and terminals take differently');
  if (text.includes('\0')) doubt('parse', 'the line holds a NUL character');
  if (/\p{Surrogate}/u.test(text))
    doubt('parse', 'the line holds half of a surrogate pair, which is no text');
  if (hidden.test(text))
    doubt('disguise', 'the line holds characters that are invisible or change the order of the text');
  if (control.test(text)) doubt('disguise', 'the line holds control characters');
  if (continuation.test(text)) doubt('disguise', 'a line ends in the middle of a word');
  return doubts;
}

/** Whether a text has characters beyond printable ASCII. */
export function foreign(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7e) return true;
  return false;
}

/** A pattern for characters, given as numbers so that the source stays readable. */
function classOf(points: readonly (number | readonly number[])[]): RegExp {
  const escaped = (point: number): string => `\\u{${point.toString(16)}}`;
  const parts = points.map((point) => (typeof point === 'number' ? [point] : point).map(escaped).join('-'));
  return new RegExp(`[${parts.join('')}]`, 'u');
}
