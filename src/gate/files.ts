// Files of the gate: written whole or not at all, readable by their owner only, and set aside when damaged.
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { open as openAsync } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Makes the folder, and takes away what group and others may do in it. Throws when that cannot be done. */
export function ensureFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const info = statSync(folder);
  if (!info.isDirectory()) throw new Error(`${folder} is not a folder`);
  if (process.platform !== 'win32' && (info.mode & 0o077) !== 0) chmodSync(folder, 0o700);
}

/** Replaces a file: temporary file beside it, flush, rename. Mode 0600. A reader sees the old text or the new one. */
export function writeAtomic(file: string, text: string): void {
  const draft = join(dirname(file), `.${basename(file)}.${randomBytes(8).toString('hex')}.tmp`);
  try {
    const handle = openSync(draft, 'wx', 0o600);
    try {
      writeAll(handle, Buffer.from(text, 'utf8'));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  flushFolder(dirname(file));
}

/**
 * As `writeAtomic`, but the flush comes after, in the background: for the latch, where a file that a loss of power
 * leaves damaged counts as engaged, and where waiting for the disk would hold up every answer of the gate.
 */
export function writeAtOnce(file: string, text: string, failed: (error: unknown) => void): void {
  const draft = join(dirname(file), `.${basename(file)}.${randomBytes(8).toString('hex')}.tmp`);
  try {
    const handle = openSync(draft, 'wx', 0o600);
    try {
      writeAll(handle, Buffer.from(text, 'utf8'));
    } finally {
      closeSync(handle);
    }
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  openAsync(file, 'r')
    .then(async (handle) => {
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
    })
    .catch(failed);
}

/** The text of a file; undefined when there is none. Throws for every other problem, also for a file over `most` bytes. */
export function readIfThere(file: string, most = 1_048_576): string | undefined {
  let handle;
  try {
    // A pipe would hold whoever opens it for ever. Where a system has no such flag, it counts as 0.
    handle = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    // Asked of what was opened: whatever lies at the path by now is another file.
    const info = fstatSync(handle);
    if (!info.isFile()) throw new Error(`${file} is not a file`);
    if (info.size > most) throw new Error(`${file} has ${info.size} bytes, more than ${most}`);
    return readFileSync(handle, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** The names in a folder; none when there is no folder. Throws for every other problem. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** A handle to a plain file; undefined when there is none, or a link, a folder or a pipe, which would hold up a reader. */
export function openPlain(file: string): number | undefined {
  let handle;
  try {
    // Where a system has no such flag, it counts as 0.
    handle = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    if (fstatSync(handle).isFile()) return handle;
  } catch {
    return undefined;
  }
  closeSync(handle);
  return undefined;
}

/** Renames a damaged file, so that it can be looked at and does no harm. The new name, or undefined if that failed. */
export function setAside(file: string, mark = 'damaged'): string | undefined {
  const aside = `${file}.${mark}-${randomBytes(4).toString('hex')}`;
  try {
    renameSync(file, aside);
    return aside;
  } catch {
    return undefined;
  }
}

export interface LoosePath {
  readonly path: string;
  readonly mode: number;
}

/** Files and folders below `folder` that others than the owner may read or change. Empty on Windows. */
export function loosePaths(folder: string): readonly LoosePath[] {
  if (process.platform === 'win32') return [];
  const found: LoosePath[] = [];
  const look = (path: string): void => {
    const info = lstatSync(path, { throwIfNoEntry: false });
    if (!info || info.isSymbolicLink()) return;
    if ((info.mode & 0o077) !== 0) found.push({ path, mode: info.mode & 0o777 });
    if (info.isDirectory()) for (const name of readdirSync(path)) look(join(path, name));
  };
  look(folder);
  return found;
}

export function isMissing(error: unknown): boolean {
  return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR';
}

/** The code of a system error, such as EACCES. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** A write may be short, on a full disk for instance: then this throws after what fitted. */
export function writeAll(handle: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at, bytes.length - at);
}

/** Makes a rename last through a loss of power. Windows has no such call. */
export function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } catch {
    // Some file systems refuse it; the rename itself has succeeded.
  } finally {
    closeSync(handle);
  }
}
