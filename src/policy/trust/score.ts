// The number of trust, 0 to 100: how well an operation can be counted on at least, from what happened. It is the lower
// bound of a Beta posterior, so that few observations mean a low number, and its evidence fades with time.
import type { Prior } from './levels.ts';

/** What happened, as of `time`: successes and failures by weight, each worth half as much after every half-life. */
export interface Evidence {
  readonly successes: number;
  readonly failures: number;
  readonly time: number;
}

export const noEvidence: Evidence = { successes: 0, failures: 0, time: 0 };

export const day = 86_400_000;
/** Start value of the setting: milliseconds in which evidence loses half its weight. */
export const defaultHalfLife = 30 * day;

/** A long clean record must not outweigh an incident: more than this counts no more. */
const mostSuccesses = 60;
const mostFailures = 120;

/** Standard deviations below the mean: the bound that holds in 95 of 100 cases, by the normal approximation. */
const deviations = 1.645;

/**
 * Mean less 1.645 standard deviations of Beta(a, b), at least 0, as a whole number of 100.
 * With m = a/(a+b) it is m · (1 − 1.645 · √(b / (a·(a+b+1)))): both factors grow with a and shrink with b, so that a
 * success never lowers and a failure never raises it.
 */
export function scoreOf(evidence: Evidence, prior: Prior, now: number, halfLife: number): number {
  return Math.round(100 * exactScore(evidence, prior, now, halfLife));
}

/** The same from 0 to 1 and not rounded, for comparisons. */
export function exactScore(evidence: Evidence, prior: Prior, now: number, halfLife: number): number {
  const { successes, failures } = fadedEvidence(evidence, now, halfLife);
  const a = prior.successes + successes;
  const b = prior.failures + failures;
  return Math.max(0, (a / (a + b)) * (1 - deviations * Math.sqrt(b / (a * (a + b + 1)))));
}

/** What is left of it at this moment. */
export function fadedEvidence(
  evidence: Evidence,
  now: number,
  halfLife: number,
): Pick<Evidence, 'successes' | 'failures'> {
  const left = fading(now - evidence.time, halfLife);
  return { successes: evidence.successes * left, failures: evidence.failures * left };
}

/** Adds one observation. One that is older than the newest counts less, as if it had been added in its turn. */
export function observed(
  evidence: Evidence,
  { successes, failures }: { readonly successes: number; readonly failures: number },
  time: number,
  halfLife: number,
): Evidence {
  const newest = Math.max(evidence.time, time);
  const old = fading(newest - evidence.time, halfLife);
  const added = fading(newest - time, halfLife);
  return {
    successes: Math.min(mostSuccesses, evidence.successes * old + successes * added),
    failures: Math.min(mostFailures, evidence.failures * old + failures * added),
    time: newest,
  };
}

/** The share that is left after so many milliseconds; with a half-life that is none, nothing. */
function fading(elapsed: number, halfLife: number): number {
  if (elapsed <= 0) return 1;
  return !(halfLife > 0) ? 0 : 2 ** (-elapsed / halfLife);
}
