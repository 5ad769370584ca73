// Follows the parts of the journal: reads what was added since the last look, in pieces, so that requests are answered
// in between; parts that were packed away are read once. Verifies nothing; whoever wants to know whether the record is whole asks `journal verify`.
import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { decodeEntry, type JournalEntry } from '../policy/journal.ts';
import type { LanguageStart } from '../protocol/language.ts';

export interface FollowedJournal {
  /** Hands over the entries that are new. A call while one runs waits for that and looks again. */
  look(take: (entry: JournalEntry) => void): Promise<void>;
}

const piece = 262_144;

export function followJournal({ folder, archive }: NonNullable<LanguageStart['journal']>): FollowedJournal {
  /** Bytes of each part that were read, up to the end of a line. A part keeps its name when it is packed. */
  const read = new Map<string, number>();
  let looking: Promise<void> = Promise.resolve();
  const lookNow = async (take: (entry: JournalEntry) => void): Promise<void> => {
    // The folder first: a part that moves meanwhile is in one of them.
    const names = await namesIn(folder, '.jsonl');
    for (const name of await namesIn(archive, `.jsonl${packed}`)) {
      const part = name.slice(0, -packed.length);
      if (read.has(part) || names.includes(part)) continue;
      read.set(part, Number.POSITIVE_INFINITY);
      const text = await readFile(join(archive, name)).then(unpack).then(String, () => '');
      for (const line of text.split('\n')) takeLine(line, take);
      await setImmediate();
    }
    for (const name of names) {
      const from = read.get(name) ?? 0;
      read.set(name, from + (await readFrom(join(folder, name), from, take)));
    }
  };
  return {
    look: (take) => (looking = looking.catch(() => {}).then(() => lookNow(take))),
  };
} // prettier-ignore

const packed = '.gz';
const unpack = promisify(gunzip);

async function namesIn(folder: string, end: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith(end)).sort();
}

/** Only decisions are of use here, and most of the work is to parse the others. */
function takeLine(line: string, take: (entry: JournalEntry) => void): void {
  const entry = line.includes('"event":"decision"') ? decodeEntry(line) : undefined;
  if (entry !== undefined) take(entry);
}

/** Gives the bytes of the complete lines that were read. A file that cannot be read is left for the next time. */
async function readFrom(path: string, from: number, take: (entry: JournalEntry) => void): Promise<number> {
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) return 0;
  try {
    let done = 0;
    let rest = Buffer.alloc(0);
    for (;;) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(piece), 0, piece, from + done + rest.length);
      if (bytesRead === 0) return done;
      const bytes = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
      const end = bytes.lastIndexOf(0x0a) + 1;
      for (const line of bytes.toString('utf8', 0, end).split('\n')) takeLine(line, take);
      done += end;
      rest = Buffer.from(bytes.subarray(end));
      await setImmediate();
    }
  } catch {
    return 0;
  } finally {
    await file.close();
  }
}
