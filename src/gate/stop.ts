// The emergency stop: closes the gate, withdraws what waits, then ends the processes of every session of this person,
// and reports what was verified.
import type { Log, Stop, StopReport } from './api.ts';
import type { Questions } from './approvals.ts';
import type { Journal } from './journal.ts';
import type { Latch } from './latch.ts';
import { endProcesses } from './processes/end.ts';
import type { ProcessTable, Target } from './processes/process.ts';
import { record, stopRecord } from './records.ts';
import { problemOf } from './signal.ts';

export interface StopParts {
  readonly latch: Latch;
  readonly questions: Pick<Questions, 'withdraw'>;
  readonly journal: Journal;
  readonly table: ProcessTable;
  readonly log: Log;
  /** The sessions of all gates that share the latch. */
  readonly targets: () => readonly Target[];
  /** Calls to the outside that nobody has seen end; known only of the sessions of this gate. */
  inFlight?(): NonNullable<StopReport['inFlight']>;
}

const stopped = 'the emergency stop was engaged';

export function stopWith(parts: StopParts): Stop & { dispose(): void } {
  const { latch, questions, journal, table, log, targets } = parts;
  const note = (event: string, details: Readonly<Record<string, unknown>>): void => {
    try {
      journal.append({ ...record(details), event });
    } catch (error) {
      log.error(`The ${event} could not be journaled: ${problemOf(error)}`);
    }
  };
  // Also when another window or the command line engaged it.
  const listener = latch.changed.on((state) => {
    if (state.engaged) questions.withdraw(stopped);
  });
  return {
    state: () => latch.state(),
    changed: latch.changed,
    async engage(by): Promise<StopReport> {
      // Invariant: first the latch, so that nothing new starts; whatever fails after it, the gate is closed.
      try {
        latch.engage(by);
      } catch (error) {
        log.error(`The stop holds in this window only, for its file cannot be written: ${problemOf(error)}`);
      }
      questions.withdraw(stopped);
      note('stop', { by });
      const inFlight = parts.inFlight?.() ?? [];
      const report = { ...(await endProcesses(table, targets())), inFlight };
      try {
        journal.append(stopRecord(by, report));
      } catch (error) {
        log.error(`The report of the stop could not be journaled: ${problemOf(error)}`);
      }
      return report;
    },
    release(by) {
      latch.release(by);
      note('release', { by });
    },
    dispose: () => listener.dispose(),
  };
}
