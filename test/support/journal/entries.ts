// Everything that a journal says, for tests that look for one entry.
import { eachEntry } from '../../../src/gate/journalFiles.ts';
import type { JournalEntry } from '../../../src/policy/journal.ts';

/** All entries of all parts by time. */
export function readEntries(folder: string): readonly JournalEntry[] {
  return [...eachEntry(folder)];
}
