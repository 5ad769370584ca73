// The journal as a list that can be filtered while one types: a short row for each entry in memory, in the order of
// time, read in small steps so that nothing waits for it. What an entry says in full is read again from its file.
import { setImmediate as breathe } from 'node:timers/promises';
import { decodeEntry, type JournalEntry } from '../policy/journal.ts';
import { isMissing } from './files.ts';
import { daysOf, type Day } from './journalDays.ts';
import { journalParts, type Part } from './journalParts.ts';
import { entryAt, newLines, type EntryPlace } from './journalPlaces.ts';
import { fits, haystackOf, rowOf, type IndexFilter, type IndexRow } from './journalRows.ts';
import { countingDecisions, type Tallies } from './journalTally.ts';
import { problemOf } from './signal.ts';

export interface JournalIndex {
  /** Reads what was written since the last time. Calls that come meanwhile wait for the same reading. */
  refresh(): Promise<void>;
  readonly entries: number;
  /** What could not be read the last time, in words; undefined when all of it could. */
  readonly problem: string | undefined;
  /** The newest first. */
  page(
    filter: IndexFilter,
    offset: number,
    limit: number,
  ): { readonly total: number; readonly rows: readonly IndexRow[] };
  /** The days of all that fits, the newest first, in a time zone by its name. */
  days(filter: IndexFilter, zone: string | undefined): readonly Day[];
  /** The whole entry of a row; undefined when it is not there any more. */
  entry(row: EntryPlace): JournalEntry | undefined;
  /** The newest decisions, so many at the most. */
  decisions(most: number): readonly IndexRow[];
  /** The decision with this id. */
  decision(id: string): IndexRow | undefined;
  /** The rows before and after one in the list of all that fits. */
  beside(
    row: EntryPlace,
    filter: IndexFilter,
  ): { readonly newer: IndexRow | undefined; readonly older: IndexRow | undefined };
  /** What stands in a field of any row; what came last stands first. */
  values(field: IndexField): readonly string[];
  /** How all decisions were made that were read so far. */
  readonly tallies: Tallies;
  /** How often each rule decided, and when last, by `ruleKey`. */
  uses(): ReadonlyMap<string, { readonly decided: number; readonly last: number }>;
  /** The newest calls that the guard denied, so many at the most of each of its classes. */
  guarded(most: number): ReadonlyMap<string, readonly IndexRow[]>;
}

/** Fields of which the values are few enough to choose from. */
export const indexFields = ['event', 'behavior', 'layer', 'agent', 'session', 'tool', 'service'] as const;
export type IndexField = (typeof indexFields)[number];

