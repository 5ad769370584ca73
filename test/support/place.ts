// A folder of its own for a test, gone when the test ends: a home, a workspace and room for the rest.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { atExit } from './ending.ts';

export type Place = {
  /** Absolute, symlinks resolved. */
  readonly dir: string;
  /** An empty folder to serve as HOME. */
  readonly home: string;
  /** An empty folder to work in. */
  readonly workspace: string;
  /** Absolute path of a name below `dir`. */
  readonly path: (...names: string[]) => string;
  /** Writes a file below `dir`, with its folders; gives its absolute path. */
  readonly write: (name: string, text: string, mode?: number) => string;
  readonly read: (name: string) => string;
  readonly exists: (name: string) => boolean;
  readonly remove: () => void;
};

/** `owner` is a test's context, or `{ after }` of node:test; without one, call `remove` or leave it to the process's end. */
export function makePlace(owner?: { after(end: () => void): void }): Place {
  const dir = temporaryFolder('place-');
  const path = (...names: string[]) => join(dir, ...names);
  const place: Place = {
    dir,
    home: path('home'),
    workspace: path('ws'),
    path,
    write(name, text, mode) {
      const file = path(name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text, mode === undefined ? {} : { mode });
      return file;
    },
    read: (name) => readFileSync(path(name), 'utf8'),
    exists: (name) => existsSync(path(name)),
    remove: () => removeFolder(dir),
  };
  mkdirSync(place.home);
  mkdirSync(place.workspace);
  owner?.after(place.remove);
  return place;
}

/** An empty folder, absolute and without symlinks, that is removed when this process ends. */
export function temporaryFolder(prefix: string): string {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), prefix)));
  atExit(() => removeFolder(dir));
  return dir;
}

export function removeFolder(dir: string): void {
  // A program that is just ending may still write while its folder is emptied.
  for (let attempt = 1; ; attempt += 1) {
    try {
      rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
      return;
    } catch (error) {
      if (attempt === 30) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
}
