// The journal as a list that can be filtered while one types: a short row for each entry in memory, in the order of
// time, read in small steps so that nothing waits for it. What an entry says in full is read again from its file.
import { closeSync, existsSync, fstatSync, readFileSync, readSync } from 'node:fs';
import { setImmediate as breathe } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { guardClassOf, numberOf, summaryOf, textOf } from '../policy/export/fields.ts';
import { decodeEntry, type JournalEntry } from '../policy/journal.ts';
import { decodeRuleRef, ruleKey } from '../policy/rules/count.ts';
import { linesOf } from './journalLines.ts';
import { countingDecisions, type Tallies } from './journalTally.ts';
import { journalParts, openPart, pathOf, type Part } from './journalParts.ts';

export interface IndexRow {
  /** ISO 8601 in UTC. */
  readonly time: string;
  readonly event: string;
  readonly session: string;
  readonly agent: string;
  readonly behavior: string;
  readonly layer: string;
  /** Of a decision; empty for all else. */
  readonly id: string;
  /** Of a decision: was a person asked? */
  readonly asked: boolean;
  /** The class of the guard that denied it, else empty. */
  readonly guard: string;
  /** What it is about, in one line. */
  readonly text: string;
  /** The rule that decided, by its `ruleKey`. */
  readonly rule: string | undefined;
  /** Where the entry stands. */
  readonly file: string;
  readonly at: number;
  readonly bytes: number;
}

export interface IndexFilter {
  readonly agent?: string | undefined;
  /** The start of the session's id. */
  readonly session?: string | undefined;
  readonly behavior?: string | undefined;
  readonly layer?: string | undefined;
  readonly event?: string | undefined;
  /** Stands anywhere in the row. */
  readonly text?: string | undefined;
}

export interface JournalIndex {
  /** Reads what was written since the last time. Calls that come meanwhile wait for the same reading. */
  refresh(): Promise<void>;
  readonly entries: number;
  /** The newest first. */
  page(filter: IndexFilter, offset: number, limit: number): { readonly total: number; readonly rows: readonly IndexRow[] };
  /** The whole entry of a row, or of a decision's id; undefined when it is not there any more. */
  entry(row: Pick<IndexRow, 'file' | 'at' | 'bytes'>): JournalEntry | undefined;
  /** The newest decisions, so many at the most. */
  decisions(most: number): readonly IndexRow[];
  /** A decision among the newest entries. */
  decision(id: string): IndexRow | undefined;
  /** How all decisions were made that were read so far. */
  readonly tallies: Tallies;
  /** How often each rule decided, and when last, by `ruleKey`. */
  uses(): ReadonlyMap<string, { readonly decided: number; readonly last: number }>;
  /** The newest calls that the guard denied, so many at the most of each of its classes. */
  guarded(most: number): ReadonlyMap<string, readonly IndexRow[]>;
} // prettier-ignore

/** `stepped` hears of each step of a long reading. */
export function indexJournal(folder: string, stepped: () => void = () => undefined): JournalIndex {
  const offsets = new Map<string, number>();
  let rows: IndexRow[] = [];
  let haystacks: string[] = [];
  const tallies = countingDecisions();
  let reading: Promise<void> | undefined;
  let last: { readonly key: string; readonly count: number; readonly found: readonly number[] } | undefined;

  const read = async (): Promise<void> => {
    const found: IndexRow[] = [];
    const ends = new Map<string, number>();
    for (const part of partsOf(folder)) {
      const { file } = part;
      for (const step of newLines(part, offsets.get(file) ?? 0)) {
        for (const { text, at, bytes } of step.lines) {
          const entry = decodeEntry(text);
          if (entry !== undefined) found.push(rowOf(entry, { file, at, bytes }));
        }
        ends.set(file, step.end);
        await breathe();
        stepped();
      }
    }
    // Invariant: a place moves on only together with the rows before it, so that a reading that fails is made again.
    for (const [file, end] of ends) offsets.set(file, end);
    if (found.length === 0) return;
    found.sort(byTime);
    for (const row of found) if (row.event === 'decision') tallies.add(row);
    const newest = rows.at(-1);
    const [first] = found;
    rows = rows.concat(found);
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
    page(filter, offset, limit) {
      const key = JSON.stringify(filter);
      // Scrolling asks for one page after the other of the same list.
      if (last?.key !== key || last.count !== rows.length)
        last = { key, count: rows.length, found: matching(rows, haystacks, filter) };
      const { found } = last;
      const from = found.length - offset;
      const wanted = found.slice(Math.max(0, from - limit), Math.max(0, from)).toReversed();
      return { total: found.length, rows: wanted.flatMap((at) => rows[at] ?? []) };
    },
    // Only files that were read are looked into, whatever name comes.
    entry: (row) => (offsets.has(row.file) ? entryAt(folder, row) : undefined),
    tallies,
    decision: (id) => rows.slice(-mostLookedAt).findLast((row) => row.id === id),
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
  };
} // prettier-ignore

/** Decisions of other windows may have come in between. */
const mostLookedAt = 2_000;

