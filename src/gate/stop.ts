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
  /** Those of this gate, which it ends itself when another window stops: that one may not find them all. */
  readonly own?: () => readonly Target[];
  /** Calls to the outside that nobody has seen end; known only of the sessions of this gate. */
  inFlight?(): NonNullable<StopReport['inFlight']>;
}

const stopped = 'the emergency stop was engaged';

const nothing: StopReport = { found: 0, ended: 0, alive: [], milliseconds: 0 };

export function stopWith(parts: StopParts): Stop & { dispose(): void } {
  const { latch, questions, journal, table, log, targets } = parts;
  const note = (event: string, details: Readonly<Record<string, unknown>>): void => {
    try {
      journal.append({ ...record(details), event });
    } catch (error) {
      log.error(`The ${event} could not be journaled: ${problemOf(error)}`);
    }
  };
  const endAll = async (
    by: string,
    what: readonly Target[],
    problems: readonly string[],
  ): Promise<StopReport> => {
    const inFlight = parts.inFlight?.() ?? [];
    const ended = await endProcesses(table, what).catch((error: unknown) => ({
      ...nothing,
      problems: [`The processes could not be looked for: ${problemOf(error)}.`],
    }));
    const all = [...problems, ...('problems' in ended ? ended.problems : [])];
    const report = { ...ended, inFlight, ...(all.length === 0 ? {} : { problems: all }) };
    try {
      journal.append(stopRecord(by, report));
    } catch (error) {
      log.error(`The report of the stop could not be journaled: ${problemOf(error)}`);
    }
    return report;
  };
  let engaging = false;
  // Also when another window or the command line engaged it.
  const listener = latch.changed.on((state) => {
    if (!state.engaged) return;
    questions.withdraw(stopped);
    const own = engaging ? [] : (parts.own?.() ?? []);
    if (own.length > 0) void endAll(`${state.by}, carried out by the window of the session`, own, []);
  });
  return {
    state: () => latch.state(),
    changed: latch.changed,
    async engage(by): Promise<StopReport> {
      const problems: string[] = [];
      // Invariant: first the latch, so that nothing new starts; whatever fails after it, the gate is closed.
      engaging = true;
      try {
        latch.engage(by);
      } catch (error) {
        problems.push(
          `It holds in this program alone, for it cannot be written to disk: ${problemOf(error)}.`,
        );
        log.error(`The stop could not be written to disk: ${problemOf(error)}`);
      } finally {
        engaging = false;
      }
      questions.withdraw(stopped);
      note('stop', { by });
      return endAll(by, targets(), problems);
    },
    release(by) {
      latch.release(by);
      note('release', { by });
    },
    dispose: () => listener.dispose(),
  };
}
