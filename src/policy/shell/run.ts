// The reading of one line while it grows: segments, doubts and the scope in which a part of the line is read.
import type { Doubt, DoubtCode } from '../effects.ts';
import { caps } from './caps.ts';
import type { Assignment, Input, Origin, Redirect, Segment, ShellSurroundings, Word } from './segment.ts';
import type { State } from './state.ts';
import type { Parse, Syntax } from './syntax.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A segment that still grows. `pipeline` keeps apart what shares a standard output with whom. */
export interface Draft extends Mutable<Segment> {
  readonly doubts: Doubt[];
  readonly pipeline: number;
}

/** A text under the parser and where it lies in the line: at a shift, or as a whole inside one word. */
export interface Source {
  readonly text: string;
  readonly shift: number | undefined;
  readonly start: number;
  readonly end: number;
}

export type Wrapper = Segment['wrappers'][number];

/** What a part of the line inherits from the parts around it. */
export interface Scope {
  readonly source: Source;
  readonly state: State;
  readonly origin: Origin;
  readonly parent: number | undefined;
  readonly depth: number;
  readonly unwraps: number;
  readonly wrappers: readonly Wrapper[];
  readonly forms: readonly (readonly Word[])[];
  readonly assignments: readonly Assignment[];
  readonly input: Input;
  readonly background: boolean;
  readonly pipeline: number;
  /** `$0 $1 …` of a shell string; undefined when they are not known. */
  readonly positional: readonly Word[] | undefined;
  /** Doubts that every segment below inherits. */
  readonly doubts: readonly Doubt[];
}

export interface Run {
  readonly line: string;
  readonly surroundings: ShellSurroundings;
  readonly parse: Parse;
  readonly segments: Draft[];
  readonly doubts: Doubt[];
  readonly defined: Set<string>;
  /** Reads a node of the scope's source. */
  readonly walk: (run: Run, scope: Scope, node: Syntax) => void;
  /** Parses the scope's source and reads it. */
  readonly readSource: (run: Run, scope: Scope) => void;
  pipelines: number;
  /** What expansions have added so far: words, and characters. */
  expandedWords: number;
  expandedText: number;
  capped: boolean;
  /** Code may stand where the grammar does not follow it; how many such places were read. */
  hides: boolean;
  hiddenRead: number;
}

export const inherited: Input = { from: 'inherited' };

export function startOf(source: Source, offset: number): number {
  return source.shift === undefined ? source.start : source.shift + offset;
}

export function endOf(source: Source, offset: number): number {
  return source.shift === undefined ? source.end : source.shift + offset;
}

/** Adds a doubt about the line, once. */
export function doubtLine(run: Run, code: DoubtCode, text: string): void {
  if (!run.doubts.some((doubt) => doubt.code === code && doubt.text === text))
    run.doubts.push({ code, text });
}

/** Adds a doubt about code that the grammar does not follow, so that it is looked for by other means. */
export function doubtHidden(run: Run, text: string): void {
  run.hides = true;
  doubtLine(run, 'parse', text);
}

export function doubtCap(run: Run, text: string): void {
  doubtLine(run, 'cap', text);
}

/** Adds a doubt about a segment, once a code and text. */
export function doubtSegment(draft: Draft, doubt: Doubt): void {
  if (!draft.doubts.some(({ code, text }) => code === doubt.code && text === doubt.text))
    draft.doubts.push(doubt);
}

/** The parts of a segment that do not come from its scope. */
export interface Parts {
  readonly words: readonly Word[];
  readonly forms: readonly (readonly Word[])[];
  readonly wrappers: readonly Wrapper[];
  readonly assignments: readonly Assignment[];
  readonly redirects: readonly Redirect[];
  readonly input: Input;
  readonly origin: Origin;
  readonly parent: number | undefined;
  readonly start: number;
  readonly end: number;
}

/** Adds a segment; undefined when the line has more than the reader takes on. */
export function addSegment(run: Run, scope: Scope, parts: Parts): Draft | undefined {
  const index = run.segments.length;
  if (index >= caps.segments) doubtCap(run, `the line has more than ${String(caps.segments)} commands`);
  if (index >= caps.segmentsRead) {
    run.capped = true;
    return undefined;
  }
  const { source, state } = scope;
  const draft: Draft = {
    index,
    words: parts.words,
    forms: parts.forms,
    wrappers: parts.wrappers,
    assignments: parts.assignments,
    redirects: parts.redirects,
    input: parts.input,
    feeds: undefined,
    cwd: state.cwd,
    background: scope.background,
    origin: parts.origin,
    parent: parts.parent,
    text: source.text.slice(parts.start, parts.end),
    start: startOf(source, parts.start),
    end: endOf(source, parts.end),
    doubts: scope.doubts.length === 0 ? [] : [...scope.doubts],
    pipeline: scope.pipeline,
  };
  run.segments.push(draft);
  return draft;
}

/** A scope one level deeper; undefined, with a doubt, beyond the cap on nesting. */
export function deeper(run: Run, scope: Scope, change: Partial<Scope>): Scope | undefined {
  if (scope.depth >= caps.nesting) {
    doubtCap(run, `the line nests deeper than ${String(caps.nesting)} levels`);
    return undefined;
  }
  return { ...scope, ...change, depth: scope.depth + 1 };
}
