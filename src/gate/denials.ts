// Counts the denials of one session. Pure: the count and a behavior go in, the next count comes out.
// An `ask` is not a denial, nor is a failure to reach a verdict, a withdrawn question or a stop.

export interface DenialCount {
  readonly consecutive: number;
  readonly total: number;
}

export interface DenialLimits {
  readonly consecutive: number;
  readonly total: number;
}

export const noDenials: DenialCount = { consecutive: 0, total: 0 };
export const denialLimits: DenialLimits = { consecutive: 3, total: 20 };

export function allowed({ total }: DenialCount): DenialCount {
  return { consecutive: 0, total };
}

export function denied({ consecutive, total }: DenialCount): DenialCount {
  return { consecutive: consecutive + 1, total: total + 1 };
}

/** Why the session must pause now; undefined when it may go on. */
export function pauseReason(count: DenialCount, limits: DenialLimits): string | undefined {
  if (count.consecutive >= limits.consecutive) return `${count.consecutive} denials in a row`;
  if (count.total >= limits.total) return `${count.total} denials in this session`;
  return undefined;
}

/** After the person lets the session go on. The total starts anew only when its own limit had struck. */
export function resumed({ total }: DenialCount, limits: DenialLimits): DenialCount {
  return { consecutive: 0, total: total >= limits.total ? 0 : total };
}
