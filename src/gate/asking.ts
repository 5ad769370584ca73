// Lets the person settle a call: asks, waits, and looks again at a world that may have changed meanwhile.
// Invariant: whatever is not the person's allow, for exactly this call, now, is a denial.
import type { ToolCall } from '../policy/call.ts';
import type { Decision } from '../policy/decision.ts';
import type { Operation } from '../policy/external/operation.ts';
import { riskOf } from '../policy/external/risk.ts';
import type { PendingOperation } from './api.ts';
import type { Outcome, Question } from './approvals.ts';
import { deny } from './convert.ts';
import { denialLimits, resumed } from './denials.ts';
import { digestOf, inputDigestOf } from './digest.ts';
import type { Judgement } from './judge.ts';
import { judgeLive, type LiveCall, type LiveParts, type Settled } from './live.ts';
import { answerRecord } from './records.ts';
import type { Session } from './sessions.ts';

/** Asks about one call. */
export async function askPerson(live: LiveCall, judged: Judgement): Promise<Settled> {
  const { tool, input, context, inputDigest, session } = live;
  const { call, decision } = judged;
  live.asked = true;
  const outcome = await ask(live, call, decision, {
    digest: digestOf([tool, inputDigest, context.cwd, session.id]),
    // No rule lifts what the agent could not be told.
    suggestions: decision.layer === 'grounding' ? [] : live.live.suggest(judged),
    operations: judged.operations.map((one) => ({ ...pick(one), risk: riskOf(one) })),
  });
  const instead = (denial: Decision): Settled => ({ call, decision: denial, by: 'gate', judged });
  if (outcome.type === 'withdrawn') return instead(withdrawn(decision, outcome.why));
  if (noteAnswer(live, outcome, 'call')) {
    const said = outcome.answer.behavior === 'allow' ? 'approval' : 'denial';
    live.live.trust.happened(said, judged.operations, context.callId);
  }
  const { question } = outcome;
  const { behavior, feedback } = outcome.answer;
  if (behavior === 'deny') {
    const refused = deny(decision, {
      layer: 'person',
      reason: 'The person denied this call.',
      advice: 'Do not try it another way. Ask the person how to go on.',
    });
    return { call, decision: withFeedback(refused, feedback), by: 'person', question, judged };
  }
  // While the person thought, a stop, a pause or a new rule may have come, or the input may be another one.
  if (inputDigestOf(input) !== inputDigest) throw new Error('the input changed while it was asked about');
  const now = judgeLive(live);
  const again = now.decision;
  if (again.behavior === 'deny') return instead(again);
  if (flowAsks(again) && !flowAsks(decision))
    return instead(withdrawn(decision, 'the session has done more since it was asked'));
  if (session.paused) return instead(withdrawn(decision, 'the session was paused'));
  const { review } = decision;
  const allowed = { ...granted(again), ...(review === undefined ? {} : { review }) };
  return { call, decision: allowed, by: 'person', question, judged: now };
}

function pick({ service, kind, name }: Operation): Omit<PendingOperation, 'risk'> {
  return { service, kind, name };
}

/** Asks whether a paused session may go on. Undefined when it may; else the denial of this call. */
export async function askToResume(
  live: LiveCall,
  { call, decision }: Judgement,
): Promise<Decision | undefined> {
  const { session } = live;
  const pause = session.paused;
  const reason = pause?.reason ?? '';
  const paused = deny(decision, {
    layer: 'paused',
    reason: `The session is paused: ${reason}.`,
    advice: 'Stop here. Tell the person what you were doing and wait until they let you go on.',
  });
  if (!live.live.personAvailable || session.paused?.refused) return paused;
  const question: Decision = { ...paused, behavior: 'ask', consequence: decision.consequence };
  const outcome = await ask(live, call, question, {
    digest: digestOf(['resume', session.id, reason]),
    suggestions: [],
    operations: [],
    resumes: true,
  });
  if (outcome.type === 'withdrawn') return withdrawn(decision, outcome.why);
  noteAnswer(live, outcome, 'resume');
  if (outcome.answer.behavior === 'allow') {
    // The answer lifts the pause that was asked about, and none that came meanwhile.
    if (session.paused && session.paused !== pause)
      return withdrawn(decision, 'the session was paused for another reason');
    resumeSession(session, live.live);
    return undefined;
  }
  if (session.paused) session.paused = { ...session.paused, refused: true };
  return withFeedback(paused, outcome.answer.feedback);
}

/** Lets a paused session go on; its count starts anew as far as it was the cause. */
export function resumeSession(
  session: Session,
  { sessions, limits = denialLimits }: Pick<LiveParts, 'sessions' | 'limits'>,
): void {
  if (!session.paused) return;
  session.paused = undefined;
  session.count = resumed(session.count, limits);
  sessions.touch();
}

/** Nobody answered. That is no denial by the person, and is not counted as one. */
export function withdrawn(decision: Decision, why: string): Decision {
  return deny(decision, { layer: 'failure', reason: `The question was withdrawn: ${why}.` });
}

async function ask(
  { tool, input, context, session, live, wait }: LiveCall,
  call: ToolCall,
  decision: Decision,
  extra: Pick<Question, 'digest' | 'suggestions' | 'operations' | 'resumes'>,
): Promise<Outcome> {
  const began = performance.now();
  const { agent, id } = session;
  const { cwd, serverFolder } = context;
  const question = { session: id, agent, tool, input, call, decision, cwd, serverFolder, ...extra };
  const deadline = context.patience ?? live.patience;
  const outcome = await live.questions.ask(question, { deadline, signal: context.signal });
  wait.time += performance.now() - began;
  return outcome;
}

/** One answer may settle several equal calls; it stands in the journal once. True for the first of them. */
function noteAnswer(
  { session, live, tool, context, inputDigest }: LiveCall,
  outcome: Extract<Outcome, { type: 'answered' }>,
  about: 'call' | 'resume',
): boolean {
  if (session.noted === outcome.question) return false;
  live.journal.append(answerRecord(session, outcome, { about, tool, callId: context.callId, inputDigest }));
  session.noted = outcome.question;
  return true;
}

/** The person must have seen what the session did before. */
function flowAsks({ trace }: Decision): boolean {
  return trace.some(({ line, behavior }) => line === 'flow' && behavior === 'ask');
}

function granted({ advice: _advice, ...rest }: Decision): Decision {
  return {
    ...rest,
    layer: 'person',
    behavior: 'allow',
    allowed: true,
    reason: 'The person allowed this call.',
  };
}

function withFeedback(decision: Decision, feedback: string | undefined): Decision {
  return feedback ? { ...decision, advice: `The person says: ${feedback}` } : decision;
}
