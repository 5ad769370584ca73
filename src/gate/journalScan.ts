// Goes over all parts of the journal once: is each chain whole, and is all still there that other parts name? Keeps
// what the caller wants of their entries, and else nothing, so that a long journal fits into little memory.
import { decodeEntry, headsOf, type JournalEntry, type JournalHead } from '../policy/journal.ts';
import { eventOf, openChain, type Break } from './journalChain.ts';
import { lastEntry } from './journalEnds.ts';
import { firstLine, linesOf } from './journalLines.ts';
import { archivedFiles, isRunning, journalParts, pathOf, type Part } from './journalParts.ts';
import { problemOf } from './signal.ts';

export interface JournalProblem extends Break {
  readonly file: string;
  /** Counted from 1; undefined when the file as a whole is meant. */
  readonly line?: number;
}

/** Where a part stood when it was last read. What is archived does not grow any more. */
export interface KnownHead extends JournalHead {
  readonly isArchived?: boolean;
}

export interface ScanOptions {
  /** Parts that still end there are not read again. */
  readonly known?: readonly KnownHead[];
  /** The events whose entries are kept. Of a broken part all that can be read. */
  readonly wants?: (event: string) => boolean;
  /** Called before each part, with how many of how many are done and the entries so far. */
  readonly progress?: (done: number, of: number, entries: number) => void;
}

export interface ScannedPart {
  readonly part: Part;
  /** Up to the first break. */
  readonly entries: number;
  /** The digest of the last of them. */
  readonly head: string;
  readonly kept: readonly JournalEntry[];
  readonly isWhole: boolean;
}

export interface Scan {
  readonly parts: readonly ScannedPart[];
  /** The first one of each file. */
  readonly problems: readonly JournalProblem[];
  /** What is no break of the chain but worth knowing. */
  readonly notes: readonly string[];
}

/** Throws when the folder cannot be read. */
export function scanJournal(folder: string, options: ScanOptions = {}): Scan {
  const { known = [], progress } = options;
  const { parts, named } = partsAndHeads(folder, known);
  const archived = new Set(archivedFiles(folder));
  const problems: JournalProblem[] = [];
  const notes: string[] = [];
  const scanned: ScannedPart[] = [];
  let entries = 0;
  for (const part of parts) {
    progress?.(scanned.length, parts.length, entries);
    const heads = named.get(part.file) ?? new Map<number, string>();
    const head = known.find((one) => one.file === part.file);
    const read =
      head !== undefined && isSame(part, head)
        ? { entries: head.entries, head: head.digest, kept: [], torn: false, found: undefined }
        : scanPart(part, heads, options);
    entries += read.entries;
    const found = read.found ?? twice(part, archived, read.head);
    if (found !== undefined) problems.push({ file: part.file, ...found });
    else notes.push(...notesOf(part, read, heads));
    scanned.push({ part, entries: read.entries, head: read.head, kept: read.kept, isWhole: found === undefined });
  }
  progress?.(scanned.length, parts.length, entries);
  const present = new Set(parts.map(({ file }) => file));
  for (const file of named.keys())
    if (!present.has(file)) problems.push({ file, kind: 'gone', problem: 'is missing: a later file names it' });
  return { parts: scanned, problems, notes };
} // prettier-ignore

/** For each file, what the entry with that count has as its digest, as other parts and the caller know it. */
type Named = ReadonlyMap<string, ReadonlyMap<number, string>>;

function partsAndHeads(
  folder: string,
  known: readonly JournalHead[],
): { readonly parts: readonly Part[]; readonly named: Named } {
  let parts = journalParts(folder);
  const read = new Set<string>();
  const named = new Map<string, Map<number, string>>();
  const name = ({ file, entries, digest }: JournalHead): void => {
    const heads = named.get(file) ?? new Map<number, string>();
    // Of two that contradict each other one is wrong, and then the part must not pass.
    heads.set(entries, heads.get(entries) === undefined ? digest : heads.get(entries) === digest ? digest : '');
    named.set(file, heads);
  };
  const readHeads = (): void => {
    for (const part of parts) if (!read.has(part.file)) headsIn(part).forEach(name);
    for (const { file } of parts) read.add(file);
  };
  known.forEach(name);
  readHeads();
  // A file that was begun while the folder was read may be missing in the list although a later one is in it.
  if ([...named.keys()].some((file) => !read.has(file))) {
    parts = journalParts(folder);
    readHeads();
  }
  return { parts, named };
} // prettier-ignore

