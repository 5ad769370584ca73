// Walks the statements of a script in order: what one of them sets holds for the next. Branches, loops and blocks work
// on copies; what they may have changed is no longer proven behind them.
import { emitElement, type Emitted, type Feed } from './emit.ts';
import {
  copyState,
  forgetAssigned,
  inherited,
  itemsOf,
  joinState,
  open,
  step,
  wordOf,
  type Run,
  type Scope,
  type Value,
} from './run.ts';
import type { Expression, Pipeline, Script, Statement } from './syntax.ts';
import { evaluate } from './values.ts';

/** Values for which the body of a loop is read once each. */
const mostRounds = 16;

export function walk(run: Run, scope: Scope, script: Script): void {
  for (const statement of script) {
    if (!step(run)) return;
    walkStatement(run, scope, statement);
  }
}

function walkStatement(run: Run, scope: Scope, statement: Statement): void {
  switch (statement.kind) {
    case 'chain': {
      const inner = statement.background
        ? { ...scope, background: true, state: copyState(scope.state) }
        : scope;
      for (const pipeline of statement.pipelines) walkPipeline(run, inner, pipeline);
      return;
    }
    case 'assign':
      walkAssignment(run, scope, statement);
      return;
    case 'function': {
      run.defined.add(statement.name.toLowerCase());
      branch(run, { ...scope, origin: 'function', item: undefined }, statement.body, true);
      return;
    }
    case 'compound': {
      const { word, variable, heads, bodies } = statement;
      const repeats = /^(?:while|until|do|for|foreach)$/u.test(word);
      if (word === 'foreach' && variable !== undefined) {
        walkLoop(run, scope, variable, heads, bodies);
        return;
      }
      for (const head of heads) walk(run, { ...scope, origin: 'substitution' }, head);
      for (const body of bodies) branch(run, scope, body, repeats);
    }
  }
}

/** Code that may run or not, or several times. */
function branch(run: Run, scope: Scope, script: Script, repeats: boolean): void {
  const state = copyState(scope.state);
  if (repeats) forgetAssigned(state, scope.text, script);
  walk(run, { ...scope, state }, script);
  joinState(scope.state, state);
}

function walkLoop(run: Run, scope: Scope, variable: string, heads: readonly Script[], bodies: readonly Script[]): void {
  const doubts: Scope['doubts'][number][] = [];
  const from = run.segments.length;
  // A head that is one expression gives the values itself; anything else is walked.
  const source = heads.map((head) => onlyExpression(head));
  const values = source.flatMap((expression) => (expression === undefined ? [] : [evaluate(run, scope, expression, doubts)]));
  heads.forEach((head, at) => {
    if (source[at] === undefined) walk(run, { ...scope, origin: 'substitution' }, head);
  });
  run.doubts.push(...doubts);
  const items = values.flatMap(itemsOf);
  const listed = values[0]?.listed ?? run.listings.get(run.segments.length - 1 >= from ? run.segments.length - 1 : -1);
  const known = items.length > 0 && items.every(({ literal }) => literal) ? items : undefined;
  const name = variable.toLowerCase();
  const rounds: readonly (Value | undefined)[] = known?.slice(0, mostRounds) ?? [undefined];
  if ((known?.length ?? 0) > mostRounds) run.doubts.push({ code: 'cap', text: 'a loop has too many values' });
  const unknown: Value = { text: `$${variable}`, literal: false, glob: false, quoted: false, start: 0, end: 0, proven: true, ...(listed === undefined ? {} : { listed }) };
  for (const value of rounds) {
    const state = copyState(scope.state);
    for (const body of bodies) forgetAssigned(state, scope.text, body);
    state.variables.set(name, value ?? unknown);
    for (const body of bodies) walk(run, { ...scope, state }, body);
    joinState(scope.state, state);
  }
} // prettier-ignore

