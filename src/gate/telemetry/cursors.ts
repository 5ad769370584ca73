// How far each file of the journal was sent to which collector, on disk: what a window could not send any more, a later
// one goes on with. Each cursor belongs to one process; those of ended processes are taken over by whoever comes first.
import { readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from '../../protocol/decode.ts';
import { ensureFolder, isMissing, readIfThere, writeAtOnce } from '../files.ts';
import { isAlive } from '../journalParts.ts';

export interface Cursor {
  /** The journal's file. */
  readonly file: string;
  /** Everything before this byte was sent or given up. */
  readonly bytes: number;
  /** The number of the last entry before it; -1 before the first. */
  readonly n: number;
}

export interface Cursors {
  /** Those that this process left from before, and those of ended processes; for other collectors they are removed. */
  take(): readonly Cursor[];
  /** Does not wait for the disk: after a loss of power some entries are sent a second time. Never throws. */
  save(cursor: Cursor): void;
  remove(file: string): void;
}

export function openCursors(folder: string, url: string, failed: (error: unknown) => void): Cursors {
  const pathOf = (file: string, pid: number): string => join(folder, `${file}.${pid}.json`);
  const adopt = (name: string): readonly Cursor[] => {
    const [, file, owner] = /^(.+\.jsonl)\.(\d+)\.json$/u.exec(name) ?? [];
    if (file === undefined || (Number(owner) !== process.pid && isAlive(Number(owner)))) return [];
    const own = pathOf(file, process.pid);
    try {
      // Whoever renames it first has it.
      renameSync(join(folder, name), own);
      const cursor = decodeCursor(readIfThere(own), url);
      if (cursor?.file === file) return [cursor];
      rmSync(own, { force: true });
    } catch (error) {
      if (!isMissing(error)) failed(error);
    }
    return [];
  };
  return {
    take: () => names(folder).flatMap(adopt),
    save(cursor) {
      try {
        ensureFolder(folder);
        writeAtOnce(pathOf(cursor.file, process.pid), `${JSON.stringify({ ...cursor, url })}\n`, failed);
      } catch (error) {
        failed(error);
      }
    },
    remove: (file) => rmSync(pathOf(file, process.pid), { force: true }),
  };
}

function names(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function decodeCursor(text: string | undefined, url: string): Cursor | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    if (!isRecord(value) || value['url'] !== url) return undefined;
    const { file, bytes, n } = value;
    if (typeof file !== 'string' || !isCount(bytes) || typeof n !== 'number' || !Number.isSafeInteger(n)) return undefined;
    return { file, bytes, n };
  } catch {
    return undefined;
  }
} // prettier-ignore

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
