// Simple commands: gathers words, assignments and redirects of a node, hands them on, reads the substitutions
// inside, and does to the state what the builtin does.
import type { Doubt } from '../effects.ts';
import { applyBuiltin, assign, doubtEvaluated } from './builtins.ts';
import { addCommand, emit, readProcess } from './emit.ts';
import { arithmeticDoubt } from './guards.ts';
import { addRedirect, noRedirects, type Redirected } from './redirects.ts';
import { deeper, doubtLine, endOf, inherited, startOf, type Run, type Scope } from './run.ts';
import type { Assignment, Input, Word } from './segment.ts';
import { copyState } from './state.ts';
import { childOf, type Syntax } from './syntax.ts';
import { type Gathered } from './builder.ts';
import { addWords, gather, valueOf, emptyWord } from './words.ts';

const unproven: Doubt = { code: 'dynamic-argument', text: 'a variable may have another value by then' };
const byVariable: Doubt = { code: 'dynamic-name', text: 'the name of the program comes from a variable' };

/** Reads a command-like node with the redirects around it; `node` is undefined for a bare redirect. */
export function readSimple(
  run: Run,
  scope: Scope,
  node: Syntax | undefined,
  around: readonly Syntax[],
  place: Syntax,
): void {
  const gathered = gather();
  const redirected = noRedirects();
  const assignments: Assignment[] = [];
  let previous: Syntax | undefined;
  const word = (child: Syntax, add: () => void): void => {
    const before = gathered.words.length;
    add();
    if (previous !== undefined && child.start >= previous.end)
      joinContinued(scope, gathered.words, before, previous, child);
    previous = child;
  };
  const visit = (child: Syntax): void => {
    switch (child.type) {
      case 'variable_assignment':
        assignments.push(readAssignment(run, scope, child, gathered));
        return;
      case 'variable_assignments':
        for (const inner of child.children) visit(inner);
        return;
      case 'file_redirect':
      case 'heredoc_redirect':
      case 'herestring_redirect':
        doubtDescriptorName(run, scope, child);
        for (const more of addRedirect(run, scope, child, redirected, gathered))
          word(more, () => addWords(run, scope, more, gathered));
        if (child.type === 'heredoc_redirect') for (const more of child.children) heredocExtra(more);
        return;
      case 'subshell':
        doubtLine(run, 'parse', 'parentheses stand where bash allows none');
        later.push(child);
        return;
      case 'comment':
        return;
      default:
        word(child, () =>
          addWords(
            run,
            scope,
            child.type === 'command_name' ? (child.children[0] ?? child) : child,
            gathered,
          ),
        );
    }
  };
  const heredocExtra = (child: Syntax): void => {
    if (child.type === 'file_redirect' || child.type === 'herestring_redirect') visit(child);
    else if (
      !child.type.startsWith('heredoc_') &&
      child.type !== '<<' &&
      child.type !== '<<-' &&
      child.type !== 'file_descriptor'
    )
      visit(child);
  };
  const later: Syntax[] = [];
  if (node !== undefined) {
    const arithmetic = arithmeticOf(scope, node);
    if (arithmetic !== undefined) readTest(run, scope, arithmetic, gathered);
    else if (node.type === 'test_command') readTest(run, scope, node, gathered);
    else if (node.type === 'declaration_command' || node.type === 'unset_command')
      readDeclaration(run, scope, node, gathered);
    else if (node.type === 'variable_assignment') visit(node);
    else for (const child of node.children) visit(child);
  }
  for (const redirect of around) visit(redirect);
  finish(run, scope, { gathered, redirected, assignments, later }, place);
}

/** `((1))` at the start of a line is a command for the grammar, with an expansion for a name. */
function arithmeticOf(scope: Scope, node: Syntax): Syntax | undefined {
  const name = node.type === 'command' ? node.children[0] : undefined;
  const inner = name?.type === 'command_name' ? name.children[0] : undefined;
  return inner?.type === 'arithmetic_expansion' && scope.source.text.startsWith('((', inner.start)
    ? inner
    : undefined;
}

interface Parts {
  readonly gathered: Gathered;
  readonly redirected: Redirected;
  readonly assignments: readonly Assignment[];
  readonly later: readonly Syntax[];
}

