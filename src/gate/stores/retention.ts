// Which files of sessions are stale: older than the retention that the person has set, and of no session that still
// runs. Nothing is removed that was not listed before.
import { existsSync } from 'node:fs';
import type { Log } from '../api.ts';
import { foldersAbove } from '../claudePlaces.ts';
import type { SessionFiles } from '../sessionFiles.ts';
import { problemOf } from '../signal.ts';
import {
  listPromptFiles,
  removePromptFile,
  statePlace,
  workspacePlace,
  type StoredPrompts,
} from './promptFiles.ts';
import { pathOf, type Within } from './within.ts';

export interface Retention {
  /** 0 keeps everything. */
  readonly days: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Sessions that still run, or have left something running. */
  readonly running: ReadonlySet<string>;
}

const day = 86_400_000;

/** The oldest first. A place that cannot be looked into has nothing stale. */
export function stalePromptFiles(
  places: readonly Within[],
  { days, now, running }: Retention,
): readonly StoredPrompts[] {
  if (days <= 0) return [];
  return places
    .flatMap((place) => {
      try {
        return listPromptFiles(place);
      } catch {
        return [];
      }
    })
    .filter(({ id, changedAt }) => changedAt < now - days * day && !running.has(id))
    .sort((a, b) => a.changedAt - b.changedAt);
}

export interface Pruned {
  readonly removed: readonly StoredPrompts[];
  /** One sentence for each file that is still there. */
  readonly problems: readonly string[];
}

export function removePromptFiles(files: readonly StoredPrompts[]): Pruned {
  const removed: StoredPrompts[] = [];
  const problems: string[] = [];
  for (const file of files) {
    try {
      removePromptFile(file.place, file.id);
      removed.push(file);
    } catch (error) {
      problems.push(`${file.path} cannot be removed: ${problemOf(error)}`);
    }
  }
  return { removed, problems };
}

/** The folder of state, and the folders of all workspaces in or above the given working folders that have one. */
export function promptPlaces(stateDir: string, folders: readonly string[]): readonly Within[] {
  const roots = new Set(folders.flatMap((folder) => foldersAbove(folder)));
  const places = [...roots].map(workspacePlace).filter((place) => existsSync(pathOf(place)));
  return [statePlace(stateDir), ...places];
}

export interface PruneParts {
  readonly stateDir: string;
  readonly roots: readonly string[];
  readonly days: number;
  readonly now: number;
  readonly files: Pick<SessionFiles, 'all'>;
  readonly log: Log;
  readonly note: (event: string, details: Readonly<Record<string, unknown>>) => void;
}

/** Removes the stale files of the given workspaces and of the folder of state. Never throws. */
export function pruneStale({ stateDir, roots, days, now, files, log, note }: PruneParts): void {
  const running = new Set(files.all().map(({ id }) => id));
  const places = [statePlace(stateDir), ...roots.map(workspacePlace)];
  const { removed, problems } = removePromptFiles(stalePromptFiles(places, { days, now, running }));
  for (const problem of problems) log.warn(problem);
  if (removed.length > 0) note('session-files-pruned', { removed: removed.length, days });
}