/** What the first entry names, if it is whole. A part that cannot be read says so when it is read to its end. */
function headsIn(part: Part): readonly JournalHead[] {
  try {
    const line = firstLine(part);
    if (line === undefined || openChain(part.file).follow(line) !== undefined) return [];
    return headsOf(decodeEntry(line.toString('utf8')));
  } catch {
    return [];
  }
}

function isSame(part: Part, { entries, digest, isArchived = false }: KnownHead): boolean {
  if (part.isArchived) return isArchived;
  const last = lastEntry(pathOf(part));
  return last?.digest === digest && last.n + 1 === entries;
}

interface Read {
  readonly entries: number;
  readonly head: string;
  readonly kept: readonly JournalEntry[];
  readonly torn: boolean;
  readonly found: (Break & { readonly line?: number }) | undefined;
}

function scanPart(part: Part, heads: ReadonlyMap<number, string>, { wants }: ScanOptions): Read {
  const chain = openChain(part.file);
  const kept: JournalEntry[] = [];
  let found: Read['found'];
  let torn = false;
  let at = 0;
  const take = (line: Buffer): Break | undefined => {
    const broken = found === undefined ? chain.follow(line) : undefined;
    if (broken === undefined && wants?.(eventOf(line) ?? '') === true) {
      const entry = decodeEntry(line.toString('utf8'));
      if (entry === undefined) return ambiguous;
      kept.push(entry);
    }
    const digest = heads.get(chain.entries()) ?? chain.head();
    return broken ?? (digest === chain.head() ? undefined : replaced);
  };
  try {
    const lines = linesOf(part);
    let next = lines.next();
    while (next.done !== true) {
      at += 1;
      const broken = take(next.value);
      if (broken !== undefined) found ??= { ...broken, line: at };
      if (found !== undefined && wants === undefined) break;
      next = lines.next();
    }
    if (next.done === true) torn = next.value.length > 0;
    else lines.return(next.value);
  } catch (error) {
    found ??= { kind: 'unreadable', problem: `cannot be read: ${problemOf(error)}` };
  }
  found ??= shortened(heads, chain.entries());
  return { entries: chain.entries(), head: chain.head(), kept, torn, found };
}

const replaced: Break = { kind: 'replaced', problem: 'is not the entry that a later file names' };

/** Its bytes are what they were, but not every reader would take them for the same. */
export const ambiguous: Break = { kind: 'notAnEntry', problem: 'is not spelled as an entry is' };

function shortened(heads: ReadonlyMap<number, string>, entries: number): Break | undefined {
  const most = Math.max(0, ...heads.keys());
  if (most <= entries) return undefined;
  return {
    kind: 'shortened',
    problem: `had ${most} entries when a later file was begun and has ${entries} now`,
  };
}

/** A part that is being archived stands in both places for a moment, with the same entries. */
function twice(part: Part, archived: ReadonlySet<string>, head: string): Break | undefined {
  if (part.isArchived || !archived.has(part.file)) return undefined;
  const other = scanPart({ ...part, isArchived: true }, new Map(), {});
  return other.found === undefined && other.head === head
    ? undefined
    : { kind: 'twice', problem: 'stands in the archive with other entries' };
}

function notesOf(part: Part, { entries, torn }: Read, heads: ReadonlyMap<number, string>): readonly string[] {
  const { file } = part;
  if (torn) return [`${file} ends in an incomplete line: its writer was ended while writing.`];
  if (part.isArchived || heads.has(entries) || isRunning(file)) return [];
  if (entries === 0) return [`${file} has no entries: its writer was ended, or they were removed.`];
  if (lastEntry(pathOf(part))?.event === 'close') return [];
  return [`${file} was not closed: its writer was ended, or its last entries were removed.`];
}
