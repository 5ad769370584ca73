// A place in a text with the small steps that all parts of the parser share. Parsing never fails: what does not fit
// is a problem, and the next step goes on behind it.
import type { Problem, Script, Statement } from './syntax.ts';

export interface Cursor {
  readonly text: string;
  at: number;
  depth: number;
  /** Statements that were begun. */
  statements: number;
  readonly problems: Problem[];
  /** Parses statements up to the closing sign, which is consumed; given by the parser so that parts may recurse. */
  readonly script: (cursor: Cursor, close: ')' | '}') => Script;
  /** Parses one statement; undefined where none stands. */
  readonly statement: (cursor: Cursor) => Statement | undefined;
}

/** Groups, blocks and strings inside each other. */
const deepest = 64;
const mostProblems = 20;
const mostStatements = 2000;

export function problem(cursor: Cursor, text: string, cap = false): void {
  if (cursor.problems.length < mostProblems) cursor.problems.push({ text, cap });
}

/** Runs one level deeper; beyond the cap the rest of the text is given up. */
export function deeper<T>(cursor: Cursor, otherwise: T, read: () => T): T {
  if (cursor.depth >= deepest) {
    problem(cursor, 'the line nests too deeply', true);
    cursor.at = cursor.text.length;
    return otherwise;
  }
  cursor.depth++;
  const result = read();
  cursor.depth--;
  return result;
}

/** Counts one statement; beyond the cap the rest of the text is given up. */
export function begins(cursor: Cursor): boolean {
  cursor.statements++;
  if (cursor.statements <= mostStatements) return true;
  problem(cursor, `the line has more than ${mostStatements} statements`, true);
  cursor.at = cursor.text.length;
  return false;
}

export function sees(cursor: Cursor, sign: string): boolean {
  return cursor.text.startsWith(sign, cursor.at);
}

export function takes(cursor: Cursor, sign: string): boolean {
  if (!sees(cursor, sign)) return false;
  cursor.at += sign.length;
  return true;
}

/** What a sticky expression matches here; nothing is consumed. */
export function match(cursor: Cursor, expression: RegExp): RegExpExecArray | undefined {
  expression.lastIndex = cursor.at;
  return expression.exec(cursor.text) ?? undefined;
}

const blank = /(?:[^\S\r\n]|`\r?\n|`\r)+/uy;
const lines = /(?:\s|`\r?\n|;)+/uy;

/** Goes over blanks, comments and continued lines; over line ends and `;` too where asked. */
export function skip(cursor: Cursor, over: 'blanks' | 'lines'): void {
  for (;;) {
    const gap = match(cursor, over === 'lines' ? lines : blank);
    if (gap !== undefined) cursor.at += gap[0].length;
    else if (sees(cursor, '<#')) {
      glued(cursor);
      const end = cursor.text.indexOf('#>', cursor.at + 2);
      if (end < 0) problem(cursor, 'a comment has no end');
      cursor.at = end < 0 ? cursor.text.length : end + 2;
    } else if (sees(cursor, '#')) {
      glued(cursor);
      const end = cursor.text.slice(cursor.at).search(/[\r\n]/u);
      cursor.at = end < 0 ? cursor.text.length : cursor.at + end;
    } else return;
  }
}

/** Behind a word without a blank `#` may be a part of the word: then what follows is no comment. */
function glued(cursor: Cursor): void {
  const before = cursor.text[cursor.at - 1];
  if (before !== undefined && !/[\s;|&(){},=>]/u.test(before))
    problem(cursor, 'it is not certain whether a comment starts here');
}
