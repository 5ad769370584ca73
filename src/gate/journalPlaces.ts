// Where entries of the journal stand in its files: the lines behind a place, and the entry at one.
import { closeSync, existsSync, fstatSync, readFileSync, readSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { decodeEntry, type JournalEntry } from '../policy/journal.ts';
import { linesOf } from './journalLines.ts';
import { openPart, pathOf, type Part } from './journalParts.ts';

export interface EntryPlace {
  /** The name of its part. */
  readonly file: string;
  readonly at: number;
  readonly bytes: number;
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

/**
 * The whole lines behind a place in a file, in steps of about a megabyte; a line that is being written comes later. What
 * cannot be read is told.
 */
export function* newLines(part: Part, from: number, tell: (error: unknown) => void): Generator<Step> {
  if (from === isWhole) return;
  const handle = part.isArchived ? undefined : opened(pathOf(part), tell);
  if (handle === undefined) return yield* archivedLines(part, from, tell);
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
function opened(path: string, tell: (error: unknown) => void): number | undefined {
  try {
    return openPart(path);
  } catch (error) {
    tell(error);
    return undefined;
  }
}

const step = 2_000;

function* archivedLines(part: Part, from: number, tell: (error: unknown) => void): Generator<Step> {
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
  } catch (error) {
    // A damaged part shows what could be read of it; verifying says what is wrong.
    tell(error);
  }
  yield { lines, end: isWhole };
}

function split(bytes: Buffer, from: number): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0, end = bytes.indexOf(10); end >= 0; start = end + 1, end = bytes.indexOf(10, start))
    lines.push({ text: bytes.toString('utf8', start, end), at: from + start, bytes: end - start });
  return lines;
}

/** Undefined when there is none any more. */
export function entryAt(folder: string, { file, at, bytes }: EntryPlace): JournalEntry | undefined {
  try {
    const handle = opened(pathOf({ file, folder, isArchived: false }), () => undefined);
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
