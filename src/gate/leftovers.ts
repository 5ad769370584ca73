// What becomes of sessions whose gate or agent is gone: processes of a gate that died are ended, for nobody vets
// them; what an agent left running on purpose goes on, but stays findable for a stop.
import type { Log } from './api.ts';
import type { Journal } from './journal.ts';
import { endProcesses, findProcesses } from './processes/end.ts';
import type { ProcessTable } from './processes/process.ts';
import { record } from './records.ts';
import { targetOf, type SessionFiles, type SessionRecord } from './sessionFiles.ts';
import { problemOf } from './signal.ts';

export interface LeftoverParts {
  readonly files: SessionFiles;
  readonly table: ProcessTable;
  readonly journal: Journal;
  readonly log: Log;
}

/** Looks after the sessions of gates that run no more. Never rejects. */
export async function clearLeftovers({ files, table, journal, log }: LeftoverParts): Promise<void> {
  for (const session of files.all()) {
    try {
      if (await isRunning(session.owner, table)) continue;
      const running = await findProcesses(table, [targetOf(session)]);
      if (running.length === 0) files.remove(session.id);
      if (running.length === 0 || session.ended) continue;
      log.warn(`The gate of session ${session.id} is gone: ending what it left running.`);
      const report = await endProcesses(table, [targetOf(session)]);
      journal.append({ ...record({ ...report }), event: 'orphan-ended', session: session.id });
      if (report.alive.length === 0) files.remove(session.id);
    } catch (error) {
      log.error(`What session ${session.id} left behind could not be cleared: ${problemOf(error)}`);
    }
  }
}

/** Without a known start, whatever has the id counts as the owner: rather one session too few is ended. */
export async function isRunning(
  { pid, start }: SessionRecord['owner'],
  table: ProcessTable,
): Promise<boolean> {
  const now = await table.startOf(pid);
  return now !== undefined && (start === undefined || start === now);
}

/** Forgets a session that left nothing running. Never rejects. */
export async function forgetIfGone(session: SessionRecord['id'], parts: LeftoverParts): Promise<void> {
  try {
    const found = parts.files.all().find((one) => one.id === session);
    if (!found) return;
    const running = await findProcesses(parts.table, [targetOf(found)]);
    if (running.length === 0) parts.files.remove(session);
  } catch (error) {
    parts.log.error(`It could not be seen what session ${session} left running: ${problemOf(error)}`);
  }
}
