// The walk over a syntax tree: statements in the order in which the shell runs them, each with the state that is
// in force there. What it does not know is read for commands all the same, and doubted.
import { moving, readLoop, type Statements } from './loops.ts';
import { repair } from './repair.ts';
import { deeper, doubtLine, inherited, type Draft, type Run, type Scope } from './run.ts';
import type { Input } from './segment.ts';
import { readSimple } from './simple.ts';
import { copyState, restoreState, weaken, type State } from './state.ts';
import { childOf, type Syntax } from './syntax.ts';
import { addWords, gather } from './words.ts';

/** Reads a node and all below it. */
export function walk(run: Run, scope: Scope, given: Syntax): void {
  if (run.capped) return;
  const node = repair(given);
  switch (node.type) {
    case 'command':
    case 'test_command':
    case 'declaration_command':
    case 'unset_command':
    case 'variable_assignment':
    case 'variable_assignments':
      readSimple(run, scope, node, [], node);
      return;
    case 'redirected_statement':
      readRedirected(run, scope, node);
      return;
    case 'file_redirect':
    case 'heredoc_redirect':
    case 'herestring_redirect':
      readSimple(run, scope, undefined, [node], node);
      return;
    case 'list':
      readList(run, scope, node);
      return;
    case 'pipeline':
      readPipeline(run, scope, node);
      return;
    case 'program':
      readStatements(run, scope, node.children);
      return;
    case 'negated_command':
      readStatements(run, scope, node.children);
      return;
    case 'subshell':
    case 'command_substitution':
    case 'process_substitution':
      inside(run, scope, { state: copyState(scope.state) }, node.children);
      return;
    case 'compound_statement':
      if (childOf(node, '((') === undefined) inside(run, scope, {}, node.children);
      else readSimple(run, scope, { ...node, type: 'test_command' }, [], node);
      return;
    case 'do_group':
      inside(run, scope, {}, node.children);
      return;
    case 'if_statement':
      readIf(run, scope, node);
      return;
    case 'case_statement':
      readCase(run, scope, node);
      return;
    case 'while_statement':
    case 'for_statement':
    case 'c_style_for_statement': {
      const within = deeper(run, scope, {});
      if (within !== undefined) readLoop(run, within, node, statements);
      return;
    }
    case 'function_definition':
      readFunction(run, scope, node);
      return;
    case 'comment':
      return;
    case 'ERROR':
      readStatements(run, scope, node.children);
      return;
    default:
      if (node.children.length > 0) {
        doubtLine(run, 'parse', `the reader does not know the construct ${node.type}`);
        readStatements(run, scope, node.children);
      }
  }
}

function inside(run: Run, scope: Scope, change: Partial<Scope>, children: readonly Syntax[]): void {
  const within = deeper(run, scope, change);
  if (within !== undefined) readStatements(run, within, children);
}

const statements: Statements = { read: readStatements, branch: readBranch };

/** Reads statements one after the other. Between them a failed `cd` may have left the shell where it was. */
function readStatements(run: Run, scope: Scope, nodes: readonly Syntax[]): void {
  const { state } = scope;
  for (const [i, node] of nodes.entries()) {
    if (isToken(node)) {
      if (node.type === ';;' || node.type === ';&' || node.type === ';;&')
        doubtLine(run, 'parse', `${node.type} stands where bash allows none`);
      continue;
    }
    if (nodes[i + 1]?.type === '&') {
      walk(run, { ...scope, state: copyState(state), background: true }, node);
      continue;
    }
    const { cwd } = state;
    const before = node.type === 'list' ? copyState(state) : undefined;
    walk(run, scope, node);
    if (state.cwd !== cwd && !state.strict && !guarded(node)) state.certain = false;
    if (before !== undefined) weaken(state, before);
  }
}

function isToken(node: Syntax): boolean {
  return node.children.length === 0 && !/[a-z]{4}/.test(node.type);
}

/** `cd x || exit` leaves no doubt where the shell is. */
function guarded(node: Syntax): boolean {
  const { children } = node;
  return (
    node.type === 'list' && children[1]?.type === '||' && children[2] !== undefined && leaves(children[2])
  );
}

function leaves(node: Syntax): boolean {
  if (node.type === 'command') return leaving.has(node);
  const last = node.children.findLast((child) => !isToken(child));
  return (
    (node.type === 'compound_statement' || node.type === 'redirected_statement') &&
    last !== undefined &&
    leaves(last)
  );
}

/** Commands `exit` and `return`, marked when they are read. */
const leaving = new WeakSet<Syntax>();

function readList(run: Run, scope: Scope, node: Syntax): void {
  const [left, operator, right] = node.children.filter((child) => child.type !== 'comment');
  const { state } = scope;
  const before = operator?.type === '||' ? copyState(state) : undefined;
  if (left !== undefined) walk(run, scope, left);
  if (right === undefined) return;
  markLeaving(scope, right);
  if (before === undefined) {
    const old = state.variables === undefined ? undefined : copyState(state);
    walk(run, scope, right);
    if (old !== undefined) weaken(state, old);
    return;
  }
  // The right side runs where the left one failed.
  const after = copyState(state);
  restoreState(state, before);
  const { cwd } = state;
  walk(run, scope, right);
  const moved = state.cwd !== cwd;
  const right_ = copyState(state);
  restoreState(state, after);
  if (leaves(right)) return;
  if (moved) state.cwd = undefined;
  if (moved || after.cwd !== cwd) state.certain = false;
  for (const [name, value] of right_.variables ?? []) {
    if (state.variables?.get(name) !== value) {
      state.variables ??= new Map();
      state.variables.set(name, { ...value, proven: false });
    }
  }
}

