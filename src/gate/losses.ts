// What a deletion, an overwrite or a discard would cost: files and bytes at a path, and what git has of them. Only looks
// at files, runs nothing, and stops at its limits, so that a question never waits for it.
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, type Dirent, type Stats } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { GitState, Loss, Losses } from '../policy/facts.ts';
import { isMissing } from './files.ts';
import { ignoredBy, readIgnore } from './git/ignore.ts';
import type { IndexEntry } from './git/indexFile.ts';
import { hasStaged } from './git/staged.ts';
import { branchOf, indexOf, repositoryOf, small, type Repository } from './git/repository.ts';

export interface LossLimits {
  readonly files: number;
  readonly milliseconds: number;
}

const usual: LossLimits = { files: 10_000, milliseconds: 15 };

/** One set of answers serves one call: what was looked up is not looked up again, and all answers share the limits. */
export function lossesWith(limits: LossLimits = usual): Losses {
  const known = new Map<string, { readonly value: Loss | undefined }>();
  const repositories = new Map<string, { readonly value: Repository | undefined }>();
  const indexes = new Map<string, { readonly value: Index | undefined }>();
  const repository = (path: string): Repository | undefined => remember(repositories, path, () => repositoryOf(path));
  const index = (repo: Repository): Index | undefined => remember(indexes, repo.root, () => indexOf(repo));
  const deadline = { left: limits.milliseconds };
  return {
    at: (path, ignored) => remember(known, `${ignored ?? ''}\0${path}`, () => timed(deadline, (until) => lossAt(path, { limits, until, repository, index, skip: ignored === 'skip' }))),
    workTree: (path) => repository(path)?.root,
    staged(path) {
      const repo = repository(path);
      return repo === undefined ? undefined : hasStaged(repo);
    },
    branch(path) {
      const repo = repository(path);
      return repo === undefined ? undefined : branchOf(repo);
    },
  };
} // prettier-ignore

type Index = ReadonlyMap<string, IndexEntry>;

function remember<T>(known: Map<string, { readonly value: T }>, key: string, make: () => T): T {
  const old = known.get(key);
  if (old !== undefined) return old.value;
  const value = make();
  known.set(key, { value });
  return value;
}

/** Counts the time that is used against the time that is left. */
function timed<T>(budget: { left: number }, run: (until: number) => T): T {
  const started = performance.now();
  const result = run(started + Math.max(2, budget.left));
  budget.left -= performance.now() - started;
  return result;
}

interface Walk {
  readonly limits: LossLimits;
  readonly until: number;
  readonly repository: (path: string) => Repository | undefined;
  readonly index: (repository: Repository) => Index | undefined;
  /** Folders that git ignores are left out. */
  readonly skip: boolean;
}

/** So many files are looked at even when the time is over, so that an answer says something. */
const atLeast = 100;

