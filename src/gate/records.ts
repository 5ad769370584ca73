// What the gate writes into the journal beside decisions, built from what happened alone. Secrets go out here, before
// anything reaches a file.
import type { JournalRecord } from '../policy/journal.ts';
import { redactText, redactValue } from '../policy/redact.ts';
import type { Turn } from '../policy/session/turns.ts';
import type { StopReport } from './api.ts';
import type { Outcome } from './approvals.ts';
import type { Session } from './sessions.ts';

/**
 * `about` is what was asked: a call, whether a paused session may go on, a change of settings. The decision that came
 * of it names the same question.
 */
export function answerRecord(
  session: Pick<Session, 'id' | 'agent'>,
  { question, answer }: Extract<Outcome, { type: 'answered' }>,
  asked: {
    readonly about: 'call' | 'resume' | 'configChange';
    readonly tool: string;
    readonly callId?: string | undefined;
    readonly inputDigest?: string;
  },
): JournalRecord {
  return {
    ...record({ ...asked, rules: answer.rules }),
    event: 'answer',
    session: session.id,
    agent: session.agent,
    question,
    behavior: answer.behavior,
    feedback: answer.feedback === undefined ? undefined : redactText(answer.feedback),
  };
}

/** Something that happened to a session: launch, sign of life, pause, resume, end, breach. */
export function sessionRecord(
  event: string,
  session: Pick<Session, 'id' | 'agent'>,
  details: Readonly<Record<string, unknown>> = {},
): JournalRecord {
  return { ...record(details), event, session: session.id, agent: session.agent };
}

/** Denials of a turn that its entry names; each has an entry of its own as well. */
const mostNamed = 200;

export function turnRecord(session: Session, { startedAt, endedAt, denials, ...turn }: Turn): JournalRecord {
  return sessionRecord('turn', session, {
    ...turn,
    began: new Date(startedAt).toISOString(),
    milliseconds: endedAt - startedAt,
    denials: denials
      .slice(0, mostNamed)
      .map(({ time, turn: _turn, ...denial }) => ({ time: new Date(time).toISOString(), ...denial })),
    ...(turn.denied > mostNamed ? { unnamed: turn.denied - mostNamed } : {}),
  });
}

export function stopRecord(by: string, report: StopReport): JournalRecord {
  return { event: 'stopped', by, ...report };
}

/** Details that are no secrets, as plain JSON. */
export function record(details: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const plain = redactValue(details);
  return typeof plain === 'object' && plain !== null ? Object.fromEntries(Object.entries(plain)) : {};
}
