// Reads the files of the journal: their heads, their torn ends, and whether all that was written is still there.
import {
  appendFileSync,
  closeSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  truncateSync,
} from 'node:fs';
import { join } from 'node:path';
import { decodeEntry, headsOf, verifyChain, type JournalEntry, type JournalHead } from '../policy/journal.ts';
import { sha256 } from './digest.ts';
import { problemOf } from './signal.ts';

/** Each new file names so many of its newest neighbours; those name older ones, so that none can be removed unseen. */
const mostHeads = 50;

/** The journal's files in the order in which they were begun. Throws when the folder cannot be read. */
export function journalFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => /^\d{8}T\d{9}Z-\d+-[0-9a-f]{8}\.jsonl$/.test(name))
    .sort();
}

export function headsBeside(folder: string): readonly JournalHead[] {
  return journalFiles(folder)
    .slice(-mostHeads)
    .flatMap((file) => {
      const entry = lastEntry(join(folder, file));
      return entry ? [{ file, entries: entry.n + 1, digest: entry.digest }] : [];
    });
}

/**
 * Moves the incomplete last line of every file whose writer is gone into a `.torn` file beside it. Gives the names of
 * the files that had one.
 */
export function setTornAside(folder: string): readonly string[] {
  return journalFiles(folder).filter((file) => {
    const path = join(folder, file);
    const size = tornAt(path);
    if (size === undefined || isRunning(file)) return false;
    appendFileSync(`${path}.torn`, readFileSync(path).subarray(size), { mode: 0o600 });
    truncateSync(path, size);
    return true;
  });
}

export interface JournalProblem {
  readonly file: string;
  /** Counted from 1; undefined when the file as a whole is meant. */
  readonly line?: number;
  readonly problem: string;
}

export interface JournalReport {
  readonly files: number;
  readonly entries: number;
  readonly problems: readonly JournalProblem[];
  /** What is no break of the chain but worth knowing. */
  readonly notes: readonly string[];
}

/** Verifies every chain, and that no file or end of a file is gone that another file names. */
export function verifyJournal(folder: string): JournalReport {
  const { chains, problems: found, notes } = readChains(folder);
  const empty = [...chains].flatMap(([file, entries]) =>
    entries.length === 0 ? [{ file, problem: 'has no entries' }] : [],
  );
  const others = found.filter((one) => !empty.some(({ file }) => file === one.file));
  const entries = [...chains.values()].reduce((sum, one) => sum + one.length, 0);
  return { files: journalFiles(folder).length, entries, problems: [...empty, ...others], notes };
}

export interface Chains {
  /** The entries of each file whose chain holds; none of a file that stands where it is known to. */
  readonly chains: ReadonlyMap<string, readonly JournalEntry[]>;
  /** What can be read of the others. */
  readonly broken: ReadonlyMap<string, readonly JournalEntry[]>;
  readonly problems: readonly JournalProblem[];
  readonly notes: readonly string[];
  /** Where each file stands whose chain holds. */
  readonly heads: readonly JournalHead[];
}

/** Reads all files; of those that end where `known` says, the last entry alone. */
export function readChains(folder: string, known: readonly JournalHead[] = []): Chains {
  const problems: JournalProblem[] = [];
  const notes: string[] = [];
  const chains = new Map<string, readonly JournalEntry[]>();
  const broken = new Map<string, readonly JournalEntry[]>();
  const same = new Map<string, JournalHead>();
  for (const file of journalFiles(folder)) {
    const head = known.find((one) => one.file === file);
    const last = head === undefined ? undefined : lastEntry(join(folder, file));
    if (head !== undefined && last?.digest === head.digest && last.n + 1 === head.entries) {
      same.set(file, head);
      continue;
    }
    const before = problems.length;
    const { lines, torn } = readLines(join(folder, file), (problem) => problems.push({ file, problem }));
    if (problems.length > before) continue;
    if (torn) notes.push(`${file} ends in an incomplete line: its writer was ended while writing.`);
    const report = verifyChain(file, lines, sha256);
    if (report.ok) chains.set(file, report.entries);
    else {
      problems.push({ file, line: report.line, problem: report.problem });
      const entries = lines.flatMap((line) => decodeEntry(line) ?? []);
      broken.set(file, entries);
    }
  }
  const told = new Set(problems.map((one) => one.file));
  const present = new Set([...chains.keys(), ...same.keys()]);
  for (const head of [...known, ...[...chains.values()].flatMap((entries) => headsOf(entries[0]))]) {
    if (told.has(head.file) || same.has(head.file)) continue;
    const problem = headProblem(head, present, chains.get(head.file));
    if (problem === undefined) continue;
    told.add(head.file);
    problems.push({ file: head.file, problem });
  }
  const heads = [...chains].flatMap(([file, entries]) => {
    const last = entries.at(-1);
    return last === undefined ? [] : [{ file, entries: entries.length, digest: last.digest }];
  });
  return { chains, broken, problems, notes, heads: [...same.values(), ...heads] };
}

