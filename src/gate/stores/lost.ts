// Sessions whose gate was gone before they ended stand in the ledger as running for ever: the next gate closes them.
import type { Redactor } from '../../policy/knownSecrets.ts';
import type { Log } from '../api.ts';
import { isRunning } from '../leftovers.ts';
import type { ProcessTable } from '../processes/process.ts';
import { problemOf } from '../signal.ts';
import { ledgerFile } from './history.ts';
import { appendRow, readLedger } from './ledger.ts';

export interface LostParts {
  readonly stateDir: string;
  readonly table: ProcessTable;
  readonly secrets: Redactor;
  readonly log: Log;
}

/** When a session ended that nobody saw end is not known, and is not made up. Never rejects. */
export async function closeLost({ stateDir, table, secrets, log }: LostParts): Promise<void> {
  try {
    const file = ledgerFile(stateDir);
    for (const row of readLedger(file)) {
      if (row.status === 'over' || (await isRunning(row.owner, table))) continue;
      appendRow(file, { ...row, status: 'over', result: 'lost', error: 'Its gate was gone before it ended.' }, secrets);
    }
  } catch (error) {
    log.error(`The ledger could not be cleared of sessions that were lost: ${problemOf(error)}`);
  }
} // prettier-ignore
