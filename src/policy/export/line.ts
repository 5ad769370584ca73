// The line of an entry as it stands in the journal: the digest can be made again from it.
import type { JournalEntry } from '../journal.ts';

/** Without a line feed. */
export function entryLine({ n, prev, time, event, digest, ...fields }: JournalEntry): string {
  return JSON.stringify({ n, prev, time, event, ...fields, digest });
}
