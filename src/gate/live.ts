// What a live call carries on its way through the gate, and the parts that it meets there.
import type { ToolCall } from '../policy/call.ts';
import type { Decision } from '../policy/decision.ts';
import type { Redactor } from '../policy/knownSecrets.ts';
import type { Log, PermissionContext, PermissionDecision } from './api.ts';
import type { Questions } from './approvals.ts';
import type { Grounding } from './grounding/grounding.ts';
import type { DenialLimits } from './denials.ts';
import type { Judge, Judgement } from './judge.ts';
import type { Journal } from './journal.ts';
import type { Reviewing } from './reviewing.ts';
import type { Session, Sessions } from './sessions.ts';
import type { Trust } from './trust.ts';

/** What a live call needs beside the judge. */
export interface LiveParts {
  readonly sessions: Sessions;
  readonly questions: Questions;
  readonly journal: Journal;
  readonly log: Log;
  readonly trust: Pick<Trust, 'happened'>;
  readonly secrets: Redactor;
  readonly grounding: Pick<Grounding, 'before'>;
  readonly reviewing: Pick<Reviewing, 'ask' | 'holds'>;
  /** Without a person a question is a denial. */
  readonly personAvailable: boolean;
  readonly now: () => number;
  /** Milliseconds that a question waits at most. */
  readonly patience: number;
  readonly limits?: DenialLimits;
  suggest(judgement: Judgement): readonly string[];
  decided(news: {
    readonly session: string;
    readonly call: ToolCall;
    readonly decision: PermissionDecision;
  }): void;
}

/** `patience` is for events whose hook waits less long than that of a tool call. */
export interface AskContext extends PermissionContext {
  readonly patience?: number;
}

export interface LiveCall {
  readonly tool: string;
  readonly input: unknown;
  readonly inputDigest: string;
  readonly context: AskContext;
  readonly session: Session;
  readonly judge: Judge;
  readonly live: LiveParts;
  /** Milliseconds that a person took. */
  readonly wait: { time: number };
  /** A person was asked about the call itself. */
  asked: boolean;
}

export interface Settled {
  readonly call: ToolCall;
  readonly decision: Decision;
  readonly by: 'gate' | 'person';
  /** What the decision was made from; undefined where some part failed. Without it nothing may run. */
  readonly judged?: Judgement;
  /** The question that a person answered with this. */
  readonly question?: string;
}

export function judgeLive({ tool, input, context, session, judge }: LiveCall): Judgement {
  return judge(tool, input, context, session);
}
