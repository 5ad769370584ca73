// Reads the journal for the window: entry by entry, giving way to the editor now and then.
import { existsSync } from 'node:fs';
import { eachEntry } from '../../gate/journalFiles.ts';
import type { JournalEntry } from '../../policy/journal.ts';

/** Hands over the entries in their order until the end, or until `stopped`. Before the first entry there is no folder. */
export async function eachOf(
  folder: string,
  take: (entry: JournalEntry) => void,
  stopped: () => boolean = () => false,
): Promise<void> {
  let read = 0;
  for (const entry of entriesOf(folder)) {
    take(entry);
    read += 1;
    if (read % 500 !== 0) continue;
    await new Promise((resolve) => setImmediate(resolve));
    if (stopped()) return;
  }
}

export function* entriesOf(folder: string): Generator<JournalEntry> {
  if (existsSync(folder)) yield* eachEntry(folder);
}
