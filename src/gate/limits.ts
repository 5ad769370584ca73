// How much may be asked of the gate: so much at once, and so much in a while, of one session and of each kind of its
// messages, of all sessions together, and of strangers. What is over a limit is refused, never let through.
import type { HookEvent } from '../agents/agent.ts';

export interface RequestLimits {
  /** Requests that may be open at the same time. */
  readonly concurrent: number;
  /** Requests that may come at once after a quiet time. */
  readonly burst: number;
  readonly perSecond: number;
}

export interface GateLimits {
  /** Of one session, before its message is read. More than its kinds have together, so that none takes another's. */
  readonly session: RequestLimits;
  /** Of one kind of message of one session: a flood of reports must not keep tool calls from their decisions. */
  readonly kinds: Readonly<Record<HookEvent['type'], RequestLimits>>;
  readonly allSessions: RequestLimits;
  /** Of everybody without a token; what is over it is not even looked at. */
  readonly strangers: RequestLimits;
  /** Lines about refused requests in the log. */
  readonly lines: RequestLimits;
  /** Connections on which no token has been shown yet; the oldest goes first. */
  readonly strangeConnections: number;
  readonly connections: number;
}

const calls: RequestLimits = { concurrent: 256, burst: 600, perSecond: 60 };
const reports: RequestLimits = { concurrent: 64, burst: 600, perSecond: 60 };
const rare: RequestLimits = { concurrent: 16, burst: 60, perSecond: 2 };

/** Start values. A busy agent with many sub-agents stays far below them. */
export const gateLimits: GateLimits = {
  session: { concurrent: 1_024, burst: 3_000, perSecond: 300 },
  kinds: {
    preTool: calls,
    permission: calls,
    postTool: reports,
    notice: reports,
    turnEnd: reports,
    prompt: rare,
    expansion: rare,
    configChange: rare,
    sessionStart: rare,
    compacting: rare,
    sessionEnd: rare,
  },
  allSessions: { concurrent: 2_048, burst: 12_000, perSecond: 1_200 },
  strangers: { concurrent: 1, burst: 60, perSecond: 5 },
  lines: { concurrent: 1, burst: 60, perSecond: 1 },
  strangeConnections: 512,
  connections: 2_048,
};

export interface Admission {
  /** A function to call when the request is done; undefined when the request must be refused. */
  readonly enter: (who: string) => (() => void) | undefined;
}

/** A bucket of tokens for each asker. */
export function admission({ concurrent, burst, perSecond }: RequestLimits, now: () => number): Admission {
  const buckets = new Map<string, { tokens: number; at: number; open: number }>();
  return {
    enter(who) {
      const time = now();
      const bucket = buckets.get(who) ?? { tokens: burst, at: time, open: 0 };
      buckets.set(who, bucket);
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

export type Admissions = Readonly<
  Record<'session' | 'allSessions' | 'strangers' | 'lines', Admission> & {
    kinds: Readonly<Record<HookEvent['type'], Admission>>;
  }
>;

/** One for each limit. */
export function admissions(limits: GateLimits, now: () => number): Admissions {
  const of = (one: RequestLimits): Admission => admission(one, now);
  const { session, allSessions, strangers, lines, kinds } = limits;
  return {
    session: of(session),
    allSessions: of(allSessions),
    strangers: of(strangers),
    lines: of(lines),
    kinds: {
      preTool: of(kinds.preTool),
      permission: of(kinds.permission),
      postTool: of(kinds.postTool),
      notice: of(kinds.notice),
      turnEnd: of(kinds.turnEnd),
      prompt: of(kinds.prompt),
      expansion: of(kinds.expansion),
      configChange: of(kinds.configChange),
      sessionStart: of(kinds.sessionStart),
      compacting: of(kinds.compacting),
      sessionEnd: of(kinds.sessionEnd),
    },
  };
}
