// A string of a JSON text, decoded, and where each of its characters stands: a position in a rule is one in the file.
import type { Node } from 'jsonc-parser/lib/esm/main.js';

export interface JsonString {
  /** The decoded text. */
  readonly text: string;
  /** The offset in the file of the character at `index`; of the end for the length of the text. */
  offsetOf(index: number): number;
  /** The index in the text of what stands at the offset in the file. */
  indexOf(offset: number): number;
}

/** The string at a node; it may still lack its closing quote. */
export function jsonString(source: string, node: Node): JsonString {
  const starts: number[] = [];
  let text = '';
  const end = node.offset + node.length;
  let at = node.offset + 1;
  while (at < end) {
    const sign = source.charAt(at);
    if (sign === '"' && at === end - 1) break;
    const escape = sign === '\\' ? escaped(source.slice(at, end)) : { text: sign, length: 1 };
    for (let part = 0; part < escape.text.length; part++) starts.push(at);
    text += escape.text;
    at += escape.length;
  }
  starts.push(at);
  return {
    text,
    offsetOf: (index) => starts[Math.max(0, Math.min(index, text.length))] ?? at,
    indexOf(offset) {
      const found = starts.findIndex((start) => start >= offset);
      return found < 0 ? text.length : found;
    },
  };
}

/** The text as it stands between the quotes of a JSON string. */
export function encoded(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

const short: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
]);

function escaped(rest: string): { readonly text: string; readonly length: number } {
  const code = /^\\u([0-9a-fA-F]{4})/u.exec(rest)?.[1];
  if (code !== undefined) return { text: String.fromCharCode(Number.parseInt(code, 16)), length: 6 };
  const sign = rest.charAt(1);
  return sign === '' ? { text: '\\', length: 1 } : { text: short.get(sign) ?? sign, length: 2 };
}
