// The five levels of trust in one kind of operation of one service, and the start values where nothing happened yet.
import type { OperationKind } from '../external/operation.ts';

/** From the strictest to the freest. `approveFirst` asks once in a session. */
export const trustLevels = ['blocked', 'approveAlways', 'approveFirst', 'log', 'autonomous'] as const;
export type TrustLevel = (typeof trustLevels)[number];

/** The freest level that is ever proposed; `autonomous` takes a grant of the person's own. */
const mostProposed: TrustLevel = 'log';

export function stricterLevel(one: TrustLevel, other: TrustLevel): TrustLevel {
  return trustLevels.indexOf(one) <= trustLevels.indexOf(other) ? one : other;
}

/** One step freer, or undefined at the end of what may be proposed. */
export function raised(level: TrustLevel): TrustLevel | undefined {
  const next = trustLevels[trustLevels.indexOf(level) + 1];
  return level === 'blocked' || level === mostProposed ? undefined : next;
}

export interface Prior {
  /** Successes and failures that are taken for granted: the two parameters of the Beta distribution at the start. */
  readonly successes: number;
  readonly failures: number;
  /** The level that proposals start from. It allows nothing by itself. */
  readonly level: TrustLevel;
}

/** Start values by kind: what can do less harm begins with a little more. */
export const priors: Readonly<Record<OperationKind, Prior>> = {
  read: { successes: 2, failures: 1, level: 'approveFirst' },
  write: { successes: 1.5, failures: 1, level: 'approveAlways' },
  modify: { successes: 1, failures: 1, level: 'approveAlways' },
  publish: { successes: 1, failures: 1, level: 'approveAlways' },
  send: { successes: 1, failures: 1, level: 'approveAlways' },
  delete: { successes: 1, failures: 1, level: 'approveAlways' },
};

/** Where the journal is missing: nothing is taken for granted, of any kind. */
export const lowestPrior: Prior = { successes: 1, failures: 2, level: 'approveAlways' };
