// The end of a live call's way: the outcome goes into the journal, is counted, and is remembered for the comparison
// with what then runs.
// Invariant: an allow that does not stand in the journal is a denial.
import type { Decision } from '../policy/decision.ts';
import { takenBack } from '../policy/external/undo.ts';
import { updateFlow, type FlowState } from '../policy/session/flow.ts';
import { redactText } from '../policy/redact.ts';
import type { PermissionDecision } from './api.ts';
import { withdrawn } from './asking.ts';
import { failure } from './convert.ts';
import { allowed, denialLimits, denied, pauseReason } from './denials.ts';
import type { Judgement } from './judge.ts';
import type { LiveCall, Settled } from './live.ts';
import { decisionRecord } from './decisionRecord.ts';
import { sessionRecord } from './records.ts';
import { problemOf } from './signal.ts';

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
  }
  const vetted = { callId: context.callId, tool, input: inputDigest, allowed: final.allowed };
  const operations = final.allowed ? (judged?.operations ?? []) : [];
  const goesOn = call.kind === 'shell' && call.background;
  const sends = final.allowed ? sendsOf(final) : undefined;
  session.vetted.add({ ...vetted, operations, goesOn, undoes: takenBack(operations, before), sends });
  live.live.sessions.touch();
  return final;
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
  const call = context.callId ?? id;
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
 * An allow ends the streak, a denial lengthens it; failures, pauses and stops are neither. One answer of the person
 * is one denial, however many equal calls it settles.
 */
function count({ session, live }: LiveCall, decision: Decision, question: string | undefined): void {
  const { journal, limits = denialLimits } = live;
  if (decision.allowed) {
    session.count = allowed(session.count);
    return;
  }
  session.denied += 1;
  if (decision.layer === 'failure' || decision.layer === 'paused' || decision.layer === 'stop') return;
  if (question !== undefined && session.counted === question) return;
  session.counted = question;
  session.count = denied(session.count);
  const reason = pauseReason(session.count, limits);
  if (reason === undefined || session.paused) return;
  session.paused = { reason, refused: false };
  journal.append(sessionRecord('pause', session, { reason }));
}

/** The parts of a call that reach systems outside this machine. */
function sendsOf({ analysis }: Decision): string | undefined {
  const parts = analysis.segments.filter(({ effects }) => effects.some(({ scope }) => scope === 'remote'));
  return parts.length === 0 ? undefined : redactText(parts.map(({ text }) => text.slice(0, 200)).join('; '));
}
