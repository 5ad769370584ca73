// What a deletion, an overwrite or a discard would cost: files and bytes at a path, and what git has of them. Only looks
// at files, runs nothing, and stops at its limits, so that a question never waits for it.
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, type Dirent, type Stats } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { GitState, Loss, Losses } from '../policy/facts.ts';
import { ignoredBy, readIgnore } from './git/ignore.ts';
import type { IndexEntry } from './git/indexFile.ts';
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
    at: (path) => remember(known, path, () => timed(deadline, (until) => lossAt(path, { limits, until, repository, index }))),
    workTree: (path) => repository(path)?.root,
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
}

function lossAt(path: string, walk: Walk): Loss | undefined {
  const info = look(path);
  if (info === undefined) return undefined;
  const repo = walk.repository(path);
  const index = repo === undefined ? undefined : walk.index(repo);
  const count = { files: 0, bytes: 0, kept: 0, changed: 0, untracked: 0, ignored: 0, complete: true, history: repo !== undefined && path === repo.folder };
  const examples: string[] = [];
  const seen = new Set<string>();
  const file = (place: string, stats: Stats | undefined, ignored: boolean): void => {
    count.files += 1;
    count.bytes += stats?.size ?? 0;
    if (repo === undefined || index === undefined) return;
    const name = relativeTo(repo, place);
    const entry = index.get(name);
    if (entry !== undefined) seen.add(name);
    const state = entry === undefined ? (ignored ? 'ignored' : 'untracked') : isKept(place, stats, entry) ? 'kept' : 'changed';
    count[state] += 1;
    if ((state === 'changed' || state === 'untracked') && examples.length < 2) examples.push(name);
  };
  const rules = repo === undefined ? undefined : ignoreRules(repo);
  if (!info.isDirectory()) file(path, info, rules?.(path, false) === true);
  else {
    const open = [{ folder: path, ignored: rules?.(path, true) === true }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const entry of list(next.folder, count)) {
        if (count.files >= walk.limits.files || performance.now() > walk.until) {
          count.complete = false;
          break;
        }
        const place = join(next.folder, entry.name);
        if (entry.name === '.git') {
          count.history ||= entry.isDirectory();
          continue;
        }
        const ignored = next.ignored || rules?.(place, entry.isDirectory()) === true;
        if (entry.isDirectory()) open.push({ folder: place, ignored });
        else file(place, look(place), ignored);
      }
      if (!count.complete) break;
    }
  }
  const { files, bytes, complete, history, kept, changed, untracked, ignored } = count;
  const kind = info.isDirectory() ? 'folder' : info.isSymbolicLink() ? 'link' : 'file';
  const missing = kind === 'folder' && complete && repo !== undefined && index !== undefined ? missingBelow(relativeTo(repo, path), index, seen) : 0;
  const git: GitState | undefined = index === undefined ? undefined : { kept, changed, untracked, ignored, missing, examples };
  return { kind, files, bytes, complete, history, git };
} // prettier-ignore

function relativeTo({ root }: Repository, path: string): string {
  return relative(root, path).split(sep).join('/');
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

function missingBelow(folder: string, index: Index, seen: ReadonlySet<string>): number {
  const prefix = folder === '' ? '' : `${folder}/`;
  let missing = 0;
  for (const [path, { submodule }] of index) if (!submodule && path.startsWith(prefix) && !seen.has(path)) missing += 1;
  return missing;
} // prettier-ignore

/** Asks the ignore files from the root of the work tree down to the folder of the path. */
function ignoreRules(repo: Repository): (path: string, isFolder: boolean) => boolean {
  const files = new Map<string, { readonly value: ReturnType<typeof readIgnore> }>();
  const rulesIn = (folder: string): ReturnType<typeof readIgnore> =>
    remember(files, folder, () => {
      const text = small(join(folder, '.gitignore')) ?? '';
      const shared = folder === repo.root ? `${small(join(repo.common, 'info', 'exclude')) ?? ''}\n` : '';
      return readIgnore(shared + text);
    });
  return (path, isFolder) => {
    const names = relativeTo(repo, path).split('/');
    // A folder that is ignored hides all that is below it.
    for (let depth = 1; depth <= names.length; depth += 1) {
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
