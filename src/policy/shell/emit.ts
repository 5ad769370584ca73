// From the words of one command to segments: takes wrappers off, reads shell strings, and ends with what is left.
import type { Doubt } from '../effects.ts';
import { caps } from './caps.ts';
import { foreign } from './characters.ts';
import { builtinDoubt, nameDoubt } from './guards.ts';
import { literalInput } from './output.ts';
import {
  addSegment,
  doubtSegment,
  deeper,
  doubtCap,
  inherited,
  type Draft,
  type Run,
  type Scope,
  type Source,
  type Wrapper,
} from './run.ts';
import type { Assignment, Input, Redirect, Word } from './segment.ts';
import { copyState, firstState, joinPath, type State } from './state.ts';
import { unescapeDouble } from './unquote.ts';
import type { Inner, Step } from './step.ts';
import { unwrapStep } from './unwrap.ts';
import { foreignOption } from './words.ts';

/** A command before it is unwrapped. Offsets are those of the scope's source. */
export interface Command {
  readonly words: readonly Word[];
  readonly assignments: readonly Assignment[];
  readonly redirects: readonly Redirect[];
  readonly input: Input;
  readonly doubts: readonly Doubt[];
  readonly start: number;
  readonly end: number;
}

/** Adds the segments of a command. */
export function emit(run: Run, scope: Scope, command: Command): void {
  const keyword = command.words[0];
  if (keyword !== undefined && command.words.length > 1 && !keyword.quoted && taken.has(keyword.text)) {
    const doubt: Doubt = {
      code: 'parse',
      text: `the grammar takes the keyword ${keyword.text} for a program`,
    };
    emit(run, scope, { ...command, words: command.words.slice(1), doubts: [...command.doubts, doubt] });
    return;
  }
  const step = unwrapStep(command.words);
  if (step === undefined) {
    addCommand(run, scope, command);
    return;
  }
  if (scope.unwraps >= caps.unwraps) {
    doubtCap(run, `a command is wrapped more than ${String(caps.unwraps)} times`);
    addCommand(run, scope, command);
    return;
  }
  const doubts = step.doubts.length === 0 ? command.doubts : [...command.doubts, ...step.doubts];
  const redirects =
    step.writes === undefined || step.writes.length === 0
      ? command.redirects
      : [...command.redirects, ...step.writes.map(writing)];
  emitStep(run, scope, { ...command, doubts, redirects }, step);
}

/** Keywords behind which a command starts; as a program's name they are a sign of a wrong parse. */
const taken = new Set('{ ! if then elif else while until do'.split(' '));

function writing(file: Word): Redirect {
  return { kind: 'write', descriptor: undefined, target: file };
}

function emitStep(run: Run, scope: Scope, command: Command, step: Step): void {
  const stdin = step.stdin === true ? stdinInner(run, command, step) : undefined;
  const inners = stdin?.inner === undefined ? step.inners : [...step.inners, stdin.inner];
  const doubts = stdin?.doubt === undefined ? command.doubts : [...command.doubts, stdin.doubt];
  // A text that is only partly known is read as far as it goes, and the command that runs it stays.
  const partly = inners.some((inner) => inner.kind === 'text' && inner.words.some((word) => !word.literal));
  const keeps = step.keep || partly || inners.length === 0;
  const own = keeps
    ? addCommand(run, scope, {
        ...command,
        doubts: partly
          ? [...doubts, { code: 'opaque-code', text: `${step.name} runs a text that is not wholly known` }]
          : doubts,
      })
    : undefined;
  for (const [i, inner] of inners.entries()) {
    const spread =
      step.appends === undefined ? inner : withArguments(run, command, inner, step.appends.replace);
    // What a shell reads as its script is not there any more for the commands in it.
    const input = inner === stdin?.inner ? inherited : command.input;
    emitInner(
      run,
      scope,
      { ...command, doubts, input, redirects: keeps || i > 0 ? [] : command.redirects },
      step,
      spread,
      own,
    );
  }
}

