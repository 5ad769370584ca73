// Packs old parts of the journal into its archive, where they are verified and read like the others.
// Invariant: a part leaves the folder only when all of it stands in the archive, on the disk and read back from there.
import { randomBytes } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setImmediate as breath } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Log } from './api.ts';
import { ensureFolder, flushFolder, isMissing } from './files.ts';
import { lastEntry, tornAt } from './journalEnds.ts';
import { archiveOf, begunAt, isRunning, journalFiles, pathOf } from './journalParts.ts';
import { problemOf } from './signal.ts';

export interface ArchiveOptions {
  readonly folder: string;
  readonly log: Log;
  readonly now: () => number;
  /** Milliseconds from the beginning of a part; longer than any part is written to. */
  readonly after?: number;
}

const day = 24 * 60 * 60 * 1000;
const usual = 7 * day;

export interface Archive {
  /** Looks for old parts in the background, unless it is at it already. Never throws. */
  look(): void;
  /** Leaves undone what is not done yet. */
  close(): Promise<void>;
}

export function openArchive(options: ArchiveOptions): Archive {
  const ending = new AbortController();
  let looking: Promise<void> | undefined;
  return {
    look() {
      if (ending.signal.aborted) return;
      looking ??= archiveParts(options, ending.signal)
        .then(
          () => {},
          (error: unknown) =>
            options.log.warn(`The journal's old files cannot be archived: ${problemOf(error)}`),
        )
        .finally(() => (looking = undefined));
    },
    async close() {
      ending.abort();
      await looking;
    },
  };
}

/**
 * Archives what is old and not written to any more; gives the names. Several processes may do so at once. What fails is
 * logged and stays where it is. Throws when the folder cannot be read.
 */
export async function archiveParts(
  { folder, log, now, after = usual }: ArchiveOptions,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const archived: string[] = [];
  const isStopped = (): boolean => signal?.aborted === true;
  await breath();
  for (const file of journalFiles(folder)) {
    if (isStopped()) break;
    if (Date.parse(begunAt(file)) > now() - after) continue;
    try {
      if (isDone(folder, file) && (await pack(folder, file, isStopped))) archived.push(file);
    } catch (error) {
      if (!isStopped()) log.warn(`${file} could not be archived: ${problemOf(error)}`);
    }
  }
  removeDrafts(archiveOf(folder), now() - day);
  return archived;
}

/** A writer that lives may come back to a part that it has not closed. */
function isDone(folder: string, file: string): boolean {
  const path = join(folder, file);
  if (!isFile(path)) return false;
  return tornAt(path) === undefined && (lastEntry(path)?.event === 'close' || !isRunning(file));
}

/** False when another process was faster, when the part grew, or when there is no more time. */
async function pack(folder: string, file: string, isStopped: () => boolean): Promise<boolean> {
  const source = join(folder, file);
  const target = pathOf({ file, folder, isArchived: true });
  const draft = join(dirname(target), `.${basename(target)}.${randomBytes(8).toString('hex')}.tmp`);
  try {
    const bytes = await readFile(source);
    const packed = await zipped(bytes);
    if (isStopped()) return false;
    ensureFolder(dirname(target));
    await writeFlushed(draft, packed);
    if (!(await holds(draft, bytes))) throw new Error('it cannot be read back');
    if (isStopped() || statSync(source).size !== bytes.length) return false;
    if (!existsSync(target)) renameSync(draft, target);
    else if (!(await holds(target, bytes))) throw new Error('the archive has it with other entries');
    flushFolder(dirname(target));
    rmSync(source);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

const zipped = promisify(gzip);
const unzipped = promisify(gunzip);

async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function holds(path: string, bytes: Buffer): Promise<boolean> {
  return isFile(path) && bytes.equals(await unzipped(await readFile(path)));
}

/** A pipe would hold whoever reads it, and with it the end of the gate. */
function isFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** What a process left that was ended while it packed. */
function removeDrafts(archive: string, before: number): void {
  if (!existsSync(archive)) return;
  for (const name of readdirSync(archive)) {
    const path = join(archive, name);
    const time = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? before;
    if (/^\..*\.tmp$/.test(name) && time < before) rmSync(path, { force: true });
  }
}