/** A list of heads that was written as JSON; undefined when it is not exactly one. */
export function decodeHeads(value: unknown): readonly JournalHead[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const heads = headsOf({ event: 'open', n: 0, time: '', prev: '', digest: '', heads: value });
  return heads.length === value.length ? heads : undefined;
}

/** The start of a file's name: a time that sorts as text. */
export function stampOf(time: number): string {
  return new Date(time).toISOString().replaceAll(/[-:.]/g, '');
}

/** All entries of all files by time; lines that are none are left out. */
export function readEntries(folder: string): readonly JournalEntry[] {
  return journalFiles(folder)
    .flatMap((file) =>
      readLines(join(folder, file), () => {}).lines.flatMap((line) => decodeEntry(line) ?? []),
    )
    .sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
}

function headProblem(
  head: JournalHead,
  present: ReadonlySet<string>,
  entries: readonly JournalEntry[] | undefined,
): string | undefined {
  if (!present.has(head.file)) return 'is missing: a later file names it';
  const at = entries?.[head.entries - 1];
  if (!at)
    return `had ${head.entries} entries when a later file was begun and has ${entries?.length ?? 0} now`;
  return at.digest === head.digest
    ? undefined
    : `entry ${head.entries} is not the one that a later file names`;
}

function readLines(
  path: string,
  problem: (text: string) => void,
): { lines: readonly string[]; torn: boolean } {
  try {
    const lines = readFileSync(path, 'utf8').split('\n');
    const rest = lines.pop();
    return { lines, torn: rest !== undefined && rest !== '' };
  } catch (error) {
    problem(`cannot be read: ${problemOf(error)}`);
    return { lines: [], torn: false };
  }
}

/** The last complete entry. Reads from the end, for files may be long. */
function lastEntry(path: string): JournalEntry | undefined {
  for (let most = 65_536; ; most *= 8) {
    const { text, whole } = tail(path, most);
    const lines = text.split('\n').slice(0, -1);
    const line = lines.at(-1);
    if (line !== undefined && (lines.length > 1 || whole)) return decodeEntry(line);
    if (whole) return undefined;
  }
}

/** Where the incomplete last line starts, in bytes; undefined when the last line is complete. */
function tornAt(path: string): number | undefined {
  if (tail(path, 1).text === '\n' || tail(path, 1).text === '') return undefined;
  return readFileSync(path).lastIndexOf('\n') + 1;
}

function tail(path: string, most: number): { text: string; whole: boolean } {
  const handle = openSync(path, 'r');
  try {
    const { size } = fstatSync(handle);
    const bytes = Buffer.alloc(Math.min(size, most));
    const read = readSync(handle, bytes, 0, bytes.length, size - bytes.length);
    return { text: bytes.toString('utf8', 0, read), whole: size <= most };
  } finally {
    closeSync(handle);
  }
}

/** Does the file's writer still run? A file with this process's id that is older than it had another writer. */
export function isRunning(file: string): boolean {
  const [stamp = '', id] = file.split('-');
  const pid = Number(id);
  if (pid === process.pid) return stamp >= stampOf(Date.now() - process.uptime() * 1000 - 1000);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
