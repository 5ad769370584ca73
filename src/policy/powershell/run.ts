// What is shared while one PowerShell line is read, and what holds at a place in it.
import type { Doubt } from '../effects.ts';
import type { Platform } from '../facts.ts';
import type { Assignment, Input, Origin, Segment, ShellReader, Word } from '../shell/segment.ts';
import type { Script } from './syntax.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A segment under construction. */
export type Draft = Mutable<Omit<Segment, 'doubts'>> & { readonly doubts: Doubt[] };

/** The value of an expression. */
export interface Value {
  /** The text that a program would get where it is known, else the source. */
  readonly text: string;
  readonly literal: boolean;
  readonly glob: boolean;
  readonly quoted: boolean;
  readonly start: number;
  readonly end: number;
  /** The values of a list with another number of values than one. */
  readonly items?: readonly Value[] | undefined;
  /** Files that a command listed: patterns of their paths. */
  readonly listed?: readonly Value[] | undefined;
  /** False where a branch or a loop may have changed it. */
  readonly proven: boolean;
  /** It was put together from pieces. */
  readonly made?: boolean;
}

export interface State {
  variables: Map<string, Value>;
  cwd: string | undefined;
  /** Set by `$env:X = …` and in force for every program that follows. */
  environment: readonly Assignment[];
  folders: readonly (string | undefined)[];
}

export interface Run {
  readonly home: string;
  readonly platform: Platform;
  readonly segments: Draft[];
  readonly doubts: Doubt[];
  /** Names that the line defines, in lower case. */
  readonly defined: Set<string>;
  readonly aliases: Map<string, string>;
  /** Reads what PowerShell hands to a program. */
  readonly posix: ShellReader;
  readonly walk: (run: Run, scope: Scope, script: Script) => void;
  capped: boolean;
  /** Statements that were walked; loops inside each other multiply them. */
  steps: number;
  /** What the segment at an index lists, by the index of the first segment of its pipeline. */
  readonly listings: Map<number, readonly Value[]>;
  /** Strings that are read as code. */
  texts: number;
}

export interface Scope {
  readonly state: State;
  /** The text that the tree was made from. */
  readonly text: string;
  /** Where a text that is not part of the line stands in it; undefined for the line itself. */
  readonly within: { readonly start: number; readonly end: number } | undefined;
  readonly origin: Origin;
  readonly parent: number | undefined;
  /** What `$_` is. */
  readonly item: Value | undefined;
  readonly background: boolean;
  /** Doubts that hold for every command here. */
  readonly doubts: readonly Doubt[];
}

/** Segments after which the reader stops. */
const mostSegments = 400;

export const inherited: Input = { from: 'inherited' };

/** Statements walked, after which the reader stops. */
const mostSteps = 2000;

/** Counts one statement; false when there were too many. */
export function step(run: Run): boolean {
  if (++run.steps === mostSteps) {
    run.doubts.push({ code: 'cap', text: 'the line has too many statements' });
    run.capped = true;
  }
  return !run.capped;
}

/** Puts an empty segment into the list, so that what stands inside its words can name it. */
export function open(run: Run, scope: Scope, span: { readonly start: number; readonly end: number }, input: Input): Draft {
  const draft: Draft = {
    index: run.segments.length,
    words: [],
    forms: [],
    wrappers: [],
    assignments: [],
    redirects: [],
    input,
    feeds: undefined,
    cwd: scope.state.cwd,
    background: scope.background,
    origin: scope.origin,
    parent: scope.parent,
    text: scope.text.slice(span.start, span.end),
    start: scope.within?.start ?? Math.min(span.start, scope.text.length),
    end: scope.within?.end ?? Math.min(Math.max(span.start, span.end), scope.text.length),
    doubts: [...scope.doubts],
    language: 'powershell',
  };
  if (run.segments.length >= mostSegments) {
    if (!run.capped) run.doubts.push({ code: 'cap', text: 'the line has too many commands' });
    run.capped = true;
  } else run.segments.push(draft);
  return draft;
} // prettier-ignore

export function wordOf(value: Value): Word {
  const { literal, glob, quoted, start, end } = value;
  // An unknown value stays one word, whatever it holds: the quotes say so to those who judge words.
  const text = literal ? value.text : `"${value.text.replaceAll('"', "'")}"`;
  return { text, literal, glob: glob && literal, quoted, start, end };
}

/** The values behind a value: those of a list, or the value itself. */
export function itemsOf(value: Value): readonly Value[] {
  return value.items ?? [value];
}

export function copyState(state: State): State {
  return { ...state, variables: new Map(state.variables) };
}

/** Joins what a branch left behind into the state before it. */
export function joinState(state: State, branch: State): void {
  for (const [name, value] of branch.variables) {
    if (state.variables.get(name) !== value) state.variables.set(name, { ...value, proven: false });
  }
  if (branch.cwd !== state.cwd) state.cwd = undefined;
  state.environment = branch.environment;
}

const setters = /\b(?:set|new|remove|clear)-variable\b|\b(?:sv|nv|rv|clv|set)\b/iu;
const sets = /(?:\+\+|--)?\$\{?(?:(?:global|script|local|private):)?(\w+)\}?\s*(?:[-+*/%?]{0,2}=|\+\+|--|,|in\b)|(?:\+\+|--)\$(\w+)/giu; // prettier-ignore

/** Forgets what a script sets somewhere: another round of it begins with what the one before left behind. */
export function forgetAssigned(state: State, text: string, script: Script): void {
  if (state.variables.size === 0) return;
  const source = text.slice(script[0]?.start ?? 0, script.at(-1)?.end ?? 0);
  if (setters.test(source)) state.variables.clear();
  for (const [, one, other] of source.matchAll(sets)) state.variables.delete((one ?? other ?? '').toLowerCase());
} // prettier-ignore
