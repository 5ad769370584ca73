// Writes the journal: one append-only file per writer. What `append` has accepted is in the kernel's hands when it
// returns, so that even a killed gate loses nothing.
// Invariant: `append` either wrote the whole entry or throws; a half-written line is taken back or left as the last
// line of a file that is not written to again.
import { randomBytes } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { genesis, seal, type JournalHead, type JournalRecord } from '../policy/journal.ts';
import type { Log } from './api.ts';
import { sha256 } from './digest.ts';
import { ensureFolder, writeAll } from './files.ts';
import { headsBeside, setTornAside, stampOf } from './journalFiles.ts';
import { problemOf } from './signal.ts';

export interface Journal {
  /** Throws when the entry cannot be written; then nothing may be allowed. */
  append(record: JournalRecord): void;
  /** Did this journal begin the file? */
  owns(file: string): boolean;
  /** Why the journal cannot be written; undefined while it can. */
  problem(): string | undefined;
  close(): void;
}

export interface JournalOptions {
  readonly folder: string;
  readonly log: Log;
  readonly now: () => number;
  /** Bytes after which a new file is begun. */
  readonly rotateAt?: number;
}

interface Part {
  readonly file: string;
  readonly handle: number;
  entries: number;
  bytes: number;
  head: string;
}

/** Opens the journal. Never throws: a journal that cannot be written says so, and every `append` tries again. */
export function openJournal({ folder, log, now, rotateAt = 32 * 1024 * 1024 }: JournalOptions): Journal {
  let part: Part | undefined;
  let last: JournalHead | undefined;
  let problem: string | undefined;
  let closed = false;
  const own = new Set<string>();

  const begin = (): Part => {
    ensureFolder(folder);
    const torn = setTornAside(folder);
    for (const name of torn) log.warn(`The journal file ${name} ended in a torn line, which was set aside.`);
    const file = fileName(now());
    own.add(file);
    const heads = headsBeside(folder);
    const known = last && !heads.some((head) => head.file === last?.file) ? [...heads, last] : heads;
    const handle = openSync(join(folder, file), 'ax', 0o600);
    const next: Part = { file, handle, entries: 0, bytes: 0, head: genesis(file) };
    write(next, { event: 'open', pid: process.pid, heads: known, ...(torn.length > 0 ? { torn } : {}) });
    return next;
  };
  const write = (to: Part, record: JournalRecord): void => {
    const place = { n: to.entries, time: new Date(now()).toISOString(), prev: to.head };
    const { line, digest } = seal(record, place, sha256);
    const bytes = Buffer.from(`${line}\n`, 'utf8');
    try {
      writeAll(to.handle, bytes);
    } catch (error) {
      takeBack(to);
      throw error;
    }
    to.entries += 1;
    to.bytes += bytes.length;
    to.head = digest;
  };
  const leave = (): void => {
    if (!part) return;
    last = { file: part.file, entries: part.entries, digest: part.head };
    closeSync(part.handle);
    part = undefined;
  };

  const append = (record: JournalRecord): void => {
    if (closed) throw new Error('the journal is closed');
    try {
      if (part && (part.bytes > rotateAt || fstatSync(part.handle).nlink === 0)) leave();
      part ??= begin();
      write(part, record);
      if (problem !== undefined) log.info('The journal can be written again.');
      problem = undefined;
    } catch (error) {
      if (error instanceof RangeError) throw error; // Of this entry, not of the journal.
      leave();
      if (problem === undefined) log.error(`The journal cannot be written: ${problemOf(error)}`);
      problem = problemOf(error);
      throw new Error(`the journal cannot be written: ${problem}`, { cause: error });
    }
  };

  try {
    part = begin();
  } catch (error) {
    problem = problemOf(error);
    log.error(`The journal cannot be written: ${problem}`);
  }
  return {
    append,
    owns: (file) => own.has(file),
    problem: () => problem,
    close() {
      if (closed) return;
      try {
        if (part) {
          append({ event: 'close' });
          fsyncSync(part.handle);
        }
      } catch (error) {
        log.error(`The journal could not be closed: ${problemOf(error)}`);
      }
      leave();
      closed = true;
    },
  };
}

/** Removes what a failed write has left; if that fails too, the file's last line stays torn. */
function takeBack(part: Part): void {
  try {
    ftruncateSync(part.handle, part.bytes);
  } catch {
    // The next start sets the torn line aside.
  }
}

/** Sorts by time; names the process so that a later one can tell whether the writer still lives. */
function fileName(time: number): string {
  return `${stampOf(time)}-${process.pid}-${randomBytes(4).toString('hex')}.jsonl`;
}
