// The journal as a whole: whether it is, and what it says.
import { decodeEntry, type JournalEntry } from '../policy/journal.ts';
import { openChain, type Break } from './journalChain.ts';
import { linesOf } from './journalLines.ts';
import { begunAt, journalParts, type Part } from './journalParts.ts';
import { ambiguous, scanJournal, type JournalProblem, type ScanOptions } from './journalScan.ts';
import { problemOf } from './signal.ts';

export interface JournalReport {
  readonly files: number;
  /** So many of the files lie in the archive. */
  readonly archived: number;
  readonly entries: number;
  /** The first one of each file. */
  readonly problems: readonly JournalProblem[];
  /** What is no break of the chain but worth knowing. */
  readonly notes: readonly string[];
}

/** Verifies every chain, and that no file or end of a file is gone that another file names. */
export function verifyJournal(folder: string, options: Pick<ScanOptions, 'progress'> = {}): JournalReport {
  const { parts, problems, notes } = scanJournal(folder, options);
  return {
    files: parts.length,
    archived: parts.filter(({ part }) => part.isArchived).length,
    entries: parts.reduce((sum, one) => sum + one.entries, 0),
    problems,
    notes,
  };
}

/**
 * All entries by time, one at a time, those of a part in their order. Lines that are no entries are left out; the first
 * break of each part is told when the reading comes to it. Only parts that overlap in time are open together.
 */
export function* eachEntry(
  folder: string,
  problem: (found: JournalProblem) => void = () => {},
): Generator<JournalEntry> {
  const parts = journalParts(folder);
  const open: Reading[] = [];
  let begun = 0;
  try {
    for (;;) {
      let first = earliest(open);
      for (let part = parts[begun]; part !== undefined; part = parts[begun]) {
        if (first !== undefined && begunAt(part.file) > first.entry.time) break;
        begun += 1;
        const entries = entriesOf(part, problem);
        const start = entries.next();
        if (start.done !== true) open.push({ entries, entry: start.value });
        first = earliest(open);
      }
      if (first === undefined) return;
      yield first.entry;
      const next = first.entries.next();
      if (next.done === true) open.splice(open.indexOf(first), 1);
      else first.entry = next.value;
    }
  } finally {
    for (const { entries } of open) entries.return();
  }
}

interface Reading {
  readonly entries: Generator<JournalEntry, void>;
  entry: JournalEntry;
}

function earliest(open: readonly Reading[]): Reading | undefined {
  let first = open[0];
  for (const one of open) if (first !== undefined && one.entry.time < first.entry.time) first = one;
  return first;
}

function* entriesOf(part: Part, problem: (found: JournalProblem) => void): Generator<JournalEntry, void> {
  const chain = openChain(part.file);
  let at = 0;
  let isWhole = true;
  const tell = (broken: Break, line?: number): void => {
    if (isWhole) problem({ file: part.file, ...broken, ...(line === undefined ? {} : { line }) });
    isWhole = false;
  };
  try {
    for (const line of linesOf(part)) {
      at += 1;
      const broken = isWhole ? chain.follow(line) : undefined;
      const entry = decodeEntry(line.toString('utf8'));
      if (broken !== undefined || entry === undefined) tell(broken ?? ambiguous, at);
      if (entry !== undefined) yield entry;
    }
  } catch (error) {
    tell({ kind: 'unreadable', problem: `cannot be read: ${problemOf(error)}` });
  }
}
