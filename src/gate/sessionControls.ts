// What a person may do with a session from the outside: look at it, pause it, let it go on, add rules, end it.
import type { Gate } from './api.ts';
import { resumeSession } from './asking.ts';
import type { LiveParts } from './live.ts';
import type { Session } from './sessions.ts';

export interface ControlParts {
  readonly live: Pick<LiveParts, 'sessions' | 'questions' | 'limits'>;
  readonly note: (event: string, session: Session, details?: Readonly<Record<string, unknown>>) => void;
  readonly end: Gate['sessions']['end'];
}

export function sessionControls({ live, note, end }: ControlParts): Gate['sessions'] {
  const { sessions, questions } = live;
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
