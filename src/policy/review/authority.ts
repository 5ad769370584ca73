// What an opinion may change. It tightens wherever it was asked; it loosens only in mode `auto`, only doubt, and never what
// another line of authority asked for, what is grave, or what the gate could not read. Pure.
import { isHarmless } from '../classifier/harmless.ts';
import type { Cause } from '../confinement.ts';
import type { Behavior, Decision } from '../decision.ts';
import type { DoubtCode } from '../effects.ts';
import type { Operation } from '../external/operation.ts';
import { riskOf } from '../external/risk.ts';
import type { Opinion, Review } from './opinion.ts';

/**
 * Which calls are reviewed. `auto`: those that mode `auto` would deny for want of proof. `questions`: in every mode also
 * those about which the person would be asked. `changes`: also those that pass and do more than read.
 */
export const reviewScopes = ['auto', 'questions', 'changes'] as const;
export type ReviewScope = (typeof reviewScopes)[number];

export interface ReviewedCall {
  readonly decision: Decision;
  readonly operations: readonly Operation[];
  /** Why the session is not trusted. */
  readonly causes: readonly Cause[];
  /** Something was taken out of the call before the reviewer saw it, as is done with what looks like a secret. */
  readonly hidden?: boolean;
}

/** `asks`: the decision would reach a person as a question. */
export function isReviewed(call: ReviewedCall, scope: ReviewScope, asks: boolean): boolean {
  const { decision } = call;
  const { behavior, layer, analysis } = decision;
  if (behavior === 'deny' || layer === 'failure' || layer === 'grounding') return false;
  if (behavior === 'ask') return whyNotLoosened(call) === undefined || (asks && scope !== 'auto');
  const changes = !analysis.complete || analysis.segments.some(({ effects }) => !effects.every(isHarmless));
  return scope === 'changes' && changes;
}

/** Why no opinion can let this call run, as a clause; undefined where one can. */
export function whyNotLoosened({ decision, operations, causes, hidden }: ReviewedCall): string | undefined {
  const { mode, behavior, layer, trace, risk, analysis } = decision;
  if (mode !== 'auto') return 'a reviewer lets nothing run outside mode auto';
  if (behavior !== 'ask') return 'nothing is asked';
  if (causes.length > 0) return 'the session is not trusted';
  // What stands behind `--password` may be anything: of a call that it did not see whole the reviewer can only say worse.
  if (hidden === true) return 'a part of it was hidden from the reviewer';
  if (!trace.some((verdict) => verdict.line === layer && verdict.doubt === true)) return 'it is no mere doubt';
  // Whoever else asks or denies has a reason of their own, also where it was not the first to speak.
  if (trace.some((verdict) => verdict.behavior === 'deny' || (verdict.behavior === 'ask' && verdict.doubt !== true))) return 'another line of authority speaks against it';
  if (risk === undefined || risk === 'high') return 'its effects are grave';
  if (operations.some((operation) => grave.has(riskOf(operation)))) return 'what it does outside is grave';
  const doubts = [...analysis.doubts, ...analysis.segments.flatMap((segment) => segment.doubts)];
  return doubts.some(({ code }) => blinding.has(code)) ? 'it could not be read' : undefined;
} // prettier-ignore

const grave: ReadonlySet<string> = new Set(['high', 'critical']);

/** Doubts in which the text of a call is no sign of what will run. */
const blinding: ReadonlySet<DoubtCode> = new Set<DoubtCode>([
  'parse', 'cap', 'dynamic-name', 'redefined', 'disguise', 'failure', 'unknown-tool',
]); // prettier-ignore

/** What an opinion asks for. */
export function wishOf({ risk, authorised }: Opinion): Behavior {
  if (authorised) return risk === 'high' ? 'ask' : 'allow';
  return risk === 'high' ? 'deny' : 'ask';
}

/** The decision after a review. Without an opinion it is what it was, but what passed is asked about. */
export function afterReview(call: ReviewedCall, review: Review): Decision {
  const { decision } = call;
  const reviewed = { ...decision, review };
  const wish = review.opinion === undefined ? 'ask' : wishOf(review.opinion);
  const said = reviewText(review);
  switch (decision.behavior) {
    case 'deny':
      return reviewed;
    case 'allow':
      // It was allowed by proof or by the person's own rule: against that an opinion is worth a question.
      return wish === 'allow' ? reviewed : { ...by(reviewed), behavior: 'ask', allowed: false, reason: said };
    case 'ask':
      if (wish === 'deny') return { ...by(reviewed), behavior: 'deny', allowed: false, reason: said, advice };
      if (wish === 'allow' && whyNotLoosened(call) === undefined)
        return { ...by(reviewed), behavior: 'allow', allowed: true, reason: said };
      return { ...reviewed, reason: `${decision.reason} ${said}` };
  }
} // prettier-ignore

const advice = 'Do not try it another way. Choose a smaller step, or tell the person what you need and why.';

function by({ rule: _rule, floor: _floor, advice: _advice, ...rest }: Decision): Decision {
  return { ...rest, layer: 'reviewer' };
}

/** One or two sentences for the person and the agent. */
export function reviewText({ by: who, opinion, problem = 'it said nothing' }: Review): string {
  if (opinion === undefined) return `The reviewer (${who}) gave no opinion: ${problem}.`;
  const { risk, authorised, sentence } = opinion;
  return `The reviewer (${who}) says ${risk} risk, ${authorised ? 'asked for' : 'not asked for'}: ${sentence}`;
}
