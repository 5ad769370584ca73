// Expressions: operands, what follows them without a blank, and operators between them. Precedence is not kept: what
// matters is which values and which code stand in an expression. Source: language specification, chapter 7.
import { deeper, match, problem, sees, skip, takes, type Cursor } from './cursor.ts';
import { readBare, readString, readSubexpression, readVariable } from './strings.ts';
import type { Expression } from './syntax.ts';

const words =
  'eq ne gt ge lt le like notlike match notmatch contains notcontains in notin replace split join is isnot as and or xor band bor bxor shl shr f';
const operator = new RegExp(
  `(?:-[ci]?(?:${words.split(' ').join('|')})\\b|\\.\\.|\\?\\?(?!=)|\\+(?!=)|-(?![=-])|[*/%](?!=)|,)`,
  'iuy',
);
const prefix = /(?:-(?:not|bnot|[ci]?split|join)\b|!|\+\+|--|[+-](?![=\d.])|,)/iuy;
const number =
  /[+-]?(?:0x[0-9a-f]+|(?:\d+(?:\.(?!\.)\d*)?|\.\d+)(?:e[+-]?\d+)?)(?:[dlsuyn]|us|ul|uy)?(?:[kmgtp]b)?(?![\w\\/:#-])/iuy;
const type = /\[\s*([A-Za-z_][\w.+]*(?:\[[\w.,+\s[\]]{0,500}\])?)\s*\]/uy;

/** Does an expression start here, rather than a command? */
export function startsExpression(cursor: Cursor): boolean {
  return (
    /[$@"'([{!]/u.test(cursor.text[cursor.at] ?? '') ||
    match(cursor, number) !== undefined ||
    match(cursor, /(?:-(?:not|bnot|[ci]?split|join)\b|[+-]{1,2}\s*[$(\d]|,)/iuy) !== undefined
  );
}

/** One expression with its operators; ends before a line end, `|`, `;` or whatever else does not belong to it. */
export function readExpression(cursor: Cursor): Expression {
  const start = cursor.at;
  const operands: Expression[] = [readUnary(cursor)];
  const operators: string[] = [];
  for (;;) {
    const before = cursor.at;
    skip(cursor, 'blanks');
    const sign = match(cursor, operator)?.[0];
    if (sign === undefined) {
      cursor.at = before;
      break;
    }
    cursor.at += sign.length;
    skip(cursor, 'lines');
    operators.push(sign.toLowerCase().replace(/^-[ci](?=(?:not)?(?:like|match|contains|replace|split|eq|ne|gt|ge|lt|le|in)\b)/u, '-'));
    operands.push(readUnary(cursor));
  } // prettier-ignore
  const [only] = operands;
  if (operators.length === 0 && only !== undefined) return only;
  const span = { start, end: cursor.at };
  return operators.every((sign) => sign === ',')
    ? { kind: 'list', items: operands, ...span }
    : { kind: 'operation', operators, operands, ...span };
}

function readUnary(cursor: Cursor): Expression {
  const start = cursor.at;
  const sign = match(cursor, number) === undefined ? match(cursor, prefix)?.[0] : undefined;
  if (sign !== undefined) {
    cursor.at += sign.length;
    skip(cursor, 'blanks');
    const operand = deeper(cursor, nothing(cursor), () => readUnary(cursor));
    return {
      kind: 'operation',
      operators: [sign.toLowerCase()],
      operands: [operand],
      start,
      end: cursor.at,
    };
  }
  const named = match(cursor, type);
  if (named === undefined) return readPostfix(cursor, readPrimary(cursor));
  cursor.at += named[0].length;
  const name = (named[1] ?? '').replaceAll(/\s/gu, '');
  if (sees(cursor, '::')) return readPostfix(cursor, { kind: 'type', name, start, end: cursor.at });
  skip(cursor, 'blanks');
  if (match(cursor, /[\w$@"'([{!+,-]/uy) === undefined || match(cursor, operator) !== undefined)
    return { kind: 'type', name, start, end: cursor.at };
  const of = deeper(cursor, nothing(cursor), () => readUnary(cursor));
  return { kind: 'cast', type: name, of, start, end: cursor.at };
}

function nothing({ at }: Cursor): Expression {
  return { kind: 'text', parts: [], form: 'string', start: at, end: at };
}

/** Strings, numbers, variables, groups, blocks and tables. */
export function readPrimary(cursor: Cursor): Expression {
  const start = cursor.at;
  const text = readString(cursor);
  if (text !== undefined) return text;
  if (sees(cursor, '$(')) return readSubexpression(cursor);
  const variable = sees(cursor, '$') ? readVariable(cursor) : undefined;
  if (variable !== undefined) return variable;
  for (const form of ['@(', '('] as const) {
    if (!takes(cursor, form)) continue;
    const script = deeper(cursor, [], () => cursor.script(cursor, ')'));
    return { kind: 'group', form, script, start, end: cursor.at };
  }
  if (takes(cursor, '@{')) return readHash(cursor, start);
  if (takes(cursor, '{')) {
    const script = deeper(cursor, [], () => cursor.script(cursor, '}'));
    return { kind: 'block', script, start, end: cursor.at };
  }
  const splat = match(cursor, /@(\w+)/uy);
  if (splat !== undefined) {
    cursor.at += splat[0].length;
    return { kind: 'splat', name: splat[1] ?? '', start, end: cursor.at };
  }
  const digits = match(cursor, number)?.[0];
  if (digits !== undefined) {
    cursor.at += digits.length;
    return { kind: 'number', text: digits, start, end: cursor.at };
  }
  problem(cursor, `${JSON.stringify(cursor.text.slice(cursor.at, cursor.at + 12))} is no expression that the gate knows`);
  // Whatever stands here is read as a word, so that the next step moves on.
  const word = readBare(cursor);
  if (cursor.at === start) cursor.at++;
  return word;
} // prettier-ignore

/** `.name`, `::name`, `(…)` and `[…]` that follow without a blank. */
export function readPostfix(cursor: Cursor, first: Expression): Expression {
  let of = first;
  for (let steps = 0; ; steps++) {
    if (steps > 200) {
      problem(cursor, 'an expression goes on too long', true);
      cursor.at = cursor.text.length;
      return of;
    }
    const start = of.start;
    const access = match(cursor, /(?:\?\.|\.(?!\.)|::)(?=[\w$"'({])/uy)?.[0];
    if (access !== undefined && (access === '::' || of.kind !== 'number')) {
      cursor.at += access.length;
      const name = readName(cursor);
      const given = takes(cursor, '(') ? readList(cursor) : undefined;
      of = { kind: 'member', of, name, given, start, end: cursor.at };
    } else if (match(cursor, /\??\[/uy) !== undefined) {
      cursor.at += sees(cursor, '?') ? 2 : 1;
      skip(cursor, 'lines');
      const index = deeper(cursor, nothing(cursor), () => readExpression(cursor));
      skip(cursor, 'lines');
      if (!takes(cursor, ']')) {
        problem(cursor, 'an index has no end');
        return { kind: 'index', of, index, start, end: cursor.at };
      }
      of = { kind: 'index', of, index, start, end: cursor.at };
    } else if (match(cursor, /\+\+|--/uy) !== undefined && of.kind === 'variable') {
      cursor.at += 2;
      return { kind: 'operation', operators: ['++'], operands: [of], start, end: cursor.at };
    } else return of;
  }
}

function readName(cursor: Cursor): Expression {
  const word = match(cursor, /\w+/uy)?.[0];
  if (word === undefined) return readPrimary(cursor);
  const start = cursor.at;
  cursor.at += word.length;
  return { kind: 'text', parts: [word], form: 'bare', start, end: cursor.at };
}

/** The arguments of a method, behind `(`. */
function readList(cursor: Cursor): readonly Expression[] {
  const items: Expression[] = [];
  skip(cursor, 'lines');
  if (takes(cursor, ')')) return items;
  const all = deeper(cursor, nothing(cursor), () => readExpression(cursor));
  skip(cursor, 'lines');
  if (!takes(cursor, ')')) problem(cursor, 'the arguments of a method have no end');
  if (all.kind === 'list') items.push(...all.items);
  else if (all.kind === 'operation' && all.operators.includes(',')) items.push(...all.operands);
  else items.push(all);
  return items;
}

/** `@{ key = value; … }`, behind the opening sign. */
function readHash(cursor: Cursor, start: number): Expression {
  const keys: Expression[] = [];
  const values = deeper(cursor, [], () => {
    const found = [];
    for (;;) {
      skip(cursor, 'lines');
      if (takes(cursor, '}')) return found;
      const key = match(cursor, /[\w-]+(?=\s*=)/uy)?.[0];
      const at = cursor.at;
      if (key === undefined) keys.push(readPostfix(cursor, readPrimary(cursor)));
      else {
        cursor.at += key.length;
        keys.push({ kind: 'text', parts: [key], form: 'string', start: at, end: cursor.at });
      }
      skip(cursor, 'blanks');
      if (!takes(cursor, '=')) {
        problem(cursor, 'a table has an entry without a value');
        return found;
      }
      skip(cursor, 'lines');
      const value = cursor.statement(cursor);
      if (value === undefined) {
        problem(cursor, 'a table has an entry without a value');
        return found;
      }
      found.push(value);
    }
  });
  return { kind: 'hash', keys, values, start, end: cursor.at };
}
