// A git work tree as far as its files show it: index, ignore files, branch and upstream. Nothing is run, and what is
// too large or not understood is unknown.
import { readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { readIndex, type IndexEntry } from './indexFile.ts';

export interface Repository {
  /** The root of the work tree. */
  readonly root: string;
  /** The folder with HEAD and index; that of the configuration differs in linked work trees. */
  readonly folder: string;
  readonly common: string;
}

/** The repository whose work tree holds the path. */
export function repositoryOf(path: string): Repository | undefined {
  for (let at = path; ; at = dirname(at)) {
    const folder = gitFolder(join(at, '.git'));
    if (folder !== undefined) return { root: at, folder, common: commonFolder(folder) };
    if (at === dirname(at)) return undefined;
  }
}

/** `.git` is a folder, or in linked work trees and submodules a file that names it. Source: gitrepository-layout(5). */
function gitFolder(path: string): string | undefined {
  try {
    if (statSync(path).isDirectory()) return path;
    const named = /^gitdir: (.+)$/mu.exec(small(path) ?? '')?.[1]?.trim();
    return named === undefined ? undefined : resolve(dirname(path), named);
  } catch {
    return undefined;
  }
}

function commonFolder(folder: string): string {
  const named = small(join(folder, 'commondir'))?.trim();
  return named === undefined || named === '' ? folder : isAbsolute(named) ? named : resolve(folder, named);
}

const mostIndex = 4 * 1024 * 1024;

/** Entries by path. A split index or one of another hash is not read. */
export function indexOf({ folder, common }: Repository): ReadonlyMap<string, IndexEntry> | undefined {
  try {
    const file = join(folder, 'index');
    if (/^[ \t]*objectformat[ \t]*=[ \t]*sha256/imu.test(small(join(common, 'config')) ?? '')) return undefined;
    const info = statSync(file, { throwIfNoEntry: false });
    if (info === undefined) return new Map();
    if (info.size > mostIndex) return undefined;
    const data = readFileSync(file);
    // The extension `link` names another file with most of the entries.
    if (data.includes('link', 12, 'latin1') && data.subarray(-80).includes('link', 0, 'latin1')) return undefined;
    const entries = readIndex(data);
    return entries === undefined ? undefined : new Map(entries.map((entry) => [entry.path, entry]));
  } catch {
    return undefined;
  }
} // prettier-ignore

/** The branch that is checked out, and where it is pushed to. */
export function branchOf({ folder, common }: Repository): { name: string; upstream: string | undefined } | undefined {
  const name = /^ref: refs\/heads\/(.+)$/mu.exec(small(join(folder, 'HEAD')) ?? '')?.[1]?.trim();
  if (name === undefined) return undefined;
  const config = small(join(common, 'config')) ?? '';
  const section = config.split(/^(?=[ \t]*\[)/mu).find((part) => part.trimStart().startsWith(`[branch "${name}"]`)) ?? '';
  const remote = /^[ \t]*remote[ \t]*=[ \t]*(\S+)[ \t\r]*$/mu.exec(section)?.[1];
  const merge = /^[ \t]*merge[ \t]*=[ \t]*refs\/heads\/(\S+)[ \t\r]*$/mu.exec(section)?.[1];
  return { name, upstream: remote === undefined || merge === undefined ? undefined : `${remote}/${merge}` };
} // prettier-ignore

/** A small text file; undefined when there is none. */
export function small(path: string): string | undefined {
  try {
    return statSync(path).size > 262_144 ? undefined : readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