/** `stepped` hears of each step of a long reading. */
export function indexJournal(folder: string, stepped: () => void = () => undefined): JournalIndex {
  const offsets = new Map<string, number>();
  let rows: IndexRow[] = [];
  let haystacks: string[] = [];
  const tallies = countingDecisions();
  let reading: Promise<void> | undefined;
  let problem: string | undefined;
  let last: { readonly key: string; readonly count: number; readonly found: readonly number[] } | undefined;
  /** By field: each value, in the order in which it was last seen. */
  const seen = new Map<IndexField, Set<string>>(indexFields.map((field) => [field, new Set()]));

  const note = (row: IndexRow): void => {
    for (const [field, values] of seen)
      for (const value of field === 'service' ? row.services : [row[field]]) {
        if (value === '') continue;
        values.delete(value);
        values.add(value);
      }
  };
  const found = (filter: IndexFilter): readonly number[] => {
    const key = JSON.stringify(filter);
    // Scrolling asks for one page after the other of the same list.
    if (last?.key !== key || last.count !== rows.length)
      last = { key, count: rows.length, found: matching(rows, haystacks, filter) };
    return last.found;
  };
  const partsNow = (): readonly Part[] => {
    try {
      return journalParts(folder);
    } catch (error) {
      // Before the first entry there is no folder.
      if (!isMissing(error)) problem = `The journal cannot be read: ${problemOf(error)}`;
      return [];
    }
  };

  const read = async (): Promise<void> => {
    const fresh: IndexRow[] = [];
    const ends = new Map<string, number>();
    problem = undefined;
    const tell = (file: string) => (error: unknown) => (problem ??= `${file} cannot be read: ${problemOf(error)}`);
    for (const part of partsNow()) {
      const { file } = part;
      for (const step of newLines(part, offsets.get(file) ?? 0, tell(file))) {
        for (const { text, at, bytes } of step.lines) {
          const entry = decodeEntry(text);
          if (entry !== undefined) fresh.push(rowOf(entry, { file, at, bytes }));
        }
        ends.set(file, step.end);
        await breathe();
        stepped();
      }
    }
    // Invariant: a place moves on only together with the rows before it, so that a reading that fails is made again.
    for (const [file, end] of ends) offsets.set(file, end);
    if (fresh.length === 0) return;
    fresh.sort(byTime);
    for (const row of fresh) if (row.event === 'decision') tallies.add(row);
    const newest = rows.at(-1);
    const [first] = fresh;
    rows = rows.concat(fresh);
    fresh.forEach(note);
    if (newest !== undefined && first !== undefined && byTime(first, newest) < 0) {
      rows.sort(byTime);
      haystacks = [];
    }
    for (const row of rows.slice(haystacks.length)) haystacks.push(haystackOf(row));
    last = undefined;
    stepped();
  };

  return {
    refresh() {
      reading ??= read().finally(() => (reading = undefined));
      return reading;
    },
    get entries() {
      return rows.length;
    },
    get problem() {
      return problem;
    },
    page(filter, offset, limit) {
      const all = found(filter);
      const from = all.length - offset;
      const wanted = all.slice(Math.max(0, from - limit), Math.max(0, from)).toReversed();
      return { total: all.length, rows: wanted.flatMap((at) => rows[at] ?? []) };
    },
    days(filter, zone) {
      const all = found(filter);
      return daysOf(all.length, (at) => rows[all[all.length - 1 - at] ?? 0]?.time ?? '', zone);
    },
    // Only files that were read are looked into, whatever name comes.
    entry: (row) => (offsets.has(row.file) ? entryAt(folder, row) : undefined),
    tallies,
    uses() {
      const found = new Map<string, { decided: number; last: number }>();
      for (const { rule, time } of rows) {
        if (rule === undefined) continue;
        const last = Date.parse(time);
        found.set(rule, { decided: (found.get(rule)?.decided ?? 0) + 1, last: Number.isNaN(last) ? 0 : last });
      }
      return found;
    },
    guarded(most) {
      const found = new Map<string, IndexRow[]>();
      for (let at = rows.length - 1; at >= 0; at -= 1) {
        const row = rows[at];
        if (row === undefined || row.guard === '') continue;
        const hits = found.get(row.guard) ?? [];
        if (hits.length < most) found.set(row.guard, [...hits, row]);
      }
      return found;
    },
    decisions: (most) => rows.filter(({ event }) => event === 'decision').slice(-most).toReversed(),
    decision: (id) => (id === '' ? undefined : rows.findLast((row) => row.id === id)),
    beside({ file, at }, filter) {
      const all = found(filter);
      const place = all.findLastIndex((one) => rows[one]?.at === at && rows[one].file === file);
      if (place < 0) return { newer: undefined, older: undefined };
      const [newer, older] = [all[place + 1], all[place - 1]];
      return { newer: newer === undefined ? undefined : rows[newer], older: older === undefined ? undefined : rows[older] };
    },
    values: (field) => [...(seen.get(field) ?? [])].toReversed(),
  };
} // prettier-ignore

function matching(
  rows: readonly IndexRow[],
  haystacks: readonly string[],
  filter: IndexFilter,
): readonly number[] {
  const wanted = fits(filter);
  const found: number[] = [];
  for (const [at, row] of rows.entries()) if (wanted(row, haystacks[at] ?? '')) found.push(at);
  return found;
}

function byTime(one: IndexRow, other: IndexRow): number {
  return one.time < other.time ? -1 : one.time > other.time ? 1 : 0;
}
