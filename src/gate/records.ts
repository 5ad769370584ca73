// What the gate writes into the journal, built from decisions and answers alone. Secrets go out here, before
// anything reaches a file.
import type { ToolCall } from '../policy/call.ts';
import type { JournalRecord } from '../policy/journal.ts';
import { redactText, redactValue } from '../policy/redact.ts';
import { decidingRule } from '../policy/rules/count.ts';
import type { PermissionContext, PermissionDecision, StopReport } from './api.ts';
import type { Outcome } from './approvals.ts';
import type { Session } from './sessions.ts';

export interface DecisionFacts {
  readonly tool: string;
  readonly input: unknown;
  readonly inputDigest: string;
  readonly session: Session;
  readonly context: PermissionContext;
  readonly call: ToolCall;
  readonly decision: PermissionDecision;
  readonly by: 'gate' | 'person';
}

export function decisionRecord(facts: DecisionFacts): JournalRecord {
  const { tool, input, inputDigest, session, context, call, decision, by } = facts;
  const { id, behavior, layer, reason, consequence, risk, mode, floor, trace, elapsed, analysis } = decision;
  return {
    event: 'decision',
    id,
    session: session.id,
    agent: session.agent,
    agentId: context.agentId,
    callId: context.callId,
    tool,
    kind: call.kind,
    subject: redactText(subjectOf(call).slice(0, 2_000)).slice(0, 500),
    cwd: context.cwd,
    input: redactValue(input),
    inputDigest,
    purpose: purposeOf(input),
    behavior,
    layer,
    reason: redactText(reason),
    consequence: redactText(consequence),
    risk,
    mode,
    rule: decidingRule(decision),
    floor,
    complete: analysis.complete,
    verdicts: trace.map((verdict) => ({
      line: verdict.line,
      behavior: verdict.behavior,
      reason: redactText(verdict.reason),
      ...(verdict.rule === undefined ? {} : { rule: verdict.rule.text }),
      ...(verdict.floor === undefined ? {} : { floor: verdict.floor }),
      ...(verdict.facts === undefined
        ? {}
        : { facts: verdict.facts.map(({ call: of, what }) => ({ call: of, what: redactText(what) })) }),
    })),
    by,
    milliseconds: Math.round(elapsed * 100) / 100,
  };
}

/** `about` is what was asked: a call, whether a paused session may go on, a change of settings. */
export function answerRecord(
  session: Session,
  { question, answer }: Extract<Outcome, { type: 'answered' }>,
  about: 'call' | 'resume' | 'configChange',
): JournalRecord {
  return {
    event: 'answer',
    session: session.id,
    question,
    about,
    behavior: answer.behavior,
    feedback: answer.feedback === undefined ? undefined : redactText(answer.feedback),
    rules: answer.rules,
  };
}

/** Something that happened to a session: launch, sign of life, pause, resume, end, breach. */
export function sessionRecord(
  event: string,
  session: Pick<Session, 'id' | 'agent'>,
  details: Readonly<Record<string, unknown>> = {},
): JournalRecord {
  return { ...record(details), event, session: session.id, agent: session.agent };
}

export function stopRecord(by: string, report: StopReport): JournalRecord {
  return { event: 'stopped', by, ...report };
}

/** Details that are no secrets, as plain JSON. */
export function record(details: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const plain = redactValue(details);
  return typeof plain === 'object' && plain !== null ? Object.fromEntries(Object.entries(plain)) : {};
}

/** What the call is about, in one text for a list: its command, its files, its address. */
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

/** What the agent says that the call is for, where its tool has such a field. */
function purposeOf(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null || !('description' in input)) return undefined;
  return typeof input.description === 'string' ? redactText(input.description.slice(0, 2_000)) : undefined;
}
