// Asks the reviewer about live calls, if there is one: within its time, once for equal calls of a session, and no longer
// than a person wants. What an answer may change is for `policy/review/authority.ts` to say.
// Invariant: whatever comes instead of an opinion counts as none, and makes nothing looser.
import { canonicalJson } from '../policy/canonicalJson.ts';
import type { RuleScope } from '../policy/decision.ts';
import { addressesReviewer, textsIn } from '../policy/review/addressed.ts';
import { isReviewed } from '../policy/review/authority.ts';
import { decodeOpinion, type Opinion, type Review } from '../policy/review/opinion.ts';
import { promptFor } from '../policy/review/prompt.ts';
import { requestFor, withoutSecrets, type ReviewRequest } from '../policy/review/request.ts';
import { shortened } from '../policy/redact.ts';
import { orGiveUp } from '../reviewer/giveUp.ts';
import { inTurns } from '../reviewer/inTurn.ts';
import type { ReviewerNow } from '../reviewer/reviewer.ts';
import { convert } from './convert.ts';
import { digestOf } from './digest.ts';
import type { Judgement } from './judge.ts';
import type { LiveCall } from './live.ts';
import type { Session } from './sessions.ts';
import { problemOf } from './signal.ts';

export interface Asked {
  readonly review: Review;
  /** Of everything that the opinion was asked about: it holds for nothing else. */
  readonly about: string;
  /** Something was taken out of the call, as is done with what looks like a secret. */
  readonly hidden: boolean;
}

export interface Reviewing {
  /** Undefined where there is no reviewer, or where the call is none of its business. Never rejects. */
  ask(live: LiveCall, judged: Judgement): Promise<Asked | undefined>;
  /** Is the call still the one that was asked about? */
  holds(asked: Asked, live: LiveCall, judged: Judgement): boolean;
  /** Gives up what is being asked in one session, or in all. */
  withdraw(why: string, session?: string): void;
}

/** Opinions that are kept of one session; the oldest go first. */
const mostKept = 500;

/** Calls that one reviewer is asked about at the same time. Waiting for one's turn counts into the time of the answer. */
const mostAtOnce = 4;

export function openReviewing(reviewerNow: () => ReviewerNow | undefined): Reviewing {
  const kept = new WeakMap<Session, Map<string, Review>>();
  const waiting = new Map<AbortController, string>();
  const inTurn = inTurns(mostAtOnce);

  const opinion = async ({ reviewer, timeout }: ReviewerNow, told: ReviewRequest, { session, context, live }: LiveCall): Promise<Opinion> => {
    const giveUp = new AbortController();
    waiting.set(giveUp, session.id);
    const timer = setTimeout(() => giveUp.abort(new Error(`it did not answer within ${timeout / 1000} s`)), timeout);
    const signal = context.signal === undefined ? giveUp.signal : AbortSignal.any([giveUp.signal, context.signal]);
    try {
      const decoded = decodeOpinion(await inTurn(() => orGiveUp(reviewer.ask(promptFor(told), signal), signal), signal));
      if (decoded === undefined) throw new Error('its answer is not of the form that was asked for');
      return { ...decoded, sentence: live.secrets.text(decoded.sentence) };
    } finally {
      clearTimeout(timer);
      waiting.delete(giveUp);
    }
  };

  return {
    async ask(live, judged) {
      const now = reviewerNow();
      if (now === undefined || !isWanted(now, live, judged)) return undefined;
      const { name } = now.reviewer;
      const began = performance.now();
      const none = (problem: string): Review => ({ by: name, problem: shortened(problem, 300, live.live.secrets.text), milliseconds: Math.round(performance.now() - began) });
      try {
        const request = requestOf(live, judged);
        const about = aboutOf(request, live, judged);
        if (typeof request === 'string') return { review: none(request), about, hidden: true };
        const told = withoutSecrets(request, live.live.secrets);
        const hidden = canonicalJson(told['call']) !== canonicalJson(request['call']);
        const found = addressing(request, judged);
        if (found !== undefined) return { review: none(`${found}, so it was not asked`), about, hidden };
        const key = digestOf([name, about]);
        const before = kept.get(live.session) ?? new Map<string, Review>();
        const known = before.get(key);
        if (known !== undefined && !runsFiles(judged)) return { review: { ...known, again: true, milliseconds: 0 }, about, hidden };
        const review: Review = { by: name, opinion: await opinion(now, told, live), milliseconds: Math.round(performance.now() - began) };
        kept.set(live.session, remembering(before, key, review));
        return { review, about, hidden };
      } catch (error) {
        live.live.log.warn(`The reviewer ${name} gave no opinion: ${problemOf(error)}.`);
        return { review: none(problemOf(error)), about: '', hidden: true };
      }
    },
    holds: ({ about, review }, live, judged) =>
      review.opinion === undefined || (about === aboutOf(requestOf(live, judged), live, judged) && reviewerNow()?.reviewer.name === review.by),
    withdraw(why, session) {
      for (const [giveUp, asker] of waiting) if (session === undefined || asker === session) giveUp.abort(new Error(why));
    },
  };
} // prettier-ignore

