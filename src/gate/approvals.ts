// The questions that wait for the person. Each is bound to one digest and answered once; equal ones are one.
// It knows nothing of decisions or agents: whoever asks gives the words and takes the outcome.
import { randomUUID } from 'node:crypto';
import type { Answer, Approvals, Log, Pending, Signal } from './api.ts';
import { emitter } from './signal.ts';

export type Question = Omit<Pending, 'id' | 'askedAt'>;

/** How a question ended. Whatever is not an answer means deny. */
export type Outcome =
  | { readonly type: 'answered'; readonly answer: Answer; readonly question: string }
  | { readonly type: 'withdrawn'; readonly why: string };

export interface Questions extends Approvals {
  /** Waits for the answer, at most `deadline` ms, or until the signal aborts. Never rejects. */
  ask(question: Question, limits: { deadline: number; signal: AbortSignal | undefined }): Promise<Outcome>;
  /** Takes away the questions of one session, or all of them. */
  withdraw(why: string, session?: string): void;
  /** Withdraws all, and every later one at once. */
  close(why: string): void;
  get(id: string): Pending | undefined;
  readonly answered: Signal<{ readonly pending: Pending; readonly answer: Answer }>;
}

interface Waiting {
  readonly pending: Pending;
  readonly waiters: Set<(outcome: Outcome) => void>;
}

export function openQuestions(log: Log, now: () => number): Questions {
  const asked = emitter<Pending>(log);
  const changed = emitter<readonly Pending[]>(log);
  const answered = emitter<{ pending: Pending; answer: Answer }>(log);
  const waiting = new Map<string, Waiting>();
  let closed: string | undefined;

  const list = (): readonly Pending[] => [...waiting.values()].map((one) => one.pending);
  const settle = (id: string, outcome: Outcome): boolean => {
    const one = waiting.get(id);
    if (!one) return false;
    waiting.delete(id);
    if (outcome.type === 'answered') answered.emit({ pending: one.pending, answer: outcome.answer });
    for (const waiter of one.waiters) waiter(outcome);
    changed.emit(list());
    return true;
  };
  const enter = (question: Question): Waiting => {
    const equal = [...waiting.values()].find((one) => one.pending.digest === question.digest);
    if (equal) return equal;
    const one = { pending: { ...question, id: randomUUID(), askedAt: now() }, waiters: new Set<never>() };
    waiting.set(one.pending.id, one);
    return one;
  };

  return {
    pending: list,
    asked: asked.signal,
    changed: changed.signal,
    answered: answered.signal,
    get: (id) => waiting.get(id)?.pending,
    ask(question, { deadline, signal }) {
      if (closed !== undefined) return Promise.resolve({ type: 'withdrawn', why: closed });
      if (signal?.aborted) return Promise.resolve({ type: 'withdrawn', why: gaveUp });
      return new Promise<Outcome>((resolve) => {
        const before = waiting.size;
        const one = enter(question);
        const leave = (why: string): void => {
          end({ type: 'withdrawn', why });
          if (one.waiters.size === 0) settle(one.pending.id, { type: 'withdrawn', why });
        };
        const abandon = (): void => leave(gaveUp);
        const timer = setTimeout(() => leave('no answer came in time'), Math.min(deadline, longest)).unref();
        const end = (outcome: Outcome): void => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', abandon);
          one.waiters.delete(end);
          resolve(outcome);
        };
        one.waiters.add(end);
        signal?.addEventListener('abort', abandon, { once: true });
        if (waiting.size === before) return;
        asked.emit(one.pending);
        changed.emit(list());
      });
    },
    answer: (id, answer) => settle(id, { type: 'answered', answer, question: id }),
    withdraw(why, session) {
      for (const { session: asker, id } of list())
        if (session === undefined || asker === session) settle(id, { type: 'withdrawn', why });
    },
    close(why) {
      closed = why;
      this.withdraw(why);
    },
  };
}

const gaveUp = 'the agent gave up waiting';

/** Timers of JavaScript hold at most 2^31 - 1 milliseconds. */
const longest = 2_147_483_647;
