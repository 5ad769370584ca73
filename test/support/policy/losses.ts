// What lies on a disk that exists only in memory, for the words of questions.
import type { Loss, Losses } from '../../../src/policy/facts.ts';

/** Numbers of files in each state; `folder` for what is not a single file. */
export interface LossSketch {
  readonly kept?: number;
  readonly changed?: number;
  readonly untracked?: number;
  readonly ignored?: number;
  readonly missing?: number;
  readonly folder?: true;
  readonly more?: true;
  readonly history?: true;
  readonly bytes?: number;
  readonly examples?: readonly string[];
  /** No repository. */
  readonly plain?: number;
}

export interface DiskSketch {
  readonly at: Readonly<Record<string, LossSketch>>;
  readonly upstream?: string;
  readonly workTree?: string;
  readonly staged?: boolean;
}

export function memoryLosses({ at, upstream, workTree, staged }: DiskSketch): Losses {
  return {
    at: (path) => (at[path] === undefined ? undefined : loss(at[path])),
    workTree: () => workTree,
    staged: () => staged,
    branch: () => ({ name: 'main', upstream }),
  };
}

function loss({ kept = 0, changed = 0, untracked = 0, ignored = 0, missing = 0, folder, more, history, bytes = 0, examples = [], plain }: LossSketch): Loss {
  const files = plain ?? kept + changed + untracked + ignored;
  return {
    kind: folder === true || files !== 1 ? 'folder' : 'file',
    files,
    bytes,
    complete: more !== true,
    history: history === true,
    git: plain === undefined ? { kept, changed, untracked, ignored, missing, examples } : undefined,
  };
} // prettier-ignore
