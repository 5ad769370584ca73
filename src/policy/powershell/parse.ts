// Text → the tree of a PowerShell script. Written for this gate because the grammar that is at hand takes `a,b`,
// `$HOME/x` and `git checkout -- .` for errors. Linear in the length of the text: nothing is read twice.
// Source: language specification, chapter 8; about_Language_Keywords, about_Pipeline_Chain_Operators.
import { readCommand, readRedirects } from './commands.ts';
import { begins, deeper, match, problem, sees, skip, takes, type Cursor } from './cursor.ts';
import { readExpression, startsExpression } from './expressions.ts';
import { readVariable } from './strings.ts';
import type { Element, ParsedScript, Pipeline, Script, Statement } from './syntax.ts';

export function parseScript(text: string): ParsedScript {
  const cursor: Cursor = {
    text,
    at: 0,
    depth: 0,
    statements: 0,
    problems: [],
    script: readScript,
    statement: readStatement,
  };
  return { script: readScript(cursor), problems: cursor.problems };
}

/** Statements up to the closing sign, or to the end of the text. */
function readScript(cursor: Cursor, close?: ')' | '}'): Script {
  const script: Statement[] = [];
  for (;;) {
    skip(cursor, 'lines');
    if (cursor.at >= cursor.text.length) {
      if (close !== undefined) problem(cursor, `a ${close} is missing`);
      return script;
    }
    if (close !== undefined && takes(cursor, close)) return script;
    const at = cursor.at;
    const statement = readStatement(cursor);
    if (statement !== undefined) script.push(statement);
    skip(cursor, 'blanks');
    const next = cursor.text[cursor.at];
    if (cursor.at === at || (next !== undefined && next !== close && !/[;\r\n]/u.test(next))) {
      problem(cursor, `${JSON.stringify(cursor.text.slice(cursor.at, cursor.at + 8))} is not expected here`);
      if (cursor.at === at || /[)}|&]/u.test(next ?? '')) cursor.at++;
    }
  }
}

/** How statements that hold blocks go on: the words that may follow their first block. */
const compounds: Readonly<Record<string, string>> = {
  if: 'elseif else', while: '', until: '', do: 'while until', for: '', foreach: '', switch: '', try: 'catch finally',
  begin: '', process: '', end: '', clean: '',
}; // prettier-ignore

const keyword =
  /(if|while|do|for|foreach|switch|try|begin|process|end|clean|function|filter|return|throw|exit|break|continue|param|using|class|enum|trap|data|dynamicparam|workflow|configuration|parallel|sequence|inlinescript)(?![\w\\/.:-])/iuy;

function readStatement(cursor: Cursor): Statement | undefined {
  if (!begins(cursor)) return undefined;
  const start = cursor.at;
  const word = match(cursor, keyword)?.[0].toLowerCase();
  if (word === undefined) return readSimple(cursor);
  const behind = cursor.text.slice(start + word.length).trimStart();
  switch (word) {
    case 'function':
    case 'filter':
      return readFunction(cursor, word);
    case 'return':
    case 'throw':
    case 'exit':
    case 'break':
    case 'continue':
      cursor.at += word.length;
      skip(cursor, 'blanks');
      return /^[\r\n;})]|^$/u.test(cursor.text.slice(cursor.at, cursor.at + 1)) ? empty(start, cursor) : readSimple(cursor);
    case 'foreach':
      if (!behind.startsWith('(')) return readSimple(cursor);
      return readCompound(cursor, word);
    default:
      if (Object.hasOwn(compounds, word) && /^[({]/u.test(behind)) return readCompound(cursor, word);
      if (word === 'switch') problem(cursor, 'a switch with options is not followed');
      else problem(cursor, `the gate does not follow ${word}`);
      return readSimple(cursor);
  }
} // prettier-ignore

function empty(start: number, { at }: Cursor): Statement {
  return { kind: 'chain', pipelines: [], background: false, start, end: at };
}

function readFunction(cursor: Cursor, word: string): Statement | undefined {
  const start = cursor.at;
  cursor.at += word.length;
  skip(cursor, 'blanks');
  const name = match(cursor, /[^\s(){}]+/uy)?.[0] ?? '';
  cursor.at += name.length;
  skip(cursor, 'lines');
  const parameters = takes(cursor, '(') ? deeper(cursor, [], () => readScript(cursor, ')')) : [];
  skip(cursor, 'lines');
  const body = takes(cursor, '{') ? deeper(cursor, [], () => readScript(cursor, '}')) : undefined;
  if (name === '' || body === undefined) problem(cursor, 'a function has no name or no body');
  return { kind: 'function', name: name.replace(/^(?:global|script|local|private):/iu, ''), body: [...parameters, ...(body ?? [])], start, end: cursor.at };
} // prettier-ignore