/** The text that a shell gets on its standard input, or the doubt that it is not known. */
function stdinInner(run: Run, command: Command, step: Step): { inner?: Inner; doubt?: Doubt } {
  const text = literalInput(run, command.input);
  if (text === undefined) {
    return {
      doubt: {
        code: 'opaque-code',
        text: `${step.name} runs what it gets on its standard input`,
        about: 'input',
      },
    };
  }
  const first = command.words[0];
  if (first === undefined) return {};
  const last = command.words.at(-1) ?? first;
  const word: Word = { text, literal: true, glob: false, quoted: true, start: first.start, end: last.end };
  return { inner: { kind: 'text', words: [word], at: command.words.length } };
}

/** Reads what a shell gets from a process substitution that prints plain text: `bash <(echo 'rm x')`. */
export function readProcess(run: Run, scope: Scope, main: Draft): void {
  if (main.input.from !== 'process') return;
  const first = main.words[0];
  const step = first === undefined ? undefined : unwrapStep([first]);
  const text = step?.stdin === true ? literalInput(run, main.input) : undefined;
  if (text === undefined || first === undefined || step === undefined) return;
  const inner: Inner = { kind: 'text', words: [{ ...first, text, quoted: true }], at: main.words.length };
  const { words, assignments, start, end } = main;
  emitInner(
    run,
    scope,
    { words, assignments, redirects: [], input: inherited, doubts: [], start, end },
    step,
    inner,
    main,
  );
}

