// Begins and ends the turns of a session, and writes each that is over into the journal with what was refused in it.
import { beginTurn, endTurn, type TurnEnd } from '../policy/session/turns.ts';
import type { Log } from './api.ts';
import type { Journal } from './journal.ts';
import { turnRecord } from './records.ts';
import type { Session } from './sessions.ts';
import { problemOf } from './signal.ts';

export interface TurnKeeper {
  /** The person has sent a prompt; a turn that still runs was interrupted. */
  begin(session: Session): void;
  /** `error` says why the agent broke off, in its own words. Nothing happens when no turn runs. */
  end(session: Session, end: TurnEnd, error?: string): void;
}

export function turnKeeper(journal: Pick<Journal, 'append'>, log: Log, now: () => number): TurnKeeper {
  const end: TurnKeeper['end'] = (session, how, error) => {
    const { turns, turn } = endTurn(session.turns, {
      at: now(),
      end: how,
      ...(error === undefined ? {} : { error }),
      ...(session.paused === undefined ? {} : { paused: session.paused.reason }),
    });
    session.turns = turns;
    if (!turn) return;
    try {
      journal.append(turnRecord(session, turn));
    } catch (problem) {
      log.error(
        `The turn ${turn.turn} of session ${session.id} could not be journaled: ${problemOf(problem)}`,
      );
    }
  };
  return {
    end,
    begin(session) {
      end(session, 'interrupted');
      session.turns = beginTurn(session.turns, now());
    },
  };
}
