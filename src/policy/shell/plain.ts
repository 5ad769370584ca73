// Parses plain lines without the grammar: words and whole quotes, joined by `&&`, `||`, `|` and `;`. Three of four lines
// that agents run are plain, and this takes a tenth of the time. It gives the very tree that the grammar gives (a test
// compares them), or nothing: whatever it does not know is left to the grammar.
import type { Parsed, Syntax } from './syntax.ts';

/** The tree of a plain line; undefined for every other. */
export function parsePlain(text: string): Parsed | undefined {
  if (text.length > longest || !plainText.test(text)) return undefined;
  const tokens = tokensOf(text);
  if (tokens === undefined) return undefined;
  const children = statements(text, tokens);
  const first = children?.[0];
  if (children === undefined || first === undefined) return undefined;
  return {
    root: { type: 'program', start: first.start, end: text.length, children },
    error: false,
    cut: false,
  };
}

const longest = 2000;

/** Nothing that starts an expansion, an escape, a redirect, a group, a comment or another line. */
const plainText = /^[\w ./:@%+,=~*?^&|;"'()<>!#{}[\]-]+$/;

interface Token {
  /** `word` with the node that it is, or an operator. */
  readonly sign: 'word' | '&&' | '||' | '|' | ';';
  readonly node: Syntax;
}

const none: readonly Syntax[] = [];
const leaf = (type: string, start: number, end: number): Syntax => ({ type, start, end, children: none });

const piece = / +|(?<word>[\w./:@%+,=~*?^-]+)|'(?<raw>[^']*)'|"(?<double>[^"]*)"|(?<sign>&&|\|\||[|;])/y;
const aNumber = /^-?\d+$/;
/** Comparisons of tests, and numbers of another base: the grammar has nodes of their own for them. */
const odd = /^(?:==|=~|-?0x.*)$/i;

/** Undefined where a token is of no plain kind, or two of them touch that would make one word. */
function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  let touching = false;
  piece.lastIndex = 0;
  while (piece.lastIndex < text.length) {
    const start = piece.lastIndex;
    const groups = piece.exec(text)?.groups;
    if (groups === undefined) return undefined;
    const end = piece.lastIndex;
    const { word, raw, double, sign } = groups;
    if (sign !== undefined) {
      if (sign === '&&' || sign === '||' || sign === '|' || sign === ';')
        tokens.push({ sign, node: leaf(sign, start, end) });
      touching = false;
      continue;
    }
    if (word === undefined && raw === undefined && double === undefined) {
      touching = false;
      continue;
    }
    if (touching || (word !== undefined && odd.test(word)) || (double !== undefined && /^ +$/.test(double)))
      return undefined;
    touching = true;
    if (word !== undefined) tokens.push({ sign: 'word', node: leaf(aNumber.test(word) ? 'number' : 'word', start, end) });
    else if (raw !== undefined) tokens.push({ sign: 'word', node: leaf('raw_string', start, end) });
    else tokens.push({ sign: 'word', node: doubleQuoted(start, end) });
  }
  return tokens;
} // prettier-ignore

function doubleQuoted(start: number, end: number): Syntax {
  const quotes = [leaf('"', start, start + 1), leaf('"', end - 1, end)] as const;
  const children =
    end - start === 2 ? quotes : [quotes[0], leaf('string_content', start + 1, end - 1), quotes[1]];
  return { type: 'string', start, end, children };
}

/** `a && b | c; d` → the nodes below `program`. */
function statements(text: string, tokens: readonly Token[]): Syntax[] | undefined {
  const all: Syntax[] = [];
  let at = 0;
  while (at < tokens.length) {
    let list: Syntax | undefined;
    let operator: Syntax | undefined;
    for (;;) {
      const stages: Syntax[] = [];
      for (;;) {
        const from = at;
        while (tokens[at]?.sign === 'word') at++;
        const command = commandOf(text, tokens, from, at);
        if (command === undefined) return undefined;
        stages.push(command);
        const bar = tokens[at];
        if (bar?.sign !== '|') break;
        stages.push(bar.node);
        at++;
      }
      const stage = over('pipeline', stages);
      list = list === undefined || operator === undefined ? stage : over('list', [list, operator, stage]);
      const next = tokens[at];
      if (next?.sign !== '&&' && next?.sign !== '||') break;
      operator = next.node;
      at++;
    }
    all.push(list);
    const end = tokens[at];
    if (end === undefined) break;
    if (end.sign !== ';') return undefined;
    all.push(end.node);
    at++;
  }
  return all;
}

function commandOf(text: string, tokens: readonly Token[], from: number, to: number): Syntax | undefined {
  const name = tokens[from]?.node;
  if (from === to || name === undefined || name.type !== 'word') return undefined;
  const spelled = text.slice(name.start, name.end);
  if (!plainName.test(spelled) || special.has(spelled)) return undefined;
  const children: Syntax[] = [{ type: 'command_name', start: name.start, end: name.end, children: [name] }];
  for (let at = from + 1; at < to; at++) {
    const token = tokens[at];
    if (token !== undefined) children.push(token.node);
  }
  return { type: 'command', start: name.start, end: children.at(-1)?.end ?? name.end, children };
}

/** One node is itself; several get a node around them. */
function over(type: string, children: readonly Syntax[]): Syntax {
  const [first] = children;
  const last = children.at(-1);
  if (first === undefined || last === undefined) return leaf(type, 0, 0);
  return children.length === 1 ? first : { type, start: first.start, end: last.end, children };
}

const plainName = /^[A-Za-z0-9_./][\w./-]*$/;

/** Names that the grammar gives nodes of their own (bash manual, "Reserved Words" and declaration builtins). */
const special: ReadonlySet<string> = new Set(
  'if then elif else fi for while until do done case esac in function select time coproc declare typeset export readonly local unset unsetenv'.split(
    ' ',
  ),
);
