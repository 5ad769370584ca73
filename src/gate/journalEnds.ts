// The ends of the journal's files: where each one stands, and the line that a killed writer left incomplete.
import { appendFileSync, closeSync, fstatSync, readFileSync, readSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { decodeEntry, type JournalEntry, type JournalHead } from '../policy/journal.ts';
import { isRunning, journalFiles, openPart } from './journalParts.ts';

/** Each new file names so many of its newest neighbours; those name older ones, so that none can be removed unseen. */
const mostHeads = 50;

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

/** Bytes of a part: far more than the gate writes into one. A longer file is not looked into. */
const longest = 256 * 1024 * 1024;

/** The last complete entry; undefined where there is none, or no file. Reads from the end, for files may be long. */
export function lastEntry(path: string): JournalEntry | undefined {
  for (let most = 65_536; most <= longest; most *= 8) {
    const { text, whole } = tail(path, most);
    const lines = text.split('\n').slice(0, -1);
    const line = lines.at(-1);
    if (line !== undefined && (lines.length > 1 || whole)) return decodeEntry(line);
    if (whole) return undefined;
  }
  return undefined;
}

/** Where the incomplete last line starts, in bytes; undefined when the last line is complete. */
export function tornAt(path: string): number | undefined {
  const { text, size } = tail(path, 1);
  return text === '\n' || text === '' || size > longest
    ? undefined
    : readFileSync(path).lastIndexOf('\n') + 1;
}

/** Another process may have moved the file into the archive; then nothing of it is here. */
function tail(path: string, most: number): { text: string; whole: boolean; size: number } {
  const handle = openOrNot(path);
  if (handle === undefined) return { text: '', whole: true, size: 0 };
  try {
    const { size } = fstatSync(handle);
    const bytes = Buffer.alloc(Math.min(size, most));
    const read = readSync(handle, bytes, 0, bytes.length, size - bytes.length);
    return { text: bytes.toString('utf8', 0, read), whole: size <= most, size };
  } finally {
    closeSync(handle);
  }
}

/** What cannot be opened has no end; `journal verify` says why. */
function openOrNot(path: string): number | undefined {
  try {
    return openPart(path);
  } catch {
    return undefined;
  }
}
