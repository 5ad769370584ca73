// What the policy may ask about the machine, answered from the real file system. One set of facts serves one call:
// what it has looked up it does not look up again.
import { lstatSync, readFileSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, parse, sep } from 'node:path';
import type { Facts, Platform } from '../policy/facts.ts';
import { isMissing } from './files.ts';
import { lossesWith } from './losses.ts';

export interface Surroundings {
  readonly home: string;
  readonly cwd: string;
  readonly roots: readonly string[];
  readonly own: readonly string[];
  /** All folders for temporary files: those of the system, and those that settings add. */
  readonly temporary: readonly string[];
}

/** The facts for one call. */
export function factsOf({ home, cwd, roots, own, temporary }: Surroundings): Facts {
  const known = new Map<string, string | undefined>();
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
    realPath(path) {
      if (!known.has(path)) known.set(path, realPath(path, look));
      return known.get(path);
    },
    readText,
    losses: lossesWith(),
  };
}

/** Systems that are none of the three behave like Linux. */
export function platform(): Platform {
  return process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux';
}

const mostBytes = 262_144;

function readText(path: string): string | undefined {
  try {
    const info = statSync(path);
    return info.isFile() && info.size <= mostBytes ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
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
