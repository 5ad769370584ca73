// A decision as the journal has it: everything that led to it and who made it, without secrets and in a bounded size.
// What is left out says so, by its number.
import type { ToolCall } from '../policy/call.ts';
import type { Opinion } from '../policy/classifier/opinion.ts';
import type { Verdict } from '../policy/decision.ts';
import type { SegmentReport } from '../policy/effects.ts';
import type { Operation } from '../policy/external/operation.ts';
import { riskOf } from '../policy/external/risk.ts';
import type { JournalRecord } from '../policy/journal.ts';
import type { Redactor } from '../policy/knownSecrets.ts';
import { shortened } from '../policy/redact.ts';
import type { Review } from '../policy/review/opinion.ts';
import { decidingRule } from '../policy/rules/count.ts';
import type { PermissionContext, PermissionDecision } from './api.ts';
import type { Session } from './sessions.ts';

export interface DecisionFacts {
  readonly tool: string;
  readonly input: unknown;
  readonly inputDigest: string;
  readonly session: Pick<Session, 'id' | 'agent'>;
  readonly context: PermissionContext;
  readonly call: ToolCall;
  readonly decision: PermissionDecision;
  /** What the call does to systems outside this machine. */
  readonly operations: readonly Operation[];
  readonly by: 'gate' | 'person';
  /** The question that a person answered with this. */
  readonly question?: string | undefined;
  /** Milliseconds that a person took; `elapsed` of the decision is the gate's own time. */
  readonly waited: number;
  readonly secrets: Redactor;
}

/** Most characters of a sentence, of a name or target, and of the texts in a tool's input; most members of a list. */
const most = { sentence: 1_000, name: 300, text: 8_192, whole: 49_152, list: 20, effects: 12 };

export function decisionRecord(facts: DecisionFacts): JournalRecord {
  const { tool, input, inputDigest, session, context, call, decision, operations, by, question, waited, secrets } = facts;
  const { id, behavior, layer, reason, consequence, advice, risk, mode, floor, trace, elapsed, analysis, would, review } = decision;
  const { sentence, name } = wordsWith(secrets);
  return {
    event: 'decision',
    id,
    session: session.id,
    agent: session.agent,
    agentId: optional(context.agentId, name),
    callId: optional(context.callId, name),
    tool: name(tool),
    kind: call.kind,
    subject: subjectText(call, secrets),
    cwd: sentence(context.cwd),
    input: inputOf(input, secrets),
    inputDigest,
    purpose: purposeOf(input, sentence),
    behavior,
    layer,
    would: would && { ...would, reason: sentence(would.reason) },
    by,
    question,
    reason: sentence(reason),
    consequence: sentence(consequence),
    advice: optional(advice, sentence),
    risk,
    mode,
    rule: secrets.value(decidingRule(decision)),
    floor,
    complete: analysis.complete,
    doubts: analysis.doubts.length === 0 ? undefined : list(analysis.doubts, most.list, ({ code, text }) => ({ code, text: sentence(text) })),
    segments: list(analysis.segments, most.list, (segment) => segmentOf(segment, sentence, name)),
    operations: operations.length === 0 ? undefined : list(operations, most.list, (operation) => operationOf(operation, name)),
    review: review && reviewOf(review, sentence, name),
    verdicts: trace.map((verdict) => verdictOf(verdict, secrets, sentence)),
    milliseconds: rounded(elapsed),
    waited: waited > 0 ? rounded(waited) : undefined,
  };
} // prettier-ignore

type Words = (text: string) => string;

function wordsWith(secrets: Redactor): { readonly sentence: Words; readonly name: Words } {
  return {
    sentence: (text) => shortened(text, most.sentence, secrets.text),
    name: (text) => shortened(text, most.name, secrets.text),
  };
}

function optional(text: string | undefined, words: Words): string | undefined {
  return text === undefined ? undefined : words(text);
}