/** The arguments that `xargs` adds from its input. */
function withArguments(run: Run, command: Command, inner: Inner, replace: string | undefined): Inner {
  const text = literalInput(run, command.input);
  if (text === undefined) {
    const doubt: Doubt = {
      code: 'dynamic-argument',
      text: 'xargs takes arguments from an input that is not known',
      about: 'names',
    };
    const words =
      replace === undefined
        ? inner.words
        : inner.words.map((word) => (word.text.includes(replace) ? { ...word, literal: false } : word));
    return { ...inner, words, doubts: [...(inner.doubts ?? []), doubt] };
  }
  const first = inner.words[0];
  const last = inner.words.at(-1);
  if (first === undefined || last === undefined) return inner;
  const given = replace === undefined ? text.split(/[\s\0]+/) : text.split(/[\n\0]/);
  const values = given.filter((value) => value !== '').slice(0, caps.expansion);
  const quoting: readonly Doubt[] = /['"\\]/.test(text)
    ? [{ code: 'dynamic-argument', text: 'xargs removes quotes from its input by rules of its own' }]
    : [];
  const made = values.map((value): Word => ({
    ...first,
    start: last.end,
    end: last.end,
    text: value.replaceAll(/['"]/g, ''),
  }));
  const words =
    replace === undefined
      ? [...inner.words, ...made]
      : inner.words.flatMap((word) =>
          word.text.includes(replace)
            ? made.map((value) => ({ ...word, text: word.text.replaceAll(replace, () => value.text) }))
            : [word],
        );
  return { ...inner, words, doubts: [...(inner.doubts ?? []), ...quoting] };
}

function emitInner(
  run: Run,
  scope: Scope,
  command: Command,
  step: Step,
  inner: Inner,
  own: Draft | undefined,
): void {
  const wrapper: Wrapper = { name: step.name, words: command.words.slice(0, inner.at) };
  const state = innerState(scope.state, inner);
  const within = deeper(run, scope, {
    state,
    unwraps: scope.unwraps + 1,
    wrappers: [...scope.wrappers, wrapper],
    forms: [...scope.forms, command.words],
    ...(own === undefined ? {} : { parent: own.index }),
    ...(inner.origin === undefined ? {} : { origin: inner.origin }),
  });
  if (within === undefined) return;
  const doubts = inner.doubts === undefined ? command.doubts : [...command.doubts, ...inner.doubts];
  const assignments =
    inner.assignments === undefined ? command.assignments : [...command.assignments, ...inner.assignments];
  if (inner.kind === 'words') {
    const found = inner.origin === 'exec-option' ? own?.index : undefined;
    const words = found === undefined ? inner.words : inner.words.map((word) => foundBy(word, found));
    emit(run, within, { ...command, words, assignments, doubts });
    return;
  }
  const from = run.segments.length;
  const text: Scope = {
    ...within,
    source: sourceOf(run, inner.words),
    origin: inner.origin === 'trap' ? 'trap' : 'shell-string',
    assignments: [...within.assignments, ...assignments],
    input: command.input,
    positional: inner.positional ?? (inner.shares === true ? scope.positional : undefined),
    doubts: doubts.length === 0 ? within.doubts : [...within.doubts, ...doubts],
  };
  run.readSource(run, text);
  const first = run.segments[from];
  if (first === undefined) {
    if (own === undefined) addCommand(run, scope, { ...command, doubts });
  } else if (command.redirects.length > 0) first.redirects = [...command.redirects, ...first.redirects];
}

/** `{}` by itself stands for a name that the searching command finds, also where a shell calls it `$1`. */
function foundBy(word: Word, index: number): Word {
  if (word.literal || word.text !== '{}') return word;
  return { ...word, names: { patterns: [], segments: [index], before: '', after: '' } };
}

/** What the inner command knows: `eval` shares variables, other texts start afresh. */
function innerState(state: State, inner: Inner): State {
  if (inner.shares === true) return state;
  const fresh =
    inner.kind === 'text'
      ? { ...firstState(state.cwd ?? ''), cwd: state.cwd, certain: state.certain }
      : copyState(state);
  // A variable that is exported reaches the inner shell; which ones are is not followed.
  if (inner.kind === 'text' && state.variables !== undefined) {
    fresh.variables = new Map(
      [...state.variables].map(([name, value]) => [name, { ...value, known: value.known, proven: false }]),
    );
  }
  if (inner.elsewhere === true) fresh.cwd = undefined;
  if (inner.folder !== undefined)
    fresh.cwd = inner.folder.literal ? joinPath(state.cwd, inner.folder.text) : undefined;
  return fresh;
}

/** The text of a shell string, with its place in the line where it stands there as it is. */
function sourceOf(run: Run, words: readonly Word[]): Source {
  const text = words.map((word) => (word.literal ? word.text : sourceText(word.text))).join(' ');
  const start = words[0]?.start ?? 0;
  const end = Math.max(start, words.at(-1)?.end ?? start);
  const bare = run.line.startsWith(text, start);
  const quoted = !bare && run.line.startsWith(text, start + 1);
  return { text, shift: bare ? start : quoted ? start + 1 : undefined, start, end };
}

/** What stands inside the quotes of a word that is not known: close to what the shell will see. */
function sourceText(raw: string): string {
  return raw.length > 1 && raw.startsWith('"') && raw.endsWith('"') ? unescapeDouble(raw.slice(1, -1)) : raw;
}

/** Builtins whose work does not depend on the folder. */
const placeless = new Set(
  'echo printf true false : exit return break continue set shift sleep wait jobs kill export unset type hash cd pushd popd umask date'.split(
    ' ',
  ),
);

/** Adds the segment of a command from which no wrapper is left to take. */
export function addCommand(run: Run, scope: Scope, command: Command): Draft | undefined {
  const { words } = command;
  const draft = addSegment(run, scope, {
    words,
    forms: [...scope.forms, words],
    wrappers: scope.wrappers,
    assignments:
      scope.assignments.length === 0 ? command.assignments : [...scope.assignments, ...command.assignments],
    redirects: command.redirects,
    input: command.input,
    origin: scope.origin,
    parent: scope.parent,
    start: command.start,
    end: command.end,
  });
  if (draft === undefined) return undefined;
  for (const doubt of command.doubts) doubtSegment(draft, doubt);
  const name = words[0];
  if (name !== undefined) {
    const doubt = nameDoubt(name);
    if (doubt !== undefined) doubtSegment(draft, doubt);
    const builtin = builtinDoubt(draft, scope.state.variables);
    if (builtin !== undefined) doubtSegment(draft, { code: 'parse', text: builtin });
    if (foreign(name.text))
      doubtSegment(draft, { code: 'disguise', text: 'the name of the program has characters beyond ASCII' });
    for (const word of words) {
      if (foreignOption(word))
        doubtSegment(draft, { code: 'disguise', text: 'an option has characters beyond ASCII' });
    }
  }
  if (
    !scope.state.certain &&
    (command.redirects.length > 0 || name === undefined || !placeless.has(name.text))
  ) {
    doubtSegment(draft, { code: 'unknown-scope', text: 'it runs in another folder if an earlier cd fails' });
  }
  return draft;
}
