// The only way to a decision. Wraps the pure check in what has state: pause, mode conversion, the person's answer,
// journal, count and news.
// Invariant: whatever fails on the way, the outcome is deny; an allow is returned only after it stands in the journal.
import { randomUUID } from 'node:crypto';
import { isDryRun } from '../policy/confinement.ts';
import type { Decision } from '../policy/decision.ts';
import type { PermissionDecision } from './api.ts';
import { askPerson, askToResume, withdrawn } from './asking.ts';
import { convert, failure } from './convert.ts';
import { inputDigestOf, unreadable } from './digest.ts';
import type { Judge, Judgement } from './judge.ts';
import { afterReview } from '../policy/review/authority.ts';
import { judgeLive, type AskContext, type LiveCall, type LiveParts, type Settled } from './live.ts';
import { recordFailure, recordOutcome } from './recording.ts';
import type { Session } from './sessions.ts';
import { problemOf } from './signal.ts';

export type HasPermissions = (
  tool: string,
  input: unknown,
  context: AskContext,
) => Promise<PermissionDecision>;

/** Without live parts, as for the command line's check, a call that names a session is a failure. Never rejects. */
export function permissionsWith(judge: Judge, live?: LiveParts): HasPermissions {
  return async function hasPermissionsToUseTool(tool, input, context) {
    const started = performance.now();
    const wait = { time: 0 };
    const stamp = (decision: Decision): PermissionDecision => ({
      ...decision,
      id: randomUUID(),
      elapsed: performance.now() - started - wait.time,
    });
    try {
      if (context.session === undefined) return stamp(judge(tool, input, context).decision);
      if (!live) throw new Error('there are no sessions here');
      const session = liveSession(context.session, live);
      session.calls += 1;
      const call = {
        tool,
        input,
        inputDigest: inputDigestOf(input),
        context,
        session,
        judge,
        live,
        wait,
        asked: false,
      };
      const settled = await settle(call).catch((error: unknown) => unsettled(call, problemOf(error)));
      const would = withoutDryRun(call);
      const asked = call.asked ? { asked: true as const } : {};
      const outcome = { ...stamp(settled.decision), ...asked, ...(would === undefined ? {} : { would }) };
      const decision = recordOutcome(call, settled, outcome);
      live.decided({ session: session.id, call: settled.call, decision });
      return decision;
    } catch (error) {
      const decision = stamp(failure(problemOf(error), context.mode));
      if (live && context.session !== undefined) recordFailure({ tool, context, live }, decision);
      return decision;
    }
  };
}

/** What would have been decided if the session were no dry run; undefined when it is none. */
function withoutDryRun({ tool, input, context, session, judge }: LiveCall): PermissionDecision['would'] {
  if (!isDryRun(session.causes)) return undefined;
  const causes = session.causes.filter(({ kind }) => kind !== 'dry-run');
  const { decision } = judge(tool, input, context, { ...session, causes });
  const { behavior, layer, reason } = convert(decision, true);
  return { behavior, layer, reason };
}

function liveSession(id: string, { sessions }: LiveParts): Session {
  const session = sessions.get(id);
  if (!session || session.state === 'ended') throw new Error('the session is not known');
  if (session.state === 'ungated') throw new Error('the session gave no sign of life and is being ended');
  return session;
}

/** Judges the call, and lets a person settle what is theirs: first the session's pause, then the call. */
async function settle(live: LiveCall): Promise<Settled> {
  const { session } = live;
  if (live.inputDigest === unreadable) throw new Error('the input is nested too deep');
  let judged = judgeLive(live);
  if (judged.decision.behavior !== 'deny' && session.paused) {
    const held = await askToResume(live, judged);
    if (held) return { call: judged.call, decision: held, by: 'gate', judged };
    judged = judgeLive(live);
  }
  const reviewed = await review(live, judged);
  if (reviewed !== undefined) {
    judged = reviewed;
    if (session.paused && reviewed.decision.behavior !== 'deny') {
      const decision = withdrawn(reviewed.decision, 'the session was paused');
      return { call: judged.call, decision, by: 'gate', judged };
    }
  }
  const decision = grounded(live, judged);
  return decision.behavior === 'ask'
    ? askPerson(live, { ...judged, decision })
    : { call: judged.call, decision, by: 'gate', judged };
}

/** The call with what a reviewer thinks of it; undefined where none was asked. */
async function review(live: LiveCall, judged: Judgement): Promise<Judgement | undefined> {
  const { session, live: gate } = live;
  const asked = await gate.reviewing.ask(live, judged);
  if (asked === undefined) return undefined;
  // While it was asked, a stop or a new rule may have come, or the input may be another one.
  if (inputDigestOf(live.input) !== live.inputDigest)
    throw new Error('the input changed while it was reviewed');
  const now = judgeLive(live);
  const { by, milliseconds } = asked.review;
  const stale = { by, milliseconds, problem: 'what the call does changed while it was asked' };
  const about = {
    decision: now.decision,
    operations: now.operations,
    causes: gate.sessions.causes(session),
    hidden: asked.hidden,
  };
  const decision = afterReview(about, gate.reviewing.holds(asked, live, now) ? asked.review : stale);
  return { ...now, decision };
}

/** What is denied anyway needs no text about who the agent is; all else that speaks to others does. */
function grounded({ context, session, live }: LiveCall, { decision, operations }: Judgement): Decision {
  const { conversation, agentId } = context;
  const reader = conversation === undefined ? undefined : { conversation, agentId };
  const first = convert(decision, live.personAvailable);
  const held = live.grounding.before({ session, reader, operations }, first);
  return first.behavior === 'allow' ? convert(held, live.personAvailable) : held;
}

/** Some part failed: that is a denial too, and is recorded like any other. */
function unsettled({ tool, context }: LiveCall, problem: string): Settled {
  return { call: { kind: 'other', tool, problem }, decision: failure(problem, context.mode), by: 'gate' };
}