/** The members that fit; where some do not, a last one with their number. */
function list<T>(all: readonly T[], fit: number, member: (one: T) => object): readonly object[] {
  const kept = all.slice(0, fit).map(member);
  return all.length <= fit ? kept : [...kept, { more: all.length - fit }];
}

function segmentOf({ text, program, effects, doubts, via }: SegmentReport, sentence: Words, name: Words): object {
  return {
    program: name(program),
    text: name(text),
    via: optional(via, name),
    effects: list(effects, most.effects, ({ kind, scope, reversible, target, detail }) => ({
      kind,
      scope,
      reversible,
      target: optional(target, name),
      detail: optional(detail, name),
    })),
    doubts: doubts.length === 0 ? undefined : list(doubts, most.effects, ({ code, text }) => ({ code, text: sentence(text) })),
  };
} // prettier-ignore

function operationOf(operation: Operation, name: Words): object {
  const { service, kind, name: what, reversibility, scope, items, targets } = operation;
  return {
    service: name(service),
    kind,
    name: name(what),
    reversibility,
    scope,
    items,
    risk: riskOf(operation),
    targets: targets.slice(0, 5).map(name),
  };
}

/** What one line of authority said: together, the alternatives to the decision. */
function verdictOf({ line, behavior, reason, rule, floor, facts, opinion }: Verdict, secrets: Redactor, sentence: Words): object {
  return {
    line,
    behavior,
    reason: sentence(reason),
    rule: optional(rule?.text, sentence),
    floor,
    opinion: opinion && opinionOf(opinion, sentence),
    facts: facts === undefined ? undefined : list(facts, most.list, ({ role, call, what, act, time }) => ({ role, call: secrets.text(call), what: sentence(what), act: act === undefined ? undefined : sentence(act), time })),
  };
} // prettier-ignore

function reviewOf(
  { by, opinion, problem, milliseconds, again }: Review,
  sentence: Words,
  name: Words,
): object {
  return {
    by: name(by),
    risk: opinion?.risk,
    authorised: opinion?.authorised,
    sentence: optional(opinion?.sentence, sentence),
    problem: optional(problem, sentence),
    milliseconds,
    again,
  };
}

function opinionOf({ segment, changes, destroys, reasons, objects }: Opinion, sentence: Words): object {
  return {
    segment: sentence(segment),
    changes: rounded(changes),
    destroys: rounded(destroys),
    reasons: reasons.map(({ text, weight }) => ({ text: sentence(text), weight: rounded(weight) })),
    objects,
  };
}

/** Twice as narrow where it is still too much, and at last only its beginning. */
function inputOf(input: unknown, secrets: Redactor): unknown {
  for (const limits of [{ text: most.text, items: 100, depth: 20 }, { text: 400, items: 20, depth: 8 }]) {
    const value = secrets.value(input, limits);
    if ((JSON.stringify(value) ?? '').length <= most.whole) return value;
  }
  return shortened(JSON.stringify(secrets.value(input)) ?? '', most.text, secrets.text);
} // prettier-ignore

/** What the agent says that the call is for, where its tool has such a field. */
function purposeOf(input: unknown, sentence: Words): string | undefined {
  if (typeof input !== 'object' || input === null || !('description' in input)) return undefined;
  return typeof input.description === 'string' ? sentence(input.description) : undefined;
}

/** What the call is about, in one text for a list: its command, its files, its address. */
export function subjectText(call: ToolCall, secrets: Redactor): string {
  return shortened(subjectOf(call), 500, secrets.text);
}

function subjectOf(call: ToolCall): string {
  switch (call.kind) {
    case 'shell':
      return call.command;
    case 'edit':
    case 'read':
      return call.paths.join(', ');
    case 'search':
      return call.pattern;
    case 'fetch':
      return call.url;
    case 'webSearch':
      return call.query;
    case 'mcp':
      return `${call.server} ${call.name}`;
    case 'agent':
    case 'skill':
      return call.name;
    case 'feature':
      return `${call.tool}: ${call.what}`;
    case 'internal':
    case 'other':
      return call.tool;
  }
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
