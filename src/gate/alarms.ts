// What the server notices beside its requests: floods, and people or pages that reach the port from outside. Each kind
// is told once in a while, for who causes it could cause any number.
import type { HookEvent } from '../agents/agent.ts';
import type { Log, Signal } from './api.ts';
import type { Outsider } from './door.ts';
import type { Session, Sessions } from './sessions.ts';
import { emitter } from './signal.ts';

export interface Alarms {
  readonly limited: (caller: { readonly id: string }, kind: HookEvent['type']) => void;
  readonly outside: (from: Outsider) => void;
  /** Somebody who is no program of this machine reached the port, and was refused. */
  readonly outsiders: Signal<Outsider>;
}

export interface AlarmParts {
  readonly sessions: Pick<Sessions, 'get'>;
  readonly log: Log;
  readonly now: () => number;
  readonly note: (event: string, details: Readonly<Record<string, unknown>>) => void;
  readonly noteOf: (event: string, session: Session, details: Readonly<Record<string, unknown>>) => void;
  readonly pause: (session: Session, reason: string) => void;
}

/** Milliseconds in which the same is told once. */
const quiet = 60_000;

export function openAlarms({ sessions, log, now, note, noteOf, pause }: AlarmParts): Alarms {
  const outsiders = emitter<Outsider>(log);
  const told = new Map<string, number>();
  const isNews = (what: string): boolean => {
    const last = told.get(what);
    if (last !== undefined && now() - last < quiet) return false;
    told.set(what, now());
    return true;
  };
  return {
    limited({ id }, kind) {
      const session = sessions.get(id);
      if (!session || !isNews(`${id} ${kind}`)) return;
      log.warn(`Session ${id} sends too many messages of the kind ${kind}: they are refused.`);
      noteOf('limited', session, { kind });
      // A report that is not read may be the one about a call that nobody vetted.
      if (kind === 'postTool') pause(session, 'it reports more calls than the gate can look at');
    },
    outside(from) {
      if (!isNews(from)) return;
      log.warn(`The gate's port was reached from ${from}. The request was refused.`);
      note('outsider', { from });
      outsiders.emit(from);
    },
    outsiders: outsiders.signal,
  };
}
