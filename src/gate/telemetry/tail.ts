// Reads on in a file of the journal from where it was left: complete entries only, and never more than a batch. The
// journal's writer is not involved, and is not held up.
import { open, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { decodeEntry, type JournalEntry } from '../../policy/journal.ts';
import { isMissing } from '../files.ts';
import { pathOf } from '../journalParts.ts';

export interface Piece {
  readonly entries: readonly JournalEntry[];
  /** Where the next piece begins, in bytes. */
  readonly next: number;
  /** The size of the file when it was read. */
  readonly size: number;
}

export interface PieceLimits {
  readonly entries: number;
  readonly bytes: number;
}

export interface Tail {
  /** Undefined when the part is gone. Lines that are no entries are passed over. */
  readOn(file: string, from: number, limits: PieceLimits): Promise<Piece | undefined>;
}

/** A part that is packed into the archive before all of it was read is unpacked, and kept for the next piece. */
export function openTail(folder: string): Tail {
  let unpacked: { readonly file: string; readonly bytes: Buffer } | undefined;
  return {
    async readOn(file, from, limits) {
      const part = { file, folder, isArchived: false };
      const piece = await readFrom(pathOf(part), from, limits);
      if (piece) return piece;
      if (unpacked?.file !== file) {
        const packed = await ifThere(readFile(pathOf({ ...part, isArchived: true })));
        if (!packed) return undefined;
        unpacked = { file, bytes: await promisify<Buffer, Buffer>(gunzip)(packed) };
      }
      const { bytes } = unpacked;
      const { entries, used } = entriesIn(bytes.subarray(from), limits.entries);
      if (from + used >= bytes.length || used === 0) unpacked = undefined;
      return { entries, next: from + used, size: bytes.length };
    },
  };
}

async function readFrom(path: string, from: number, { entries: most, bytes }: PieceLimits): Promise<Piece | undefined> {
  const handle = await ifThere(open(path, 'r'));
  if (!handle) return undefined;
  try {
    const { size } = await handle.stat();
    for (let length = bytes; ; length *= 8) {
      const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - from)));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, from);
      const piece = entriesIn(buffer.subarray(0, bytesRead), most);
      // One line may be longer than a piece.
      if (piece.used > 0 || from + length >= size) return { entries: piece.entries, next: from + piece.used, size };
    }
  } finally {
    await handle.close();
  }
} // prettier-ignore

async function ifThere<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function entriesIn(buffer: Buffer, most: number): { readonly entries: readonly JournalEntry[]; readonly used: number } {
  const entries: JournalEntry[] = [];
  let used = 0;
  while (entries.length < most) {
    const end = buffer.indexOf(10, used);
    if (end < 0) break;
    const entry = decodeEntry(buffer.toString('utf8', used, end));
    if (entry) entries.push(entry);
    used = end + 1;
  }
  return { entries, used };
} // prettier-ignore