function markLeaving(scope: Scope, node: Syntax): void {
  if (node.type === 'command') {
    const text = scope.source.text.slice(node.start, node.end);
    if (/^(?:exit|return)(?:\s|$)/.test(text)) leaving.add(node);
    return;
  }
  for (const child of node.children)
    if (node.type === 'compound_statement' || node.type === 'redirected_statement') markLeaving(scope, child);
}

/** Reads the stages of a pipeline, each in a copy of the state, and ties outputs to inputs. */
function readPipeline(run: Run, scope: Scope, node: Syntax): void {
  let producers: readonly Draft[] | undefined;
  for (const stage of node.children) {
    if (isToken(stage) || stage.type === 'comment') continue;
    const from = run.segments.length;
    const input: Input =
      producers === undefined
        ? scope.input
        : { from: 'pipe', segments: producers.map((draft) => draft.index) };
    walk(run, { ...scope, state: copyState(scope.state), input }, stage);
    const own = run.segments.slice(from).filter((draft) => draft.pipeline === scope.pipeline);
    const consumer = own[0];
    if (consumer !== undefined) for (const producer of producers ?? []) producer.feeds ??= consumer.index;
    producers = own.filter((draft) => draft.feeds === undefined);
  }
}

/** A statement with redirects: they are the command's own, or a segment before a compound one. */
function readRedirected(run: Run, scope: Scope, node: Syntax): void {
  const [first, ...rest] = node.children;
  if (first === undefined) return;
  const compound =
    !/^(?:command|declaration_command|unset_command|test_command|variable_assignments?|(?:file|heredoc|herestring)_redirect)$/.test(
      first.type,
    );
  if (!compound) {
    const bare = first.type.endsWith('_redirect');
    readSimple(run, scope, bare ? undefined : first, bare ? node.children : rest, node);
    return;
  }
  const from = run.segments.length;
  readSimple(run, scope, undefined, rest, node);
  const opened = run.segments[from];
  const input = opened === undefined || opened.input === scope.input ? scope.input : opened.input;
  walk(run, { ...scope, input }, first);
}

/** Reads what may or may not run: afterwards nothing that it changed is certain. */
function readBranch(run: Run, scope: Scope, nodes: readonly Syntax[]): void {
  const { state } = scope;
  const before: State = copyState(state);
  readStatements(run, scope, nodes);
  if (state.cwd !== before.cwd) state.certain = false;
  weaken(state, before);
}

function readIf(run: Run, scope: Scope, node: Syntax): void {
  const within = deeper(run, scope, {});
  if (within === undefined) return;
  const then = node.children.findIndex((child) => child.type === 'then');
  const bodies: Syntax[] = [];
  readStatements(run, within, node.children.slice(0, then < 0 ? node.children.length : then));
  const branches: Syntax[] = [];
  for (const child of then < 0 ? [] : node.children.slice(then + 1)) {
    if (child.type === 'elif_clause' || child.type === 'else_clause') branches.push(child);
    else bodies.push(child);
  }
  const before = copyState(scope.state);
  readBranch(run, within, bodies);
  for (const branch of branches) {
    // Each branch starts where the condition left the shell; what any of them moved stays in doubt.
    const moved = scope.state.cwd !== before.cwd;
    const { cwd } = scope.state;
    if (moved) scope.state.cwd = before.cwd;
    if (branch.type === 'elif_clause') readIf(run, within, branch);
    else readBranch(run, within, branch.children);
    if (moved) scope.state.cwd = cwd === scope.state.cwd ? cwd : undefined;
  }
}

function readCase(run: Run, scope: Scope, node: Syntax): void {
  const within = deeper(run, scope, {});
  if (within === undefined) return;
  for (const child of node.children) {
    if (child.type !== 'case_item') {
      if (!isToken(child) && child.type !== 'case' && child.type !== 'esac') readLoose(run, within, child);
      continue;
    }
    const close = child.children.findIndex((part) => part.type === ')');
    for (const pattern of child.children.slice(0, close))
      if (!isToken(pattern)) readLoose(run, within, pattern);
    const { cwd } = within.state;
    readBranch(
      run,
      within,
      child.children.slice(close + 1).filter((part) => !/^;(?:;|&|;&)$/.test(part.type)),
    );
    if (within.state.cwd !== cwd) within.state.cwd = undefined;
  }
}

/** A word that no command has: only its substitutions matter. */
function readLoose(run: Run, scope: Scope, node: Syntax): void {
  const gathered = gather();
  addWords(run, scope, node, gathered, 'value');
  for (const { node: nested } of gathered.nested) {
    const within = deeper(run, scope, {
      state: copyState(scope.state),
      origin: 'substitution',
      pipeline: ++run.pipelines,
      input: inherited,
    });
    if (within !== undefined) walk(run, within, nested);
  }
}

/** A function's body is read where it is defined: when it runs, variables and folder may be others. */
function readFunction(run: Run, scope: Scope, node: Syntax): void {
  const name = childOf(node, 'word');
  if (name !== undefined) run.defined.add(scope.source.text.slice(name.start, name.end));
  const state = copyState(scope.state);
  weaken(state);
  if (moving.test(run.line)) state.certain = false;
  const within = deeper(run, scope, { state, origin: 'function', positional: undefined });
  if (within === undefined) return;
  const redirects = node.children.filter((child) => child.type.endsWith('_redirect'));
  if (redirects.length > 0) readSimple(run, within, undefined, redirects, node);
  const body = node.children.find((child) =>
    /^(?:compound_statement|subshell|test_command|if_statement|.*_for_statement|for_statement|while_statement|case_statement)$/.test(
      child.type,
    ),
  );
  if (body !== undefined) walk(run, within, body);
}
