// Where the files of the journal lie and what they are called. A part is one file of one writer, and keeps its name when
// it is packed into the archive.
import { randomBytes } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, isMissing, namesIn } from './files.ts';

export interface Part {
  /** Its name, which its first entry is chained to. */
  readonly file: string;
  /** The journal's folder. */
  readonly folder: string;
  readonly isArchived: boolean;
}

export function pathOf({ file, folder, isArchived }: Part): string {
  return isArchived ? join(archiveOf(folder), `${file}${packed}`) : join(folder, file);
}

/** The names of the parts that are not archived, in the order in which they were begun. Throws when there is no folder. */
export function journalFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => pattern.test(name))
    .sort();
}

/**
 * Opens a part for reading; undefined when there is none. Throws for what is no file: a pipe would hold whoever reads
 * it for ever, and a link leads elsewhere.
 */
export function openPart(path: string): number | undefined {
  let handle: number;
  try {
    // Windows has neither of the two.
    handle = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  if (fstatSync(handle).isFile()) return handle;
  closeSync(handle);
  throw new Error('it is not a file');
}

/**
 * All parts in the order in which they were begun; one that stands in both places as it lies in the folder. The folder is
 * read before the archive, so that a part which moves meanwhile is in one of them.
 */
export function journalParts(folder: string): readonly Part[] {
  const files = journalFiles(folder);
  const parts = new Map<string, Part>();
  for (const file of archivedFiles(folder)) parts.set(file, { file, folder, isArchived: true });
  for (const file of files) parts.set(file, { file, folder, isArchived: false });
  return [...parts.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** The names of the parts in the archive; none where there is no archive. */
export function archivedFiles(folder: string): readonly string[] {
  return namesIn(archiveOf(folder))
    .filter((name) => name.endsWith(packed))
    .map((name) => name.slice(0, -packed.length))
    .filter((name) => pattern.test(name));
}

export function archiveOf(folder: string): string {
  return join(folder, 'archive');
}

const pattern = /^\d{8}T\d{9}Z-\d+-[0-9a-f]{8}\.jsonl$/;
const packed = '.gz';

/** Sorts by time; names the process, so that a later one can tell whether the writer still lives. */
export function newName(time: number): string {
  return `${stampOf(time)}-${process.pid}-${randomBytes(4).toString('hex')}.jsonl`;
}

/** The start of a part's name: a time that sorts as text. */
function stampOf(time: number): string {
  return new Date(time).toISOString().replaceAll(/[-:.]/g, '');
}

/** When a part was begun, as in its entries: ISO 8601 in UTC. */
export function begunAt(file: string): string {
  return file.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z.*$/, '$1-$2-$3T$4:$5:$6.$7Z');
}

/** Does the part's writer still run? A part with this process's id that is older than it had another writer. */
export function isRunning(file: string): boolean {
  const [stamp = '', id] = file.split('-');
  const pid = Number(id);
  if (pid === process.pid) return stamp >= stampOf(Date.now() - process.uptime() * 1000 - 1000);
  return isAlive(pid);
}

/** Is there a process with this id, be it another person's? */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
