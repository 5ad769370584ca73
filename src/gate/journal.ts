// Writes the journal: one append-only file per writer, begun anew when it is long or old. What `append` has accepted is
// in the kernel's hands when it returns, so that even a killed gate loses nothing.
// Invariant: `append` either wrote the whole entry or throws; a half-written line is taken back or left as the last
// line of a file that is not written to again.
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  genesis,
  journalFormat,
  membersOf,
  seal,
  type JournalHead,
  type JournalRecord,
} from '../policy/journal.ts';
import type { Log } from './api.ts';
import { sha256 } from './digest.ts';
import { ensureFolder, writeAll } from './files.ts';
import { headsBeside, setTornAside } from './journalEnds.ts';
import { newName } from './journalParts.ts';
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
  /** When a new file is begun; the usual limits are `rotation`. */
  readonly rotate?: Partial<Rotation>;
  /** Called after a file was begun. */
  readonly begun?: () => void;
}

export interface Rotation {
  readonly bytes: number;
  readonly milliseconds: number;
}

export const rotation: Rotation = { bytes: 32 * 1024 * 1024, milliseconds: 24 * 60 * 60 * 1000 };

interface Part {
  readonly file: string;
  readonly handle: number;
  readonly since: number;
  entries: number;
  bytes: number;
  head: string;
}

/** Opens the journal. Never throws: a journal that cannot be written says so, and every `append` tries again. */
export function openJournal({ folder, log, now, rotate, begun }: JournalOptions): Journal {
  const limits = { ...rotation, ...rotate };
  let part: Part | undefined;
  let last: JournalHead | undefined;
  let problem: string | undefined;
  let closed = false;
  const own = new Set<string>();

  const begin = (): Part => {
    ensureFolder(folder);
    const torn = setTornAside(folder);
    for (const name of torn) log.warn(`The journal file ${name} ended in a torn line, which was set aside.`);
    const since = now();
    const file = newName(since);
    own.add(file);
    const heads = headsBeside(folder);
    const known = last && !heads.some((head) => head.file === last?.file) ? [...heads, last] : heads;
    const path = join(folder, file);
    const handle = openSync(path, 'ax', 0o600);
    const next: Part = { file, handle, since, entries: 0, bytes: 0, head: genesis(file, sha256) };
    const opening = { event: 'open', format: journalFormat, pid: process.pid, heads: known };
    try {
      write(next, membersOf({ ...opening, ...(torn.length > 0 ? { torn } : {}) }));
    } catch (error) {
      // Or each try on a full disk would leave another empty file.
      closeSync(handle);
      if (next.bytes === 0) rmSync(path, { force: true });
      throw error;
    }
    return next;
  };
  const write = (to: Part, members: string): void => {
    const place = { n: to.entries, time: new Date(now()).toISOString(), prev: to.head };
    const { line, digest } = seal(members, place, sha256);
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
  const continued = (): Part => {
    if (part && isOver(part, limits, now())) {
      write(part, membersOf({ event: 'close', continued: true }));
      leave();
    }
    if (part) return part;
    part = begin();
    begun?.();
    return part;
  };

  const append = (record: JournalRecord): void => {
    if (closed) throw new Error('the journal is closed');
    const members = membersOf(record); // What it throws is of this entry, not of the journal.
    try {
      write(continued(), members);
      if (isGone(part)) {
        leave();
        write(continued(), members);
      }
      if (problem !== undefined) log.info('The journal can be written again.');
      problem = undefined;
    } catch (error) {
      leave();
      if (problem === undefined) log.error(`The journal cannot be written: ${problemOf(error)}`);
      problem = problemOf(error);
      throw new Error(`the journal cannot be written: ${problem}`, { cause: error });
    }
  };

  try {
    continued();
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

/** A clock that was set back makes a file old too, so that names keep their order. */
function isOver({ bytes, since }: Part, limits: Rotation, now: number): boolean {
  return bytes > limits.bytes || Math.abs(now - since) > limits.milliseconds;
}

/** Was the file removed while it was written to? Looked at after each entry, so that none goes where nobody reads it. */
function isGone(part: Part | undefined): boolean {
  return part !== undefined && fstatSync(part.handle).nlink === 0;
}

/** Removes what a failed write has left; if that fails too, the file's last line stays torn. */
function takeBack(part: Part): void {
  try {
    ftruncateSync(part.handle, part.bytes);
  } catch {
    // The next start sets the torn line aside.
  }
}
