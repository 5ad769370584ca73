// Entries of a journal for tests, as they are read.
import type { JournalEntry } from '../../../../src/policy/journal.ts';

export function entry(event: string, fields: Readonly<Record<string, unknown>> = {}): JournalEntry {
  return { n: 0, time: '2026-01-31T12:00:00.000Z', prev: 'p', digest: 'd', ...fields, event };
}
