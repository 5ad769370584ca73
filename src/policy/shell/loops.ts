// Loops: a body that runs often. A `for` over few literal words is read once for each; all else is read once, with
// nothing certain that the body changes.
import { doubtSet } from './builtins.ts';
import { caps } from './caps.ts';
import { addCommand } from './emit.ts';
import { arithmeticDoubt } from './guards.ts';
import { deeper, doubtLine, inherited, type Run, type Scope } from './run.ts';
import type { Names, Word } from './segment.ts';
import { copyState, setVariable, weaken } from './state.ts';
import type { Syntax } from './syntax.ts';
import { collectNested } from './builder.ts';
import { addWords, gather } from './words.ts';

/** How to read the statements of a loop: handed in by the walk. */
export interface Statements {
  readonly read: (run: Run, scope: Scope, nodes: readonly Syntax[]) => void;
  readonly branch: (run: Run, scope: Scope, nodes: readonly Syntax[]) => void;
}

/** What a body may do to make its second run differ from its first. */
const changing =
  /\b[A-Za-z_]\w*\+?=|\]\+?=|\b(?:read|unset|export|declare|local|typeset|readonly|eval|source|mapfile|readarray|printf|getopts|let)\b|\(\(|(?:^|[\s;&|])\.\s/;
/** A single `&`, which is no redirect: a process that nobody waits for. */
const detaching = /(?:^|[^&<>\\])&(?![&>\d-])/;
/** What may move a shell to another folder. */
export const moving = /\b(?:cd|pushd|popd|chdir|eval|source)\b/;

/** `for ((i = 0; i < 5; i++`: a variable that holds nothing but numbers. */
const counting =
  /^for \(\( ?([a-z]\w*) ?= ?\d+ ?; ?\1 ?(?:<=?|>=?|!=) ?\d+ ?; ?(?:\1 ?(?:\+\+|--|[-+]= ?\d+)|(?:\+\+|--) ?\1) ?\)\) ?;?\s*$/;

export function readLoop(run: Run, scope: Scope, node: Syntax, statements: Statements): void {
  const { text } = scope.source;
  const source = text.slice(node.start, node.end);
  const at = node.children.findIndex(
    (child) => child.type === 'do_group' || child.type === 'compound_statement',
  );
  const head = at < 0 ? node.children : node.children.slice(0, at);
  const body = at < 0 ? [] : node.children.slice(at);
  if (node.type === 'for_statement') {
    readFor(run, scope, head, body, statements);
    return;
  }
  if (detaching.test(source))
    doubtLine(run, 'cap', 'a loop starts processes in the background, nobody knows how many');
  if (changing.test(source)) weaken(scope.state);
  if (moving.test(source)) scope.state.certain = false;
  if (node.type === 'while_statement')
    statements.read(
      run,
      scope,
      head.filter((child) => child.type !== 'while' && child.type !== 'until'),
    );
  else {
    const counted = head.map((child) => text.slice(child.start, child.end)).join(' ');
    const counter = counting.exec(counted)?.[1];
    if (counter !== undefined) setVariable(scope.state, counter, { text: '', known: false, proven: false });
    const doubt =
      counter === undefined ? arithmeticDoubt(`$((${counted}))`, scope.state.variables) : undefined;
    if (doubt !== undefined) doubtLine(run, 'parse', doubt);
    for (const part of head) readNested(run, scope, part, statements);
  }
  statements.branch(run, scope, body);
}

function readFor(
  run: Run,
  scope: Scope,
  head: readonly Syntax[],
  body: readonly Syntax[],
  statements: Statements,
): void {
  const { text } = scope.source;
  const name = head.find((child) => child.type === 'variable_name');
  const variable = name === undefined ? '' : text.slice(name.start, name.end);
  doubtSet(run, variable);
  const inAt = head.findIndex((child) => child.type === 'in');
  const gathered = gather();
  for (const child of inAt < 0 ? [] : head.slice(inAt + 1)) {
    if (child.type === ';' || child.type === 'comment' || child.type === '\n') continue;
    addWords(run, scope, child, gathered);
  }
  for (const { node, printing } of gathered.nested) {
    const from = run.segments.length;
    const pipeline = readNested(run, scope, { ...node, children: [node] }, statements);
    for (const draft of run.segments.slice(from))
      if (draft.pipeline === pipeline && draft.feeds === undefined) printing.push(draft.index);
  }
  const values = gathered.words;
  const first = body[0];
  const last = body.at(-1);
  const source = first === undefined || last === undefined ? '' : text.slice(first.start, last.end);
  const selects = head[0]?.type === 'select';
  const literal =
    !selects &&
    inAt >= 0 &&
    values.length <= caps.iterations &&
    values.every((word) => word.literal && !word.glob);
  if (moving.test(source)) scope.state.certain = false;
  if (literal && values.length > 0 && source.includes(variable)) {
    for (const value of values) iterate(value);
    weaken(scope.state);
    return;
  }
  if (changing.test(source)) weaken(scope.state);
  const names = inAt >= 0 && !selects && !gathered.unproven ? namesOf(values) : undefined;
  if (names === undefined) carry(run, scope, variable, values);
  if (variable !== '')
    setVariable(scope.state, variable, {
      text: values.find((word) => word.literal)?.text ?? '',
      known: false,
      proven: names !== undefined,
      names,
    });
  statements.branch(run, scope, body);

  function iterate(value: Word): void {
    if (changing.test(source)) weaken(scope.state);
    setVariable(scope.state, variable, { text: value.text, known: true, proven: !gathered.unproven });
    statements.branch(run, scope, body);
  }
}

/** A loop over variables gives their values another name, as an assignment does: whoever judges must see it. */
function carry(run: Run, scope: Scope, name: string, values: readonly Word[]): void {
  const assignments = values
    .filter(({ literal, text }) => !literal && /\$\{?[A-Za-z_]/.test(text))
    .map((value) => ({ name, value }));
  const [first] = assignments;
  if (first === undefined) return;
  const { start, end } = first.value;
  addCommand(run, scope, { words: [], assignments, redirects: [], input: inherited, doubts: [], start, end });
}

/** What a variable stands for that runs over the values; undefined where one of them may be anything. */
function namesOf(values: readonly Word[]): Names | undefined {
  const patterns: string[] = [];
  const segments: number[] = [];
  for (const { literal, text, names } of values) {
    if (literal) patterns.push(text);
    else if (names === undefined) return undefined;
    else if (values.length === 1) return names;
    else if (names.before !== '' || names.after !== '') return undefined;
    else {
      patterns.push(...names.patterns);
      segments.push(...names.segments);
    }
  }
  return { patterns, segments, before: '', after: '' };
}

/** Reads the substitutions below a node; gives the pipeline of the last one. */
function readNested(run: Run, scope: Scope, node: Syntax, statements: Statements): number {
  let pipeline = -1;
  collectNested(node, (nested) => {
    pipeline = ++run.pipelines;
    const within = deeper(run, scope, {
      state: copyState(scope.state),
      origin: 'substitution',
      pipeline,
      input: inherited,
    });
    if (within !== undefined) statements.read(run, within, nested.children);
  });
  return pipeline;
}