function lossAt(path: string, walk: Walk): Loss | undefined {
  const info = look(path);
  if (info === undefined) return isThere(path) ? unknown : undefined;
  const repo = walk.repository(path);
  const index = repo === undefined ? undefined : walk.index(repo);
  const start = repo === undefined ? '' : relative(repo.root, path).split(sep).join('/');
  const isIgnored = repo === undefined ? () => false : ignoreRules(repo);
  const count = { files: 0, bytes: 0, sized: true, kept: 0, changed: 0, untracked: 0, ignored: 0, tracked: 0, complete: true };
  const examples: string[] = [];
  const file = (place: string, name: string, stats: Stats | undefined, ignored: () => boolean): void => {
    count.files += 1;
    if (stats === undefined) count.sized = false;
    count.bytes += stats?.size ?? 0;
    if (index === undefined) return;
    const entry = index.get(name);
    if (entry !== undefined) count.tracked += 1;
    const state = entry === undefined ? (ignored() ? 'ignored' : 'untracked') : isKept(place, stats, entry) ? 'kept' : 'changed';
    count[state] += 1;
    if ((state === 'changed' || state === 'untracked') && examples.length < 2) examples.push(name);
  };
  let history = repo !== undefined && path === repo.folder;
  if (!info.isDirectory()) file(path, start, info, () => isIgnored(start, false));
  else {
    const open = [{ folder: path, name: start, ignored: start !== '' && isIgnored(start, true) }];
    for (let next = open.pop(); next !== undefined && count.complete; next = open.pop()) {
      const { folder, name, ignored } = next;
      for (const entry of list(folder, count)) {
        if (count.files >= walk.limits.files || (count.files >= atLeast && performance.now() > walk.until)) {
          count.complete = false;
          break;
        }
        const isFolder = entry.isDirectory();
        if (entry.name === '.git') {
          history ||= isFolder;
          continue;
        }
        const place = `${folder}${sep}${entry.name}`;
        const inner = name === '' ? entry.name : `${name}/${entry.name}`;
        const hidden = (): boolean => ignored || isIgnored(inner, isFolder, 'itself');
        // What git ignores is counted; its size is not worth the time.
        const sizes = index?.has(inner) !== false || count.files < atLeast;
        if (!isFolder) file(place, inner, sizes ? look(place) : undefined, hidden);
        else {
          const below = { folder: place, name: inner, ignored: hidden() };
          if (!below.ignored || !walk.skip) open.push(below);
        }
      }
    }
  }
  const { files, bytes, complete, kept, changed, untracked, ignored, tracked } = count;
  const kind = info.isDirectory() ? 'folder' : info.isSymbolicLink() ? 'link' : 'file';
  const missing = kind === 'folder' && complete && index !== undefined ? trackedBelow(start, index) - tracked : 0;
  const git: GitState | undefined = index === undefined ? undefined : { kept, changed, untracked, ignored, missing, examples };
  return { kind, files, bytes: count.sized ? bytes : undefined, complete, history, git };
} // prettier-ignore

const unknown: Loss = {
  kind: 'folder',
  files: 0,
  bytes: undefined,
  complete: false,
  history: false,
  git: undefined,
};

/** False only where it is certain that nothing is there. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    return !isMissing(error);
  }
}

function look(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function list(folder: string, count: { complete: boolean }): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    count.complete = false;
    return [];
  }
}

const mostHashed = 1_048_576;

/**
 * Is the file what git has of it? Size and time decide, as for git; where the time differs, the content does. A file
 * that git would convert when it stores it counts as changed: rather one loss too many than one too few.
 */
function isKept(path: string, stats: Stats | undefined, { size, modified, object, submodule }: IndexEntry): boolean {
  if (stats === undefined || submodule || !stats.isFile() || stats.size % 2 ** 32 !== size) return false;
  if (Math.abs(stats.mtimeMs - modified) < 1 && stats.mtimeMs < Date.now() - 3_000) return true;
  if (stats.size > mostHashed) return false;
  try {
    const data = readFileSync(path);
    return createHash('sha1').update(`blob ${data.length}\0`).update(data).digest('hex') === object;
  } catch {
    return false;
  }
} // prettier-ignore

/** Submodules are folders, and are not counted among the files. */
function trackedBelow(folder: string, index: Index): number {
  const prefix = folder === '' ? '' : `${folder}/`;
  let count = 0;
  for (const [path, { submodule }] of index) if (!submodule && path.startsWith(prefix)) count += 1;
  return count;
}

/**
 * Asks the ignore files from the root of the work tree down to the folder of the path. `itself`: the folders above it
 * are known not to be ignored.
 */
function ignoreRules(repo: Repository): (path: string, isFolder: boolean, only?: 'itself') => boolean {
  const files = new Map<string, { readonly value: ReturnType<typeof readIgnore> }>();
  const rulesIn = (folder: string): ReturnType<typeof readIgnore> =>
    remember(files, folder, () => {
      const text = small(join(folder, '.gitignore')) ?? '';
      const shared = folder === repo.root ? `${small(join(repo.common, 'info', 'exclude')) ?? ''}\n` : '';
      return readIgnore(shared + text);
    });
  return (path, isFolder, only) => {
    const names = path.split('/');
    for (let depth = only === 'itself' ? names.length : 1; depth <= names.length; depth += 1) {
      const folder = depth < names.length || isFolder;
      let ignored: boolean | undefined;
      for (let from = 0; from < depth; from += 1) {
        const inner = names.slice(from, depth).join('/');
        ignored = ignoredBy(rulesIn(join(repo.root, ...names.slice(0, from))), inner, folder) ?? ignored;
      }
      if (ignored === true) return true;
    }
    return false;
  };
} // prettier-ignore
