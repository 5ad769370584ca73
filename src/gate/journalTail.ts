// Reads what the journals of other windows have got since they were last looked at. Cheap enough to be asked before each
// call: one look at the folder, and one at each file whose writer still runs.
import { closeSync, fstatSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { decodeEntry, type JournalEntry, type JournalHead } from '../policy/journal.ts';
import { isMissing } from './files.ts';
import { eventOf, openChain, type Chain } from './journalChain.ts';
import { linesOf } from './journalLines.ts';
import { isRunning, journalFiles, openPart } from './journalParts.ts';
import { problemOf } from './signal.ts';

export interface JournalTail {
  /**
   * What is wanted of the entries that others added; `torn` when a file went away or does not follow what was read of
   * it, and the whole must be read again. Throws when the folder cannot be read.
   */
  poll(): Polled | 'torn';
}

export interface Polled {
  /** By time. */
  readonly entries: readonly JournalEntry[];
  /** Why a file could not be read; what was read of the others is in the entries all the same. */
  readonly problem?: string;
}

export interface JournalTailOptions {
  readonly folder: string;
  /** How far each file is known, and files that are not looked at. */
  readonly known: readonly JournalHead[];
  readonly without: readonly string[];
  /** Is the file this gate's own? */
  readonly owns: (file: string) => boolean;
  /** The events whose entries are given. */
  readonly wants: (event: string) => boolean;
}

interface Followed {
  readonly file: string;
  readonly chain: Chain;
  offset: number;
  isClosed: boolean;
}

/** A change within so many milliseconds of a look may have left the folder's time as it was. */
const granularity = 1_000;

export function tailJournal({ folder, known, without, owns, wants }: JournalTailOptions): JournalTail {
  const seen = new Set<string>(without);
  const followed = new Map<string, Followed>();
  let mark = 0;
  let fresh = true;

  const look = (): void => {
    const { mtimeMs } = statSync(folder);
    if (mtimeMs === mark && !fresh) return;
    const isFresh = Math.abs(Date.now() - mtimeMs) < granularity;
    for (const file of journalFiles(folder)) {
      if (seen.has(file) || owns(file)) continue;
      const head = known.find((one) => one.file === file);
      // What a writer that is gone has left was read at the start.
      if (head === undefined || isRunning(file)) followed.set(file, startOf(folder, file, head));
      seen.add(file);
    }
    // Invariant: only a look that saw every file counts; one that failed is made again.
    mark = mtimeMs;
    fresh = isFresh;
  };
  return {
    poll() {
      look();
      const found: JournalEntry[] = [];
      let problem: string | undefined;
      for (const one of followed.values()) {
        try {
          const entries = grown(folder, one, wants);
          if (entries === 'torn') return 'torn';
          found.push(...entries);
          if (one.isClosed) followed.delete(one.file);
        } catch (error) {
          problem = problemOf(error);
        }
      }
      const entries = found.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
      return { entries, ...(problem !== undefined && { problem }) };
    },
  };
}

/** Behind the entries that are known. */
function startOf(folder: string, file: string, head: JournalHead | undefined): Followed {
  const chain = openChain(file, head);
  if (head === undefined) return { file, chain, offset: 0, isClosed: false };
  let offset = 0;
  let left = head.entries;
  for (const line of linesOf({ file, folder, isArchived: false })) {
    if (left === 0) break;
    offset += line.length + 1;
    left -= 1;
  }
  return { file, chain, offset, isClosed: false };
}

/** The wanted ones of the complete lines that were added to one file. */
function grown(
  folder: string,
  one: Followed,
  wants: JournalTailOptions['wants'],
): readonly JournalEntry[] | 'torn' {
  const path = join(folder, one.file);
  const size = sizeOf(path);
  if (size === one.offset) return none;
  if (size === undefined || size < one.offset) return 'torn';
  const bytes = readFrom(path, one.offset);
  const found: JournalEntry[] = [];
  let at = 0;
  for (let end = bytes.indexOf('\n'); end !== -1; end = bytes.indexOf('\n', at)) {
    const line = bytes.subarray(at, end);
    if (one.chain.follow(line) !== undefined) return 'torn';
    const event = eventOf(line) ?? '';
    const entry = wants(event) ? decodeEntry(line.toString('utf8')) : undefined;
    if (entry !== undefined) found.push(entry);
    else if (wants(event)) return 'torn';
    one.isClosed = event === 'close';
    at = end + 1;
  }
  one.offset += at;
  return found;
}

const none: readonly JournalEntry[] = [];

function sizeOf(path: string): number | undefined {
  try {
    return statSync(path).size;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function readFrom(path: string, offset: number): Buffer {
  const handle = openPart(path);
  if (handle === undefined) return Buffer.alloc(0);
  try {
    const bytes = Buffer.alloc(Math.max(0, fstatSync(handle).size - offset));
    return bytes.subarray(0, readSync(handle, bytes, 0, bytes.length, offset));
  } finally {
    closeSync(handle);
  }
}
