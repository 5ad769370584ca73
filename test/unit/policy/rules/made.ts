// Hand-made readings for the tests of rules: plain words between blanks, no parser, so that a rule is tested alone.
import type { ShellCall, ToolCall } from '../../../../src/policy/call.ts';
import type { CallReading } from '../../../../src/policy/classifier/read.ts';
import type { CheckContext } from '../../../../src/policy/context.ts';
import type { Behavior, RuleScope } from '../../../../src/policy/decision.ts';
import { analysis, type Doubt, type Effect, type SegmentReport } from '../../../../src/policy/effects.ts';
import type { Facts } from '../../../../src/policy/facts.ts';
import { readRules } from '../../../../src/policy/rules/read.ts';
import type { RuleSet, RuleSource } from '../../../../src/policy/rules/rule.ts';
import type { Segment, Word } from '../../../../src/policy/shell/segment.ts';
import { plain } from '../../../../src/policy/shell/word.ts';

export const facts: Facts = {
  platform: 'linux',
  home: '/home/ann',
  cwd: '/w',
  roots: ['/w'],
  temporary: ['/tmp'],
  own: [],
  realPath: (path) => (path === '/w/link' ? '/w/.env' : path),
  readText: () => undefined,
  names: () => [],
};

/** One segment: its words, and whatever else the test is about. */
export interface Made extends Partial<
  Pick<Segment, 'wrappers' | 'assignments' | 'redirects' | 'input' | 'origin'>
> {
  readonly text: string;
  readonly forms?: readonly string[];
  readonly effects?: readonly Effect[];
  readonly doubts?: readonly Doubt[];
}

export function words(text: string): Word[] {
  const found = text.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/gu) ?? [];
  return found.map((word) => {
    const value = word.replaceAll(/["']/gu, '');
    return {
      ...plain(value),
      literal: !/^[^']*\$/u.test(word),
      quoted: value !== word,
      glob: /^[^"'*]*\*/u.test(word),
    };
  });
}

export function shellCall(command: string): ShellCall {
  return { kind: 'shell', tool: 'Bash', command, shell: 'posix', background: false };
}

/** The reading of a line whose segments are given, or stand between `;`, `&&` and `|` in the text. */
export function line(command: string, made?: readonly Made[], doubts: readonly Doubt[] = []): CallReading {
  const parts: readonly Made[] = made ?? command.split(/\s*(?:;|&&|\|)\s*/u).map((text) => ({ text }));
  const segments = parts.map(segment);
  const reports = parts.map(
    (
      {
        text,
        effects = [{ kind: 'exec.project', scope: 'none', reversible: 'partly' }],
        doubts: unclear = [],
      },
      at,
    ): SegmentReport => ({
      text,
      program: segments[at]?.words[0]?.text ?? '',
      effects,
      doubts: unclear,
    }),
  );
  return {
    call: shellCall(command),
    shell: { segments, doubts, defined: [] },
    analysis: analysis(reports, doubts),
  };
}

export function reading(call: ToolCall, effects: readonly Effect[] = []): CallReading {
  return {
    call,
    shell: undefined,
    analysis: analysis([{ text: '', program: call.tool, effects, doubts: [] }]),
  };
}

function segment(made: Made, index: number): Segment {
  const own = words(made.text);
  return {
    index,
    words: own,
    forms: [...(made.forms ?? []).map(words), own],
    wrappers: made.wrappers ?? [],
    assignments: made.assignments ?? [],
    redirects: made.redirects ?? [],
    input: made.input ?? { from: 'inherited' },
    feeds: undefined,
    cwd: '/w',
    background: false,
    origin: made.origin ?? 'line',
    parent: undefined,
    text: made.text,
    start: 0,
    end: 0,
    doubts: [],
  };
}

export function assign(name: string, value: string): { name: string; value: Word } {
  return { name, value: plain(value) };
}

export type Lists = Partial<Record<Behavior, readonly string[]>>;

export function sources(lists: Lists, scope: RuleScope = 'user'): RuleSource[] {
  const of = (behavior: Behavior): RuleSource[] =>
    (lists[behavior] ?? []).map((text) => ({ text, behavior, scope }));
  return [...of('deny'), ...of('ask'), ...of('allow')];
}

export function rules(lists: Lists, scope: RuleScope = 'user'): RuleSet {
  return readRules(sources(lists, scope));
}

export function context(set: RuleSet, more: Partial<CheckContext> = {}): CheckContext {
  return {
    mode: 'default',
    stopped: false,
    facts,
    rules: set,
    floorExceptions: [],
    protectedBranches: [],
    shell: undefined,
    workspaceTrusted: true,
    ...more,
  };
}