function matching(rows: readonly IndexRow[], haystacks: readonly string[], filter: IndexFilter): readonly number[] {
  const { agent, session, behavior, layer, event, text } = filter;
  const wanted = text === undefined || text.trim() === '' ? undefined : text.trim().toLowerCase();
  const found: number[] = [];
  for (const [at, row] of rows.entries()) {
    if (agent !== undefined && row.agent !== agent) continue;
    if (session !== undefined && !row.session.startsWith(session)) continue;
    if (behavior !== undefined && row.behavior !== behavior) continue;
    if (layer !== undefined && row.layer !== layer) continue;
    if (event !== undefined && row.event !== event) continue;
    if (wanted === undefined || haystacks[at]?.includes(wanted) === true) found.push(at);
  }
  return found;
} // prettier-ignore

function rowOf(entry: JournalEntry, place: Pick<IndexRow, 'file' | 'at' | 'bytes'>): IndexRow {
  const own = (name: string): string => textOf(entry, name);
  return {
    time: entry.time,
    event: entry.event,
    session: own('session'),
    agent: own('agent'),
    behavior: own('behavior'),
    layer: own('layer'),
    id: entry.event === 'decision' ? own('id') : '',
    asked: own('question') !== '' || (numberOf(entry, 'waited') ?? 0) > 0,
    rule: ruleOf(entry),
    guard: guardClassOf(entry),
    text: (entry.event === 'decision' ? own('subject') || own('tool') : summaryOf(entry)).slice(0, 300),
    ...place,
  };
}

function ruleOf({ event, rule }: JournalEntry): string | undefined {
  const ref = event === 'decision' ? decodeRuleRef(rule) : undefined;
  return ref === undefined ? undefined : ruleKey(ref);
}

function haystackOf({ text, event, layer, behavior, session }: IndexRow): string {
  return `${text} ${event} ${layer} ${behavior} ${session}`.toLowerCase();
}

function byTime(one: IndexRow, other: IndexRow): number {
  return one.time < other.time ? -1 : one.time > other.time ? 1 : 0;
}

function partsOf(folder: string): readonly Part[] {
  try {
    return journalParts(folder);
  } catch {
    return [];
  }
}

interface Line {
  readonly text: string;
  readonly at: number;
  readonly bytes: number;
}

const chunk = 1 << 20;

interface Step {
  readonly lines: readonly Line[];
  /** Where to read on: a place in the file, or that nothing comes any more. */
  readonly end: number;
}

/** What is in the archive does not grow: it is read once. */
const isWhole = Number.POSITIVE_INFINITY;

/** The whole lines behind a place in a file, in steps of about a megabyte; a line that is being written comes later. */
function* newLines(part: Part, from: number): Generator<Step> {
  if (from === isWhole) return;
  const handle = part.isArchived ? undefined : opened(pathOf(part));
  if (handle === undefined) return yield* archivedLines(part, from);
  try {
    let at = from;
    let size = chunk;
    for (const { size: whole } = fstatSync(handle); at < whole;) {
      const bytes = Buffer.allocUnsafe(Math.min(size, whole - at));
      const end = bytes.subarray(0, readSync(handle, bytes, 0, bytes.length, at)).lastIndexOf(10);
      if (end < 0) {
        if (bytes.length >= whole - at) return;
        size *= 4; // One line that is longer than the step.
        continue;
      }
      yield { lines: split(bytes.subarray(0, end + 1), at), end: at + end + 1 };
      at += end + 1;
    }
  } finally {
    closeSync(handle);
  }
}

/** A part that is not there any more was archived meanwhile. */
function opened(path: string): number | undefined {
  try {
    return openPart(path);
  } catch {
    return undefined;
  }
}

const step = 2_000;

function* archivedLines(part: Part, from: number): Generator<Step> {
  const packed = { ...part, isArchived: true };
  if (!existsSync(pathOf(packed))) return;
  let lines: Line[] = [];
  let at = 0;
  try {
    for (const line of linesOf(packed)) {
      // What was read before the part was archived is in the list already.
      if (at >= from) lines.push({ text: line.toString('utf8'), at, bytes: line.length });
      at += line.length + 1;
      if (lines.length < step) continue;
      yield { lines, end: at };
      lines = [];
    }
  } catch {
    // A damaged part shows what could be read of it; verifying says what is wrong.
  }
  yield { lines, end: isWhole };
}

function split(bytes: Buffer, from: number): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0, end = bytes.indexOf(10); end >= 0; start = end + 1, end = bytes.indexOf(10, start))
    lines.push({ text: bytes.toString('utf8', start, end), at: from + start, bytes: end - start });
  return lines;
}

function entryAt(folder: string, { file, at, bytes }: Pick<IndexRow, 'file' | 'at' | 'bytes'>): JournalEntry | undefined {
  try {
    const handle = opened(pathOf({ file, folder, isArchived: false }));
    if (handle === undefined) {
      const text = gunzipSync(readFileSync(pathOf({ file, folder, isArchived: true })));
      return decodeEntry(text.toString('utf8', at, at + bytes));
    }
    try {
      const line = Buffer.alloc(bytes);
      readSync(handle, line, 0, bytes, at);
      return decodeEntry(line.toString('utf8'));
    } finally {
      closeSync(handle);
    }
  } catch {
    return undefined;
  }
} // prettier-ignore
