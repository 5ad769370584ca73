// What the policy may ask about the machine, answered from the real file system. One set of facts serves one call:
// what it has looked up it does not look up again.
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  realpathSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, parse, sep } from 'node:path';
import { mostFileBytes, type Facts, type FileText, type Losses, type Platform } from '../policy/facts.ts';
import { isMissing } from './files.ts';
import { lossesWith } from './losses.ts';

export interface Surroundings {
  readonly home: string;
  readonly cwd: string;
  readonly roots: readonly string[];
  readonly own: readonly string[];
  /** Files that the settings name as saying who an agent is. */
  readonly identity?: readonly string[];
  /** All folders for temporary files: those of the system, and those that settings add. */
  readonly temporary: readonly string[];
}

/** The facts for one call. */
export function factsOf({ home, cwd, roots, own, identity = [], temporary }: Surroundings): Facts {
  const known = new Map<string, string | undefined>();
  let losses: Losses | undefined;
  const links = new Map<string, LinkTarget>();
  const look = (path: string): LinkTarget => {
    if (!links.has(path)) links.set(path, linkTarget(path));
    return links.get(path);
  };
  return {
    platform: platform(),
    home,
    cwd,
    roots,
    temporary,
    own,
    identity,
    realPath(path) {
      if (!known.has(path)) known.set(path, realPath(path, look));
      return known.get(path);
    },
    readText: (path) => readText(path),
    names,
    get losses() {
      return (losses ??= lossesWith());
    },
  };
}

/** Opens without waiting and without following a link, and reads only what is a regular file, at most so many bytes. */
export function readText(path: string, most = mostFileBytes): FileText | undefined {
  let file: number | undefined;
  try {
    // A pipe without a writer would hold whoever opens it; what is no file is told apart before and after.
    if (!lstatSync(path).isFile()) return undefined;
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
    const info = fstatSync(file);
    if (!info.isFile()) return undefined;
    const cut = info.size > most;
    const bytes = Buffer.alloc(Math.min(info.size, most));
    let length = 0;
    while (length < bytes.length) {
      const got = readSync(file, bytes, length, bytes.length - length, length);
      if (got === 0) break;
      length += got;
    }
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return { text: decoder.decode(bytes.subarray(0, length), { stream: cut }), cut };
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function names(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder);
  } catch (error) {
    return isMissing(error) ? [] : undefined;
  }
}

/** Systems that are none of the three behave like Linux. */
export function platform(): Platform {
  return process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux';
}

const mostLinks = 40;

/**
 * The path behind all symbolic links, those included that point to nothing yet. `..` goes up from where a link leads,
 * as the kernel does it. Undefined for a path that is not absolute, a loop, or a folder that may not be looked into.
 */
export function realPath(path: string, look: (path: string) => LinkTarget = linkTarget): string | undefined {
  if (!isAbsolute(path)) return undefined;
  let { root: real } = parse(path);
  // The names still to go, last one first.
  const parts = split(path.slice(real.length)).reverse();
  for (let links = 0; parts.length > 0;) {
    const name = parts.pop() ?? '';
    if (name === '..') {
      real = dirname(real);
      continue;
    }
    const next = real.endsWith(sep) ? real + name : real + sep + name;
    const target = look(next);
    if (target === unknown) return undefined;
    if (target === undefined) {
      real = next;
      continue;
    }
    links += 1;
    if (links > mostLinks) return undefined;
    const root = parse(target).root;
    if (isAbsolute(target)) real = root;
    parts.push(...split(target.slice(isAbsolute(target) ? root.length : 0)).reverse());
  }
  return spelled(real);
}

const unknown = Symbol('unknown');

type LinkTarget = string | typeof unknown | undefined;

/** Where the link leads; undefined for what is no link or does not exist. */
function linkTarget(path: string): LinkTarget {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(path) : undefined;
  } catch (error) {
    return isMissing(error) ? undefined : unknown;
  }
}

/** Where case does not matter, the spelling on disk, so that a path has one name. */
function spelled(path: string): string {
  if (process.platform !== 'win32' && process.platform !== 'darwin') return path;
  const rest: string[] = [];
  for (let at = path; ; at = dirname(at)) {
    try {
      return join(realpathSync.native(at), ...rest);
    } catch {
      if (at === dirname(at)) return path;
      rest.unshift(at.slice(dirname(at).length).replace(sep, ''));
    }
  }
}

function split(path: string): string[] {
  const parts = process.platform === 'win32' ? path.split(/[\\/]/) : path.split('/');
  return parts.filter((part) => part !== '' && part !== '.');
}

/** The system's folders for temporary files, with what lies behind their links. They stay while the program runs. */
export function temporaryFolders(): readonly string[] {
  const fixed = process.platform === 'win32' ? [] : ['/tmp', '/var/tmp'];
  const all = [tmpdir(), ...fixed];
  return [...new Set([...all, ...all.flatMap((folder) => realPath(folder) ?? [])])];
}
