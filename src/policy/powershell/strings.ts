// Strings, variables and bare words. Source: about_Quoting_Rules, about_Special_Characters, about_Parsing.
import { deeper, match, problem, sees, takes, type Cursor } from './cursor.ts';
import type { Expression, Part } from './syntax.ts';

/** What a backtick makes of the sign behind it; every other sign stands for itself. */
const escapes: Readonly<Record<string, string>> = {
  '0': '\0', a: '\u0007', b: '\b', e: '\u001B', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v',
}; // prettier-ignore

/** The sign behind a backtick, which stands at the cursor. */
function escaped(cursor: Cursor): string {
  cursor.at++;
  const code = match(cursor, /u\{([0-9a-fA-F]{1,6})\}/uy);
  if (code !== undefined) {
    cursor.at += code[0].length;
    const point = Number.parseInt(code[1] ?? '', 16);
    return point > 0x10_ff_ff ? '' : String.fromCodePoint(point);
  }
  const sign = cursor.text[cursor.at] ?? '';
  cursor.at++;
  return escapes[sign] ?? sign;
}

/** The sign behind a backtick as it stands. */
function letter(cursor: Cursor): string {
  cursor.at += 2;
  return cursor.text[cursor.at - 1] ?? '';
}

const variable = /\$(?:\{((?:[^}`]|`.)+)\}|((?:\w+:(?!:))?\w+|[$?^_]))/uy;

/** `$x`, `${x y}`, `$env:X`; undefined where none stands at the cursor. */
export function readVariable(cursor: Cursor): Expression | undefined {
  // A name in braces that nothing closes is looked for once, not at each sign that may begin one.
  if (cursor.text.startsWith('${', cursor.at) && cursor.text.lastIndexOf('}') < cursor.at) return undefined;
  const hit = match(cursor, variable);
  if (hit === undefined) return undefined;
  const start = cursor.at;
  cursor.at += hit[0].length;
  return { kind: 'variable', name: hit[1] ?? hit[2] ?? '', start, end: cursor.at };
}

/** `$( … )` at the cursor. */
export function readSubexpression(cursor: Cursor): Expression {
  const start = cursor.at;
  cursor.at += 2;
  const script = deeper(cursor, [], () => cursor.script(cursor, ')'));
  return { kind: 'group', form: '$(', script, start, end: cursor.at };
}

class Parts {
  readonly all: Part[] = [];
  private known = '';
  add(part: Part): void {
    if (typeof part === 'string') this.known += part;
    else {
      this.flush();
      this.all.push(part);
    }
  }
  private flush(): void {
    if (this.known !== '') this.all.push(this.known);
    this.known = '';
  }
  done(): readonly Part[] {
    this.flush();
    return this.all;
  }
}

/** `'…'`, `"…"` and their here forms `@'…'@`, `@"…"@`; undefined where none stands at the cursor. */
export function readString(cursor: Cursor): Expression | undefined {
  const start = cursor.at;
  const parts = new Parts();
  const here = match(cursor, /@(['"])[^\S\r\n]*\r?\n/uy);
  if (here !== undefined) {
    cursor.at += here[0].length;
    const quote = here[1] ?? "'";
    const end = /\r?\n(['"])@/gu;
    end.lastIndex = cursor.at - 1;
    let close = end.exec(cursor.text);
    while (close !== null && close[1] !== quote) close = end.exec(cursor.text);
    if (close === null) problem(cursor, 'a here-string has no end');
    const stop = close?.index ?? cursor.text.length;
    if (quote === "'") parts.add(cursor.text.slice(cursor.at, stop));
    else while (cursor.at < stop) parts.add(expandable(cursor));
    cursor.at = close === null ? cursor.text.length : Math.max(cursor.at, stop + close[0].length);
  } else if (takes(cursor, "'")) verbatim(cursor, parts);
  else if (takes(cursor, '"')) quoted(cursor, parts);
  else return undefined;
  return { kind: 'text', parts: parts.done(), form: 'string', start, end: cursor.at };
}

/** Behind the opening quote; a doubled quote stands for one. */
function verbatim(cursor: Cursor, parts: Parts): void {
  for (;;) {
    const end = cursor.text.indexOf("'", cursor.at);
    if (end < 0) {
      problem(cursor, 'a string has no end');
      parts.add(cursor.text.slice(cursor.at));
      cursor.at = cursor.text.length;
      return;
    }
    parts.add(cursor.text.slice(cursor.at, end));
    cursor.at = end + 1;
    if (!takes(cursor, "'")) return;
    parts.add("'");
  }
}

function quoted(cursor: Cursor, parts: Parts): void {
  while (cursor.at < cursor.text.length) {
    if (takes(cursor, '"')) {
      if (!takes(cursor, '"')) return;
      parts.add('"');
    } else parts.add(expandable(cursor));
  }
  problem(cursor, 'a string has no end');
}

/** One step inside a text that expands. */
function expandable(cursor: Cursor): Part {
  if (sees(cursor, '`')) return escaped(cursor);
  if (sees(cursor, '$(')) return readSubexpression(cursor);
  const name = sees(cursor, '$') ? readVariable(cursor) : undefined;
  if (name !== undefined) return name;
  const run = match(cursor, /[^`$"]+/uy)?.[0] ?? cursor.text[cursor.at] ?? '';
  // A surrogate pair may be cut here; the other half is the next step.
  cursor.at += run.length;
  return run;
}

/** Signs that end a bare word (about_Parsing, "argument mode"). */
export const delimiter = /[\s{}();,|&<>]/u;

/** A bare word, `first` being an expression that it starts with. */
export function readBare(cursor: Cursor, first?: Expression): Expression {
  const start = first?.start ?? cursor.at;
  const parts = new Parts();
  if (first !== undefined) parts.add(first);
  while (cursor.at < cursor.text.length) {
    const sign = cursor.text[cursor.at] ?? '';
    if (sign === '`') {
      if (match(cursor, /`\r?\n/uy) !== undefined) break;
      // In a word `e is the letter for Windows PowerShell, and an escape for PowerShell 7: the letter is the danger.
      parts.add(cursor.text[cursor.at + 1] === 'e' ? letter(cursor) : escaped(cursor));
    } else if (sign === "'") {
      cursor.at++;
      verbatim(cursor, parts);
    } else if (sign === '"') {
      cursor.at++;
      quoted(cursor, parts);
    } else if (sign === '$') parts.add(expandable(cursor));
    else if (delimiter.test(sign)) break;
    else {
      parts.add(sign);
      cursor.at++;
    }
  }
  return { kind: 'text', parts: parts.done(), form: 'bare', start, end: cursor.at };
}
