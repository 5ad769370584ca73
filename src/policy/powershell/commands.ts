// One element of a pipeline in command mode: the name, parameters, values and redirections. Source: about_Parsing,
// about_Redirection, about_Operators (call operators).
import { match, problem, sees, skip, takes, type Cursor } from './cursor.ts';
import { readPostfix, readPrimary } from './expressions.ts';
import { delimiter, readBare, readString, readSubexpression, readVariable } from './strings.ts';
import type { Argument, Element, Expression, Redirection } from './syntax.ts';

const redirection = /(?:([1-6*])?(>>?)(?:&([12]))?|<)/uy;
const parameter = /-([A-Za-z_?][^\s{}();,|&<>.[:'"`$]*)/uy;

/** A command; the cursor stands at its name or its call operator. */
export function readCommand(cursor: Cursor): Element {
  const start = cursor.at;
  const invoke = match(cursor, /[&.](?=[\s"'$({])/uy)?.[0] === '&' ? '&' : match(cursor, /\.(?=[\s"'$({])/uy) === undefined ? undefined : '.'; // prettier-ignore
  if (invoke !== undefined) {
    cursor.at++;
    skip(cursor, 'blanks');
  }
  const from = cursor.at;
  const name = invoke === undefined ? readBare(cursor) : readValue(cursor);
  if (cursor.at === from) {
    problem(cursor, `no command starts with ${JSON.stringify(cursor.text.slice(from, from + 8))}`);
    cursor.at++;
  }
  const given: Argument[] = [];
  const redirects: Redirection[] = [];
  for (;;) {
    skip(cursor, 'blanks');
    const at = cursor.at;
    if (at >= cursor.text.length || match(cursor, /[\r\n;|)}&]/uy) !== undefined) break;
    const redirect = match(cursor, redirection);
    if (redirect !== undefined) redirects.push(readRedirect(cursor, redirect));
    else if (match(cursor, /--%(?=\s|$)/uy) !== undefined) {
      const rest = match(cursor, /--%[^\r\n|]*/uy)?.[0] ?? '';
      cursor.at += rest.length;
      given.push({ kind: 'rest', text: rest.slice(3).trim(), start: at, end: cursor.at });
    } else given.push(readArgument(cursor));
    if (cursor.at === at) {
      problem(cursor, `${JSON.stringify(cursor.text.slice(at, at + 8))} has no place in a command`);
      cursor.at++;
    }
  }
  return { kind: 'command', invoke, name, given, redirects, start, end: cursor.at };
}

/** Redirections that follow an expression. */
export function readRedirects(cursor: Cursor): readonly Redirection[] {
  const all: Redirection[] = [];
  for (;;) {
    skip(cursor, 'blanks');
    const redirect = match(cursor, redirection);
    if (redirect === undefined) return all;
    all.push(readRedirect(cursor, redirect));
  }
}

function readRedirect(cursor: Cursor, hit: RegExpExecArray): Redirection {
  const start = cursor.at;
  cursor.at += hit[0].length;
  const sign = hit[0] === '<' ? '<' : hit[2] === '>>' ? '>>' : '>';
  if (hit[3] !== undefined) return { sign, target: undefined, start, end: cursor.at };
  skip(cursor, 'blanks');
  const at = cursor.at;
  const target = readValue(cursor);
  if (cursor.at === at || sign === '<')
    problem(cursor, sign === '<' ? 'PowerShell has no <' : 'a redirection has no file');
  return { sign, target, start, end: cursor.at };
}

function readArgument(cursor: Cursor): Argument {
  const start = cursor.at;
  const named = match(cursor, parameter);
  const next = cursor.text[start + (named?.[0].length ?? 0)] ?? '';
  if (named !== undefined && !/["'`$]/u.test(next)) {
    cursor.at += named[0].length;
    const name = named[1] ?? '';
    // PowerShell ends the parameter here and hands the rest over as a word of its own.
    if (next === '.' || next === '[') problem(cursor, `it is not certain where the option -${name} ends`);
    if (next !== ':') return { kind: 'parameter', name, value: undefined, start, end: cursor.at };
    cursor.at++;
    skip(cursor, 'blanks');
    const value = readValues(cursor);
    return { kind: 'parameter', name, value, start, end: cursor.at };
  }
  return { kind: 'value', value: readValues(cursor), start, end: cursor.at };
}

/** Values with commas between them are a list. */
function readValues(cursor: Cursor): Expression {
  const start = cursor.at;
  if (takes(cursor, ',')) problem(cursor, 'a list starts with a comma');
  const items = [readValue(cursor)];
  for (;;) {
    const before = cursor.at;
    skip(cursor, 'blanks');
    if (!takes(cursor, ',')) {
      cursor.at = before;
      break;
    }
    skip(cursor, 'lines');
    items.push(readValue(cursor));
  }
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : { kind: 'list', items, start, end: cursor.at };
}

/** One value: a word, a string, or an expression that starts with its own sign. */
function readValue(cursor: Cursor): Expression {
  const text = readString(cursor);
  if (text !== undefined) return closed(cursor, text);
  if (sees(cursor, '$(')) return closed(cursor, readPostfix(cursor, readSubexpression(cursor)));
  if (match(cursor, /@[({\w]|[({]/uy) !== undefined)
    return closed(cursor, readPostfix(cursor, readPrimary(cursor)));
  const variable = sees(cursor, '$') ? readVariable(cursor) : undefined;
  if (variable === undefined) return readBare(cursor);
  if (match(cursor, /\.\w|::|\[|\?\./uy) !== undefined) return closed(cursor, readPostfix(cursor, variable));
  return delimiter.test(cursor.text[cursor.at] ?? ' ') ? variable : readBare(cursor, variable);
}

/** PowerShell ends a value here; what follows without a blank is a value of its own, which few people expect. */
function closed(cursor: Cursor, value: Expression): Expression {
  const next = cursor.text[cursor.at];
  if (next !== undefined && !delimiter.test(next))
    problem(cursor, 'it is not certain where one word ends and the next begins');
  return value;
}