function finish(
  run: Run,
  scope: Scope,
  { gathered, redirected, assignments, later }: Parts,
  place: Syntax,
): void {
  const { words } = gathered;
  const doubts: Doubt[] = [];
  if (gathered.unproven) doubts.push(unproven);
  if (gathered.namedByVariable) doubts.push(byVariable);
  const from = run.segments.length;
  const input: Input = redirected.input ?? scope.input;
  const command = {
    words,
    assignments,
    redirects: redirected.redirects,
    input,
    doubts,
    start: place.start,
    end: place.end,
  };
  if (words.length === 0) addCommand(run, scope, command);
  else {
    for (const { name } of assignments) doubtPrefix(run, name, words);
    emit(run, scope, command);
  }
  const main = run.segments[from];
  for (const { node, printing } of gathered.nested)
    readNested(run, scope, node, main?.index, node.type === 'process_substitution', printing);
  for (const { node } of redirected.processes) readNested(run, scope, node, main?.index, true);
  if (main !== undefined) readProcess(run, scope, main);
  for (const node of later) run.walk(run, { ...scope, state: copyState(scope.state) }, node);
  if (words.length === 0)
    for (const { name, value } of assignments) assign(run, scope.state, name, value, true);
  else applyBuiltin(run, redirected.input === undefined ? scope : { ...scope, input }, words);
}

/** `re\⏎set` is one word for the shell and two for the grammar. */
function joinContinued(scope: Scope, words: Word[], at: number, previous: Syntax, node: Syntax): void {
  const gap = scope.source.text.slice(previous.end, node.start);
  if (!/^(?:\\\r?\n)*$/.test(gap)) return;
  const left = words[at - 1];
  const right = words[at];
  if (left === undefined || right === undefined) return;
  words.splice(at - 1, 2, {
    // `$"hi"` is a translated string, whose dollar vanishes.
    text: (left.text === '$' && gap === '' ? '' : left.text) + right.text,
    literal: (left.literal || left.text === '$') && right.literal,
    glob: left.glob || right.glob,
    quoted: true,
    start: left.start,
    end: right.end,
  });
}

/** `{name}<file` sets a variable to the number of a descriptor; the grammar sees a word and a redirect. */
function doubtDescriptorName(run: Run, scope: Scope, { start }: Syntax): void {
  if (scope.source.text[start - 1] !== '}') return;
  const before = scope.source.text.slice(Math.max(0, start - 80), start);
  if (/(?:^|[\s;&|()])\{\w+(?:\[[^\]]*\])?\}$/.test(before))
    doubtLine(run, 'parse', 'the number of a descriptor is kept in a variable');
}

function doubtPrefix(run: Run, name: string, words: readonly Word[]): void {
  doubtEvaluated(run, name);
  if (name === 'PATH') doubtLine(run, 'redefined', 'PATH is set, so that a name may be another program');
  if (name === 'IFS' && words[0]?.text !== 'read')
    doubtLine(run, 'parse', 'IFS is set, so that words are split elsewhere');
}

/** The substitution becomes segments of its own, in a copy of the state. */
function readNested(
  run: Run,
  scope: Scope,
  node: Syntax,
  parent: number | undefined,
  process: boolean,
  printing: number[] = [],
): void {
  const from = run.segments.length;
  const main = parent === undefined ? undefined : run.segments[parent];
  const writes = process && scope.source.text.startsWith('>', node.start);
  const within = deeper(run, scope, {
    state: copyState(scope.state),
    origin: 'substitution',
    parent,
    pipeline: ++run.pipelines,
    input: writes && parent !== undefined ? { from: 'pipe', segments: [parent] } : inherited,
    background: scope.background || process,
  });
  if (within === undefined) return;
  run.walk(run, within, node);
  if (!process) {
    for (const { pipeline, feeds, index } of run.segments.slice(from))
      if (pipeline === within.pipeline && feeds === undefined) printing.push(index);
    return;
  }
  if (main === undefined) return;
  const inside = run.segments.slice(from).filter((draft) => draft.pipeline === within.pipeline);
  if (writes) {
    if (main.feeds === undefined && inside[0] !== undefined) main.feeds = inside[0].index;
    return;
  }
  const producers = inside.filter((draft) => draft.feeds === undefined);
  for (const draft of producers) draft.feeds = main.index;
  const segments = producers.map((draft) => draft.index);
  if (main.input.from === 'inherited') main.input = { from: 'process', segments };
  else if (main.input.from === 'process')
    main.input = { from: 'process', segments: [...main.input.segments, ...segments] };
}

