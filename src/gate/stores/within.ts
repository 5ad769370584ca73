// A folder of the gate's own below one that strangers may write to, such as a workspace: it is reached step by step,
// and no step may be a link, so that nothing a project brings along makes the gate write or read elsewhere.
import {
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { codeOf, isMissing } from '../files.ts';

export interface Within {
  /** The folder that the steps begin in. Absolute; it may itself be a link, for the person has chosen it. */
  readonly root: string;
  readonly names: readonly string[];
}

export interface InnerFolder {
  /**
   * The folder's path until `close`. On Linux it leads through the open folder itself, so that it stays the same
   * folder when somebody renames or replaces one on the way.
   */
  readonly path: string;
  close(): void;
}

/** How a person would name the folder. */
export function pathOf({ root, names }: Within): string {
  return join(root, ...names);
}

/**
 * Opens the folder; `create` makes what is missing of it, 0700, and takes away what others may do in it. Undefined
 * when it is not there and must not be made. Throws when a step is a link, no folder, or belongs to somebody else.
 */
export function openWithin(place: Within, create: boolean): InnerFolder | undefined {
  try {
    return existsSync(handles) ? byHandles(place, create) : byPath(place, create);
  } catch (error) {
    if (!create && isMissing(error)) return undefined;
    const code = codeOf(error);
    if (code === 'ELOOP' || code === 'ENOTDIR') throw new Error(notOurs(pathOf(place)), { cause: error });
    throw error;
  }
}

const handles = '/proc/self/fd';

function byHandles({ root, names }: Within, create: boolean): InnerFolder {
  let handle = openSync(root, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    for (const name of names) {
      const step = `${handles}/${handle}/${name}`;
      if (create) makeFolder(step);
      const next = openSync(step, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
      closeSync(handle);
      handle = next;
      const { uid, mode } = fstatSync(handle);
      if (uid !== process.getuid?.()) throw new Error(notOurs(join(root, ...names)));
      if (create && name === names.at(-1) && (mode & 0o077) !== 0) fchmodSync(handle, 0o700);
    }
  } catch (error) {
    closeSync(handle);
    throw error;
  }
  const open = handle;
  return { path: `${handles}/${open}`, close: () => closeSync(open) };
}

/** Where a folder cannot be held open: looks at each step, and afterwards at where they have led. */
function byPath({ root, names }: Within, create: boolean): InnerFolder {
  let path = root;
  for (const name of names) {
    path = join(path, name);
    if (create) makeFolder(path);
    const info = lstatSync(path);
    if (!info.isDirectory()) throw new Error(notOurs(path));
  }
  if (realpathSync(path) !== join(realpathSync(root), ...names)) throw new Error(notOurs(path));
  if (create && process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
    const handle = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    fchmodSync(handle, 0o700);
    closeSync(handle);
  }
  return { path, close() {} };
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

function notOurs(path: string): string {
  return `${path} is not used: on the way to it lies a link, a file, or a folder of another account`;
}
