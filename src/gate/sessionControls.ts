// What a person may do with a session from the outside: look at it, pause it, let it go on, add rules, end it.
import type { Gate } from './api.ts';
import { resumeSession } from './asking.ts';
import { HumanError } from './humanError.ts';
import type { LiveParts } from './live.ts';
import { sessionRecord } from './records.ts';
import type { Session } from './sessions.ts';
import { updateFlow, type FlowFact } from '../policy/session/flow.ts';

export interface ControlParts {
  readonly live: Pick<LiveParts, 'sessions' | 'questions' | 'journal' | 'limits'>;
  readonly note: (event: string, session: Session, details?: Readonly<Record<string, unknown>>) => void;
  readonly end: Gate['sessions']['end'];
}

const none: readonly FlowFact[] = [];

export function sessionControls({ live, note, end }: ControlParts): Gate['sessions'] {
  const { sessions, questions, journal } = live;
  return {
    list: () => sessions.list(),
    changed: sessions.changed,
    end,
    addRules(id, rules) {
      const session = sessions.get(id);
      if (!session) return;
      session.rules = [...session.rules, ...rules];
      note('session-rules', session, { rules });
    },
    clearUntrusted(id, by, seen) {
      const session = sessions.get(id);
      if (!session || session.flow.untrusted.length === 0) return none;
      // What a call still takes in, or took in since, nobody can have looked at.
      const unseen = session.flow.untrusted.filter(
        ({ call, what }) => seen?.some((one) => one.call === call && one.what === what) === false,
      );
      const running = new Set([...session.vetted.running(), ...unseen.map(({ call }) => call)]);
      const flow = updateFlow(session.flow, { type: 'cleared', running });
      const cleared = session.flow.untrusted.filter((fact) => !flow.untrusted.includes(fact));
      if (cleared.length === 0) return none;
      try {
        journal.append(sessionRecord('flow-cleared', session, { by, cleared }));
      } catch (error) {
        throw new HumanError('This cannot be written into the journal, so nothing was cleared.', {
          cause: error,
        });
      }
      session.flow = flow;
      sessions.touch();
      return cleared;
    },
    denials: (id) => sessions.get(id)?.turns.denials ?? [],
    pause(id, reason) {
      const session = sessions.get(id);
      if (!session) return;
      session.paused = { reason, refused: false };
      note('pause', session, { reason });
      sessions.touch();
    },
    resume(id) {
      const session = sessions.get(id);
      if (!session?.paused) return;
      note('resume', session, { reason: session.paused.reason });
      resumeSession(session, live);
      // The calls that wait for it go on.
      const asked = questions.pending().find((one) => one.resumes && one.session === id);
      if (asked) questions.answer(asked.id, { behavior: 'allow' });
    },
  };
}