/** Reads `name=value`; without a value it is the empty text. */
export function readAssignment(run: Run, scope: Scope, node: Syntax, gathered: Gathered): Assignment {
  const target = node.children[0];
  const { text } = scope.source;
  const appends = node.children[1]?.type === '+=';
  const value = node.children[2];
  let name = target === undefined ? '' : text.slice(target.start, target.end);
  if (target?.type === 'subscript') {
    const subscript = text.slice(target.start, target.end);
    const index = subscript.slice(subscript.indexOf('[') + 1, -1);
    name = subscript.slice(0, subscript.indexOf('['));
    const doubt = /^\d+$/.test(index) ? undefined : arithmeticDoubt(`$((${index}))`, scope.state.variables);
    if (doubt !== undefined) doubtLine(run, 'parse', doubt);
    if (value !== undefined) addNestedOf(run, scope, target, gathered);
  }
  if (value === undefined) return { name, value: emptyWord(scope, node.end) };
  if (value.type === 'array') {
    const into: Gathered = { words: [], nested: gathered.nested, unproven: false, namedByVariable: false };
    for (const child of value.children)
      if (child.type !== '(' && child.type !== ')') addWords(run, scope, child, into, 'value');
    return { name, value: wordOver(scope, value, false) };
  }
  const word = valueOf(run, scope, value, gathered);
  return { name, value: appends || target?.type === 'subscript' ? { ...word, literal: false } : word };
}

function addNestedOf(run: Run, scope: Scope, node: Syntax, gathered: Gathered): void {
  const before = gathered.words.length;
  addWords(run, scope, { ...node, type: 'subscript' }, gathered, 'value');
  gathered.words.length = before;
}

function wordOver(scope: Scope, node: Syntax, literal: boolean): Word {
  const text = scope.source.text.slice(node.start, node.end);
  return {
    text,
    literal,
    glob: false,
    quoted: false,
    start: startOf(scope.source, node.start),
    end: endOf(scope.source, node.end),
  };
}

/** `export A=b C`: each assignment is a word, as the builtin sees it. */
function readDeclaration(run: Run, scope: Scope, node: Syntax, gathered: Gathered): void {
  for (const child of node.children) {
    if (child.type === 'variable_assignment') {
      const { name, value } = readAssignment(run, scope, child, gathered);
      const plus = child.children[1]?.type === '+=' ? '+=' : '=';
      gathered.words.push({
        ...value,
        text: `${name}${plus}${value.text}`,
        start: startOf(scope.source, child.start),
      });
    } else if (
      child.children.length === 0 &&
      child.type !== 'word' &&
      child.type !== 'number' &&
      child.type !== 'raw_string' &&
      child.type !== 'ansi_c_string'
    ) {
      gathered.words.push(wordOver(scope, child, true));
    } else addWords(run, scope, child, gathered, 'value');
  }
}

/** `[ … ]`, `[[ … ]]` and `(( … ))`: the leaves in order, operators as words. */
function readTest(run: Run, scope: Scope, node: Syntax, gathered: Gathered): void {
  if (childOf(node, '((') !== undefined) {
    const inside = scope.source.text.slice(node.start + 2, node.end - 2);
    gathered.words.push({ ...wordOver(scope, node, true), text: '((' });
    const doubt = arithmeticDoubt(`$((${inside}))`, scope.state.variables);
    if (doubt !== undefined) doubtLine(run, 'parse', doubt);
    gathered.words.push({ ...wordOver(scope, node, doubt === undefined), text: inside });
    addInner(node);
    return;
  }
  flatten(node);

  function addInner(inner: Syntax): void {
    addNestedOf(run, scope, inner, gathered);
  }

  function flatten(inner: Syntax): void {
    for (const child of inner.children) {
      if (/^(?:unary|binary|ternary|parenthesized|postfix)_expression$/.test(child.type)) flatten(child);
      else if (isValue(child)) addWords(run, scope, child, gathered, 'value');
      else gathered.words.push(wordOver(scope, child, true));
    }
  }
}

function isValue(node: Syntax): boolean {
  return (
    node.children.length > 0 ||
    /^(?:word|number|raw_string|ansi_c_string|extglob_pattern|regex|test_operator|variable_name)$/.test(
      node.type,
    )
  );
}
