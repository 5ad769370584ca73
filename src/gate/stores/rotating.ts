// Files of lines that grow: appended to, and numbered parts begun when one has its size. One writer for each name.
import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { ensureFolder, namesIn, writeAll } from '../files.ts';

export interface RotatingFiles {
  /** Appends one line to the newest part of `name`. Throws when that cannot be done. */
  append(name: string, line: string): void;
  /** Closes what was kept open for `name`: none of it is written to again soon. */
  leave(name: string): void;
}

export interface RotatingOptions {
  /** What the names of the parts end with. */
  readonly ending?: Ending;
  /** Bytes after which a new part is begun. */
  readonly most?: number;
  /** The first line of each part, counted from 1. */
  readonly head?: (part: number) => string;
}

type Ending = '.jsonl' | '.cast';

export function rotatingFiles(
  folder: string,
  { ending = '.jsonl', most = 8 * 1024 * 1024, head }: RotatingOptions = {},
): RotatingFiles {
  const parts = new Map<string, { part: number; bytes: number }>();
  return {
    append(name, line) {
      ensureFolder(folder);
      const length = Buffer.byteLength(line) + 1;
      const at = parts.get(name) ?? { part: 1, bytes: 0 };
      const { part, bytes } = at.bytes > 0 && at.bytes + length > most ? { part: at.part + 1, bytes: 0 } : at;
      const text = head && bytes === 0 ? `${head(part)}\n${line}\n` : `${line}\n`;
      const file = join(folder, `${name}.${String(part).padStart(4, '0')}${ending}`);
      parts.set(name, { part, bytes: appendLine(file, Buffer.from(text, 'utf8')) });
    },
    leave: (name) => void parts.delete(name),
  };
}

/** The complete lines of all parts of `name`, in order. Throws when a part is there and cannot be read. */
export function rotatedLines(folder: string, name: string): readonly string[] {
  return rotatedParts(folder, name).flatMap((file) => readFileSync(file, 'utf8').split('\n').slice(0, -1));
}

/** Absolute paths of the parts of `name`, in order. */
export function rotatedParts(folder: string, name: string, ending: Ending = '.jsonl'): readonly string[] {
  return namesIn(folder)
    .filter((one) => one.startsWith(`${name}.`) && one.endsWith(ending))
    .filter((one) => /^\d{4,}$/u.test(one.slice(name.length + 1, -ending.length)))
    .sort()
    .map((one) => join(folder, one));
}

/**
 * Appends to a file, which is made 0600 if need be; never through a link. A torn last line, left by a writer that was
 * ended while writing, is ended first, so that it spoils itself alone. Gives the file's size afterwards.
 */
export function appendLine(file: string, line: Uint8Array): number {
  const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW } = constants;
  if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink()) throw new Error(`${file} is a link`);
  const handle = openSync(file, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600);
  try {
    const { size } = fstatSync(handle);
    const last = Buffer.alloc(1);
    const torn = size > 0 && readSync(handle, last, 0, 1, size - 1) === 1 && last[0] !== lineEnd;
    writeAll(handle, torn ? Buffer.concat([Buffer.from([lineEnd]), line]) : line);
    return fstatSync(handle).size;
  } finally {
    closeSync(handle);
  }
}

const lineEnd = 10;
