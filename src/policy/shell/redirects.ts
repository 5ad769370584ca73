// Redirects: from nodes of the tree to data, and what they make of a command's standard input.
import { doubtHidden, doubtLine, type Run, type Scope } from './run.ts';
import type { Input, Redirect, RedirectKind } from './segment.ts';
import type { Syntax } from './syntax.ts';
import { unescapeHeredoc } from './unquote.ts';
import { collectNested, type Gathered } from './builder.ts';
import { valueOf } from './words.ts';

const kinds: Readonly<Record<string, RedirectKind>> = {
  '<': 'read',
  '>': 'write',
  '>|': 'write',
  '>>': 'append',
  '&>': 'both',
  '&>>': 'both',
  '>&': 'duplicate',
  '<&': 'duplicate',
  '<&-': 'duplicate',
  '>&-': 'duplicate',
};

export interface Redirected {
  readonly redirects: Redirect[];
  input: Input | undefined;
  /** Process substitutions that stand as targets: their place among the nested ones, and whether they are read. */
  readonly processes: { readonly node: Syntax; readonly reads: boolean }[];
}

export function noRedirects(): Redirected {
  return { redirects: [], input: undefined, processes: [] };
}

/** Adds one redirect node; returns the words behind its target, which belong to the command. */
export function addRedirect(
  run: Run,
  scope: Scope,
  node: Syntax,
  into: Redirected,
  nested: Gathered,
): readonly Syntax[] {
  if (node.type === 'heredoc_redirect') {
    addHeredoc(run, scope, node, into, nested);
    return [];
  }
  if (node.type === 'herestring_redirect') {
    const target = node.children.find((child) => child.type !== '<<<' && child.type !== 'file_descriptor');
    const word = target === undefined ? undefined : valueOf(run, scope, target, nested);
    const descriptor = descriptorOf(scope, node);
    into.redirects.push({ kind: 'herestring', descriptor, target: word });
    if (descriptor === undefined || descriptor === 0) {
      into.input = { from: 'text', text: word?.text ?? '', literal: word?.literal ?? false };
    }
    return [];
  }
  return addFile(run, scope, node, into, nested);
}

function addFile(
  run: Run,
  scope: Scope,
  node: Syntax,
  into: Redirected,
  nested: Gathered,
): readonly Syntax[] {
  let kind: RedirectKind = 'write';
  let target: Syntax | undefined;
  let reads = false;
  const rest: Syntax[] = [];
  for (const child of node.children) {
    const known = kinds[child.type];
    if (child.type === '<&') reads = true;
    if (known !== undefined) kind = known;
    else if (child.type === 'ERROR') kind = 'readwrite';
    else if (child.type === 'file_descriptor') continue;
    else if (target === undefined) target = child;
    else rest.push(child);
  }
  const descriptor = descriptorOf(scope, node);
  if (target === undefined) {
    into.redirects.push({ kind, descriptor, target: undefined });
    return rest;
  }
  if (target.type === 'process_substitution') {
    into.processes.push({ node: target, reads: kind === 'read' });
    return rest;
  }
  const file = valueOf(run, scope, target, nested);
  if (kind === 'duplicate' && !/^(?:\d+-?|-)$/.test(file.text)) {
    // `>&word` is a file unless the word is a number; `<&word` needs one.
    kind = 'both';
  }
  into.redirects.push({ kind, descriptor, target: file });
  // `<&3`: what another descriptor holds is not followed.
  if (reads && (descriptor === undefined || descriptor === 0))
    into.input = { from: 'text', text: '', literal: false };
  if ((kind === 'read' || kind === 'readwrite') && (descriptor === undefined || descriptor === 0)) {
    into.input = { from: 'file', file };
  }
  return rest;
}

function descriptorOf(scope: Scope, node: Syntax): number | undefined {
  const child = node.children[0];
  if (child?.type !== 'file_descriptor') return undefined;
  const number = Number(scope.source.text.slice(child.start, child.end));
  return Number.isInteger(number) ? number : undefined;
}

/** The grammar gives the bodies to the wrong starts: `cat <<'E' | cat <<E`, where only the second body is live. */
function startsSeveral(text: string, at: number): boolean {
  const end = text.indexOf('\n', at);
  const line = text.slice(text.lastIndexOf('\n', at) + 1, end < 0 ? text.length : end);
  return (line.match(/(?<!<)<<(?!<)/g)?.length ?? 0) > 1;
}

/** Guard d: a here-document whose body the grammar does not follow. */
function addHeredoc(run: Run, scope: Scope, node: Syntax, into: Redirected, nested: Gathered): void {
  const { text } = scope.source;
  if (startsSeveral(text, node.start)) doubtHidden(run, 'several here-documents start on one line');
  let quoted = false;
  let tabs = false;
  let body: Syntax | undefined;
  for (const child of node.children) {
    if (child.type === '<<-') tabs = true;
    else if (child.type === 'heredoc_start') quoted = /["'\\]/.test(text.slice(child.start, child.end));
    else if (child.type === 'heredoc_body') body = child;
  }
  const raw = body === undefined ? '' : text.slice(body.start, body.end);
  if (!quoted) {
    if (/(^|[^\\])(\\\\)*`/.test(raw)) doubtHidden(run, 'backticks stand in a here-document');
    if (/\$\{[^}]*(?:\$|`|@[A-Za-z]\}|\$\{!)/.test(raw) || /\$\{!/.test(raw)) {
      doubtHidden(run, 'code may stand inside ${…} in a here-document');
    }
    if (/\$\(\(|\$\[/.test(raw)) doubtLine(run, 'parse', 'arithmetic stands in a here-document');
    if (tabs && /[$`]/.test(raw)) doubtHidden(run, 'the grammar does not follow <<- with substitutions');
    if (body !== undefined) {
      const index = nested.words.length;
      collectNested(body, (child) => nested.nested.push({ node: child, word: index, printing: [] }));
    }
  }
  const literal = quoted || !/(^|[^\\])(\\\\)*[$`]/.test(raw);
  const value = quoted ? raw : unescapeHeredoc(raw);
  into.redirects.push({ kind: 'heredoc', descriptor: descriptorOf(scope, node), target: undefined });
  into.input = { from: 'text', text: tabs ? value.replaceAll(/^\t+/gm, '') : value, literal };
}
