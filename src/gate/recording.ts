// The end of a live call's way: the outcome goes into the journal, is counted, and is remembered for the comparison
// with what then runs.
// Invariant: an allow that does not stand in the journal is a denial.
import type { ToolCall } from '../policy/call.ts';
import { isDryRun } from '../policy/confinement.ts';
import type { Decision } from '../policy/decision.ts';
import { takenBack } from '../policy/external/undo.ts';
import { updateFlow, type FlowState } from '../policy/session/flow.ts';
import { addCall, type Denial } from '../policy/session/turns.ts';
import { redactText, shortened } from '../policy/redact.ts';
import { decidingRule } from '../policy/rules/count.ts';
import type { PermissionDecision } from './api.ts';
import { withdrawn } from './asking.ts';
import { failure } from './convert.ts';
import { allowed, denialLimits, denied, pauseReason } from './denials.ts';
import type { Judgement } from './judge.ts';
import type { LiveCall, Settled } from './live.ts';
import { decisionRecord, subjectText } from './decisionRecord.ts';
import { record, sessionRecord } from './records.ts';
import { problemOf } from './signal.ts';
import { nameOf } from './vetted.ts';

/** Gives the outcome that counts: the given one, or a denial where that one must not be used any more. */
export function recordOutcome(
  live: LiveCall,
  { call, by, question, judged }: Settled,
  outcome: PermissionDecision,
): PermissionDecision {
  const { tool, input, inputDigest, session, context } = live;
  const late = outcome.allowed && context.signal?.aborted;
  const said = late ? { ...outcome, ...withdrawn(outcome, 'the agent gave up waiting') } : outcome;
  let final = said;
  const before = session.flow.services;
  try {
    const flow = said.allowed ? flowAfter(live, judged, said.id, by) : session.flow;
    const { wait, live: gate } = live;
    const who = { by, question, waited: wait.time, secrets: gate.secrets };
    const { operations = [] } = judged ?? {};
    gate.journal.append(
      decisionRecord({
        tool,
        input,
        inputDigest,
        session,
        context,
        call,
        decision: said,
        operations,
        ...who,
      }),
    );
    session.flow = flow;
    count(live, said, question);
  } catch (error) {
    final = { ...said, ...failure(problemOf(error), said.mode) };
    recordFailure(live, final);
  }
  const vetted = {
    callId: context.callId,
    decision: said.id,
    tool,
    input: inputDigest,
    allowed: final.allowed,
  };
  const operations = final.allowed ? (judged?.operations ?? []) : [];
  const goesOn = call.kind === 'shell' && call.background;
  const sends = final.allowed ? sendsOf(final) : undefined;
  session.vetted.add({ ...vetted, operations, goesOn, undoes: takenBack(operations, before), sends });
  session.turns = addCall(session.turns, {
    at: live.live.now(),
    allowed: final.allowed,
    asked: live.asked,
    ...(final.allowed ? {} : { denial: denialOf(live, call, final, by) }),
  });
  live.live.sessions.touch();
  return final;
}

/**
 * A denial because some part failed stands in the journal as well, with the little that can be said for certain. It may
 * follow an entry of the same decision that was written before the part failed: the later one is what the agent was told.
 */
export function recordFailure(
  { tool, context, live: { journal, log } }: Pick<LiveCall, 'tool' | 'context' | 'live'>,
  { id, behavior, layer, reason, mode }: PermissionDecision,
): void {
  const { session, agent, callId } = context;
  const said = { id, session, agent, callId, tool, behavior, layer, reason, mode, by: 'gate' };
  try {
    journal.append({ ...record(said), event: 'decision' });
  } catch (error) {
    log.error(`A denial could not be journaled: ${problemOf(error)}`);
  }
}

/** What the session has done once the call has run. It counts from the allow on, for nobody sees when it takes hold. */
function flowAfter(
  { session, context, live }: LiveCall,
  judged: Judgement | undefined,
  id: string,
  by: Settled['by'],
): FlowState {
  if (judged === undefined) throw new Error('an allow without a judgement');
  const { reading, context: checked } = judged;
  const call = nameOf({ callId: context.callId, decision: id });
  return updateFlow(session.flow, {
    type: 'call',
    call,
    reading,
    time: live.now(),
    approved: by === 'person',
    facts: checked.facts,
  });
}

/**
 * An allow ends the streak, a denial lengthens it; failures, pauses and stops are neither, and a dry run is there to be
 * denied. One answer of the person is one denial, however many equal calls it settles.
 */
function count({ session, live }: LiveCall, decision: Decision, question: string | undefined): void {
  const { journal, limits = denialLimits } = live;
  if (decision.allowed) {
    session.count = allowed(session.count);
    return;
  }
  if (decision.layer === 'lock' && isDryRun(session.causes)) return;
  // The agent was given a text, and makes the call again.
  if (decision.layer === 'grounding') return;
  if (decision.layer === 'failure' || decision.layer === 'paused' || decision.layer === 'stop') return;
  if (question !== undefined && session.counted === question) return;
  session.counted = question;
  session.count = denied(session.count);
  const reason = pauseReason(session.count, limits);
  if (reason === undefined || session.paused) return;
  session.paused = { reason, refused: false };
  journal.append(sessionRecord('pause', session, { reason }));
}

function denialOf(
  { tool, context, live: { secrets } }: LiveCall,
  call: ToolCall,
  decision: PermissionDecision,
  by: Settled['by'],
): Omit<Denial, 'turn' | 'time'> {
  const { id, reason, layer, floor } = decision;
  const rule = decidingRule(decision)?.text ?? floor;
  return {
    id,
    tool: shortened(tool, 300, secrets.text),
    subject: subjectText(call, secrets),
    reason: shortened(reason, 500, secrets.text),
    layer,
    by,
    ...(rule === undefined ? {} : { rule: secrets.text(rule) }),
    ...(context.agentId === undefined ? {} : { agentId: shortened(context.agentId, 100, secrets.text) }),
  };
}

/** The parts of a call that reach systems outside this machine. */
function sendsOf({ analysis }: Decision): string | undefined {
  const parts = analysis.segments.filter(({ effects }) => effects.some(({ scope }) => scope === 'remote'));
  return parts.length === 0 ? undefined : redactText(parts.map(({ text }) => text.slice(0, 200)).join('; '));
}