function isWanted(
  { reviews }: ReviewerNow,
  { context, session, live }: LiveCall,
  judged: Judgement,
): boolean {
  const { call, decision, operations } = judged;
  if (call.kind === 'internal' || context.signal?.aborted) return false;
  const asks = convert(decision, live.personAvailable).behavior === 'ask';
  return isReviewed({ decision, operations, causes: live.sessions.causes(session) }, reviews, asks);
}

function requestOf({ context, session, live }: LiveCall, { call, decision, operations, context: checked }: Judgement): ReviewRequest | string {
  // What others wrote is nothing that the person asked for.
  const prompt = live.sessions.causes(session).length === 0 ? session.prompt : undefined;
  return requestFor({ call, decision, operations, agent: session.agent, folder: context.cwd, prompt, rules: checked.rules });
} // prettier-ignore

/**
 * Over the whole input, secrets and what an edit writes included, and over all code behind the call, which the reviewer is
 * not shown: two calls that look alike to the reviewer are still two.
 */
function aboutOf(request: ReviewRequest | string, { tool, inputDigest, context }: LiveCall, { decision }: Judgement): string {
  const code = decision.analysis.segments.map(({ text, program }) => [program, text]);
  return digestOf([request, tool, inputDigest, context.cwd, context.agentId ?? null, code]);
} // prettier-ignore

/** Text that talks to the reviewer, as a clause. The person's own rules and prompt may say what they like. */
function addressing(request: ReviewRequest, judged: Judgement): string | undefined {
  const inCall = addressesReviewer(textsIn([request['call'], request['parts'], request['outside']]));
  if (inCall !== undefined) return `the call holds ${inCall}`;
  const around = addressesReviewer([...textsIn(request['folder']), ...foreignRules(judged)]);
  return around === undefined ? undefined : `its folder or a rule of the project holds ${around}`;
}

const ofProject: ReadonlySet<RuleScope> = new Set<RuleScope>(['workspace', 'folder']);

/** What stands in files may be something else the next time, and not all of it is in the analysis. */
function runsFiles({ decision }: Judgement): boolean {
  return decision.analysis.segments.some(({ via, effects }) => via !== undefined || effects.some(({ kind }) => kind === 'exec.project'));
} // prettier-ignore

/** Texts of rules that came with a project. */
function foreignRules({ context: { rules } }: Judgement): readonly string[] {
  return [...rules.deny, ...rules.ask, ...rules.allow].flatMap(({ source: { text, scope } }) => (ofProject.has(scope) ? [text] : []));
} // prettier-ignore

function remembering(before: Map<string, Review>, key: string, review: Review): Map<string, Review> {
  const [oldest] = before.keys();
  if (before.size >= mostKept && oldest !== undefined) before.delete(oldest);
  return before.set(key, review);
}