/** A keyword with heads in parentheses and bodies in braces, and the words that continue it. */
function readCompound(cursor: Cursor, word: string): Statement {
  const start = cursor.at;
  const heads: Script[] = [];
  const bodies: Script[] = [];
  let variable: string | undefined;
  cursor.at += word.length;
  const follow = (compounds[word] ?? '').split(' ').filter((one) => one !== '');
  for (;;) {
    skip(cursor, 'lines');
    if (takes(cursor, '(')) {
      if (word === 'foreach') variable = readLoopVariable(cursor);
      heads.push(deeper(cursor, [], () => readScript(cursor, ')')));
      skip(cursor, 'lines');
    }
    if (takes(cursor, '{')) {
      if (word === 'switch') deeper(cursor, undefined, () => readClauses(cursor, heads, bodies));
      else bodies.push(deeper(cursor, [], () => readScript(cursor, '}')));
    } else if (bodies.length === 0 || word !== 'do')
      problem(cursor, `a block of ${word} is missing`);
    const before = cursor.at;
    skip(cursor, 'lines');
    const next = match(cursor, /[A-Za-z]+(?![\w-])/uy)?.[0];
    if (next === undefined || !follow.includes(next.toLowerCase())) {
      cursor.at = before;
      return { kind: 'compound', word, variable, heads, bodies, start, end: cursor.at };
    }
    cursor.at += next.length;
    skip(cursor, 'lines');
    for (let types = match(cursor, /\[[\w.]+\]\s*(?:,\s*)?/uy); types !== undefined; types = match(cursor, /\[[\w.]+\]\s*(?:,\s*)?/uy))
      cursor.at += types[0].length;
  }
} // prettier-ignore

/** `$x in` of a foreach, behind the parenthesis. */
function readLoopVariable(cursor: Cursor): string | undefined {
  skip(cursor, 'lines');
  const variable = sees(cursor, '$') ? readVariable(cursor) : undefined;
  skip(cursor, 'lines');
  const name = variable?.kind === 'variable' ? variable.name : undefined;
  const joint = match(cursor, /in(?!\w)/iuy);
  if (name === undefined || joint === undefined) problem(cursor, 'a foreach without a variable');
  cursor.at += joint?.[0].length ?? 0;
  return name;
}

/** The clauses of a switch: a value or a block, then a block. */
function readClauses(cursor: Cursor, heads: Script[], bodies: Script[]): void {
  for (;;) {
    skip(cursor, 'lines');
    if (takes(cursor, '}')) return;
    if (cursor.at >= cursor.text.length) {
      problem(cursor, 'a } is missing');
      return;
    }
    const at = cursor.at;
    if (takes(cursor, '{')) bodies.push(deeper(cursor, [], () => readScript(cursor, '}')));
    else if (startsExpression(cursor)) {
      const start = cursor.at;
      const value = readExpression(cursor);
      const element: Element = { kind: 'value', value, redirects: [], start, end: cursor.at };
      heads.push([{ kind: 'chain', pipelines: [{ after: '', elements: [element] }], background: false, start, end: cursor.at }]);
    } else cursor.at += match(cursor, /[^\s{}]+/uy)?.[0].length ?? 0;
    if (cursor.at === at) cursor.at++;
  }
} // prettier-ignore

/** An assignment, or pipelines joined by `&&` and `||`. */
function readSimple(cursor: Cursor): Statement | undefined {
  const start = cursor.at;
  const pipelines: Pipeline[] = [];
  let after: Pipeline['after'] = '';
  for (;;) {
    const elements: Element[] = [];
    for (;;) {
      skip(cursor, 'blanks');
      const at = cursor.at;
      if (startsExpression(cursor)) {
        const value = readExpression(cursor);
        skip(cursor, 'blanks');
        const sign = match(cursor, /(?:\?\?|[-+*/%])?=(?!=)/uy)?.[0];
        if (sign !== undefined && elements.length === 0 && pipelines.length === 0) {
          cursor.at += sign.length;
          skip(cursor, 'lines');
          const assigned = deeper(cursor, undefined, () => readStatement(cursor));
          if (assigned === undefined) problem(cursor, 'an assignment without a value');
          return { kind: 'assign', target: value, sign, value: assigned ?? empty(at, cursor), start, end: cursor.at };
        }
        elements.push({ kind: 'value', value, redirects: readRedirects(cursor), start: at, end: cursor.at });
      } else elements.push(readCommand(cursor));
      skip(cursor, 'blanks');
      if (!sees(cursor, '|') || sees(cursor, '||')) break;
      cursor.at++;
      skip(cursor, 'lines');
      if (cursor.at >= cursor.text.length) {
        problem(cursor, 'a pipe leads nowhere');
        break;
      }
    }
    pipelines.push({ after, elements });
    const joint: '&&' | '||' | undefined = sees(cursor, '&&') ? '&&' : sees(cursor, '||') ? '||' : undefined;
    if (joint === undefined) break;
    after = joint;
    cursor.at += 2;
    skip(cursor, 'lines');
  }
  const background = takes(cursor, '&');
  return { kind: 'chain', pipelines, background, start, end: cursor.at };
} // prettier-ignore
