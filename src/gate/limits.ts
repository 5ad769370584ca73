// How much one session may ask of the gate: so many calls at once, and so many in a while. What is over the limit is
// refused, never let through.

export interface RequestLimits {
  /** Requests of one session that may be open at the same time. */
  readonly concurrent: number;
  /** Requests that may come at once after a quiet time. */
  readonly burst: number;
  readonly perSecond: number;
}

export const requestLimits: RequestLimits = { concurrent: 256, burst: 600, perSecond: 60 };

export interface Admission {
  /** A function to call when the request is done; undefined when the request must be refused. */
  enter(session: string): (() => void) | undefined;
}

/** A bucket of tokens for each session. */
export function admission({ concurrent, burst, perSecond }: RequestLimits, now: () => number): Admission {
  const buckets = new Map<string, { tokens: number; at: number; open: number }>();
  return {
    enter(session) {
      const time = now();
      const bucket = buckets.get(session) ?? { tokens: burst, at: time, open: 0 };
      buckets.set(session, bucket);
      bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, time - bucket.at) / 1000) * perSecond);
      bucket.at = time;
      if (bucket.open >= concurrent || bucket.tokens < 1) return undefined;
      bucket.tokens -= 1;
      bucket.open += 1;
      let left = false;
      return () => {
        if (!left) bucket.open -= 1;
        left = true;
      };
    },
  };
}
