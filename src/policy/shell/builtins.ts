// What builtins do to the state of the shell: cd and its kin, and all that set variables, names or options.
import { isInjecting } from '../commands/environment.ts';
import { doubtLine, type Run, type Scope } from './run.ts';
import type { Word } from './segment.ts';
import { joinPath, setVariable, weaken, type State } from './state.ts';
import { programOf } from './word.ts';

/** Sets a variable of the line; special ones change what other words mean. */
export function assign(run: Run, state: State, name: string, value: Word, proven: boolean): void {
  if (name === 'PATH') doubtLine(run, 'redefined', 'PATH is set, so that a name may be another program');
  if (name === 'IFS') doubtLine(run, 'parse', 'IFS is set, so that words are split elsewhere');
  if (name === 'CDPATH') doubtLine(run, 'unknown-scope', 'CDPATH is set, so that cd may go elsewhere');
  doubtEvaluated(run, name);
  setVariable(state, name, {
    text: value.text,
    known: value.literal,
    proven: proven && (value.literal ? !value.glob : value.names !== undefined),
    names: value.names,
  });
}

/** Variables whose value the shell expands or runs by itself. */
const evaluated = new Set('PS0 PS1 PS2 PS4 PROMPT_COMMAND BASH_ENV ENV'.split(' '));

/** Doubts a variable that is code. */
export function doubtEvaluated(run: Run, name: string): void {
  if (evaluated.has(name)) doubtLine(run, 'opaque-code', `the value of ${name} is run by the shell`);
}

/** Doubts a variable that a construct sets where no assignment shows it: a loop, `${x:=y}`, `{x}<file`. */
export function doubtSet(run: Run, name: string): void {
  if (isInjecting(name)) doubtLine(run, 'redefined', `${name} is set, which changes what programs do`);
}

function unknownVariable(run: Run, state: State, name: string): void {
  assign(run, state, name, { text: '', literal: false, glob: false, quoted: false, start: 0, end: 0 }, false);
}

/** Applies a command to the state, if it is a builtin that changes it. */
export function applyBuiltin(run: Run, scope: Scope, words: readonly Word[]): void {
  let at = 0;
  let name = words[0] === undefined ? '' : programOf(words[0]);
  while ((name === 'command' || name === 'builtin') && at + 1 < words.length) {
    at++;
    name = programOf(words[at] ?? { text: '', literal: true, glob: false, quoted: false, start: 0, end: 0 });
  }
  const action = actions.get(name);
  if (action !== undefined) action(run, scope, words.slice(at + 1));
}

type Action = (run: Run, scope: Scope, words: readonly Word[]) => void;

const operands = (words: readonly Word[]): readonly Word[] =>
  words.filter((word) => !word.text.startsWith('-') || word.text === '-');

/** The folder after `cd operand`; the empty operand list is the home folder. */
function target(run: Run, state: State, words: readonly Word[]): string | undefined {
  const [first, second] = words[0]?.text === '--' ? words.slice(1) : operands(words);
  if (second !== undefined) return undefined;
  if (first === undefined) return run.surroundings.home;
  if (!first.literal || first.glob || first.text === '-') return undefined;
  return joinPath(state.cwd, first.text);
}

const cd: Action = (run, { state }, words) => {
  state.cwd = target(run, state, words);
};

const declare: Action = (run, { state }, words) => {
  for (const word of words) {
    const match = /^([A-Za-z_]\w*)(\+?=)?(.*)$/s.exec(word.text);
    const name = match?.[1];
    if (name === undefined || word.text.startsWith('-')) continue;
    if (match?.[2] === '=') assign(run, state, name, { ...word, text: match[3] ?? '' }, true);
    else if (match?.[2] === '+=') unknownVariable(run, state, name);
  }
};

/** Every word that may be a name loses its value. */
const forget: Action = (run, { state }, words) => {
  for (const word of words) if (/^[A-Za-z_]\w*$/.test(word.text)) unknownVariable(run, state, word.text);
};

/** `read -r name` takes a line of the input: where others print the input, the name of what they list. */
const read: Action = (run, scope, words) => {
  forget(run, scope, words);
  const [name, ...more] = words.filter(
    ({ text }, at) => text !== '-r' && !(text === '-d' || (text === '' && words[at - 1]?.text === '-d')),
  );
  const { input, state } = scope;
  if (name === undefined || more.length > 0 || !/^[A-Za-z_]\w*$/.test(name.text)) return;
  if ((input.from !== 'pipe' && input.from !== 'process') || /\bexec\b/.test(run.line)) return;
  const names = { patterns: [], segments: input.segments, before: '', after: '' };
  setVariable(state, name.text, { text: '', known: false, proven: true, names });
};

const forgetAll: Action = (_run, { state }) => {
  weaken(state);
  state.certain = false;
};

const actions = new Map<string, Action>(
  Object.entries({
    cd,
    chdir: cd,
    pushd: (run, { state }, words) => {
      const before = state.cwd;
      const to =
        operands(words).length === 0 || /^[-+]\d+$/.test(words[0]?.text ?? '')
          ? undefined
          : target(run, state, words);
      state.folders = [before, ...state.folders];
      state.cwd = to;
    },
    popd: (_run, { state }, words) => {
      const [top, ...rest] = state.folders;
      state.cwd = words.length === 0 ? top : undefined;
      state.folders = rest;
    },
    set: (_run, { state }, words) => {
      if (words.some((word) => /^-[a-z]*e/.test(word.text) || word.text === 'errexit')) state.strict = true;
      if (words.some((word) => /^\+[a-z]*e/.test(word.text))) state.strict = false;
    },
    export: declare,
    declare,
    typeset: declare,
    local: declare,
    readonly: declare,
    unset: forget,
    read,
    mapfile: forget,
    readarray: forget,
    getopts: forget,
    wait: forget,
    printf: (run, scope, words) => {
      if (words[0]?.text.startsWith('-v') === true)
        forget(run, scope, [{ ...words[0], text: words[0].text.slice(2) }, ...words.slice(1, 2)]);
    },
    let: (run, scope, words) => {
      for (const word of words) {
        const name = /^[A-Za-z_]\w*/.exec(word.text)?.[0];
        if (name !== undefined) unknownVariable(run, scope.state, name);
      }
    },
    source: forgetAll,
    '.': forgetAll,
    alias: (run, _scope, words) => {
      for (const word of words) {
        const name = /^([^=]+)=/.exec(word.text)?.[1];
        if (name !== undefined) run.defined.add(name);
        else if (!word.literal) doubtLine(run, 'redefined', 'an alias is defined whose name is not known');
      }
    },
    hash: (run, _scope, words) => {
      if (words.some((word) => /^-[a-z]*p/.test(word.text)))
        doubtLine(run, 'redefined', 'hash -p changes what a name runs');
    },
    enable: (run) => {
      doubtLine(run, 'redefined', 'enable changes what builtins do');
    },
  } satisfies Record<string, Action>),
);