function walkPipeline(run: Run, scope: Scope, { after, elements }: Pipeline): void {
  // What stands behind `||` may run or not.
  const inner = after === '||' ? { ...scope, state: copyState(scope.state) } : scope;
  let before: Emitted | undefined;
  for (const element of elements) {
    if (run.capped) return;
    const next = run.segments.length;
    const feed: Feed | undefined =
      before === undefined
        ? undefined
        : {
            input: { from: 'pipe', segments: before.segments },
            listed: before.listed,
            values: before.values,
          };
    const emitted = emitElement(run, inner, element, feed);
    if (feed !== undefined && run.segments.length > next) {
      for (const index of before?.segments ?? []) {
        const draft = run.segments[index];
        if (draft !== undefined) draft.feeds = next;
      }
    }
    before = emitted;
  }
  if (after === '||') joinState(scope.state, inner.state);
}

/** Variables whose value changes what commands do. */
const ruling = /^(?:psdefaultparametervalues|psmoduleautoloadingpreference|executioncontext|psnativecommandargumentpassing|ofs|confirmpreference|whatifpreference)$/iu; // prettier-ignore

function walkAssignment(run: Run, scope: Scope, statement: Extract<Statement, { kind: 'assign' }>): void {
  const { target, sign, value } = statement;
  const draft = open(run, scope, statement, inherited);
  const inside: Scope = { ...scope, parent: draft.index, origin: 'substitution' };
  const assignedValue = statementValue(run, inside, value, draft);
  const of = rootOf(target);
  if (of !== undefined && ruling.test(of))
    run.doubts.push({ code: 'redefined', text: `$${of} changes what commands do` });
  if (target.kind !== 'variable') {
    if (target.kind === 'list') for (const item of target.items) forget(scope, item);
    else if (target.kind === 'cast') forget(scope, target.of);
    else evaluate(run, inside, target, draft.doubts);
    return;
  }
  const name = target.name.toLowerCase().replace(/^(?:global|script|local|private):/u, '');
  const unknown: Value = { ...assignedValue, literal: false, text: scope.text.slice(value.start, value.end).slice(0, 200), items: undefined };
  const held = sign === '=' ? assignedValue : unknown;
  if (name.startsWith('env:')) {
    const variable = target.name.slice(4);
    const assignment = { name: run.platform === 'win32' ? variable.toUpperCase() : variable, value: wordOf(held) };
    draft.assignments = [assignment];
    scope.state.environment = [...scope.state.environment.filter((one) => one.name !== assignment.name), assignment];
  } else if (name.includes(':')) {
    draft.doubts.push({ code: 'redefined', text: `\${${target.name}} lies on another drive` });
    if (/^(?:function|alias):/u.test(name)) run.defined.add(name.slice(name.indexOf(':') + 1));
  } else {
    draft.assignments = [{ name: `variable:${name}`, value: wordOf(held) }];
    scope.state.variables.set(name, held);
  }
} // prettier-ignore

function rootOf(expression: Expression): string | undefined {
  if (expression.kind === 'variable') return expression.name.replace(/^(?:global|script|local|private):/iu, '');
  return expression.kind === 'member' || expression.kind === 'index' || expression.kind === 'cast' ? rootOf(expression.of) : undefined;
} // prettier-ignore

function forget({ state }: Scope, target: Expression): void {
  const name = rootOf(target);
  if (name !== undefined) state.variables.delete(name.toLowerCase());
}

/** The expression that a script is, if it is nothing else. */
function onlyExpression(script: Script): Expression | undefined {
  const [only] = script;
  if (script.length !== 1 || only?.kind !== 'chain' || only.background || only.pipelines.length !== 1) return undefined;
  const [element, more] = only.pipelines[0]?.elements ?? [];
  return element?.kind === 'value' && more === undefined && element.redirects.length === 0 ? element.value : undefined;
} // prettier-ignore

/** The value of the right side; commands in it are walked. */
function statementValue(run: Run, scope: Scope, statement: Statement, draft: { readonly doubts: Scope['doubts'][number][] }): Value {
  const expression = onlyExpression([statement]);
  if (expression !== undefined) return evaluate(run, scope, expression, draft.doubts);
  const from = run.segments.length;
  walkStatement(run, scope, statement);
  const listed = run.segments.length > from ? run.listings.get(run.segments.length - 1) : undefined;
  const { start, end } = statement;
  return { text: scope.text.slice(start, end).slice(0, 200), literal: false, glob: false, quoted: false, start, end, proven: true, ...(listed === undefined ? {} : { listed }) };
} // prettier-ignore
