// Which files say who an agent is, as settings name them. The person may name any; what a workspace names is read and
// given to a model, so that it may only name what lies in it.
import type { RuleScope } from '../policy/decision.ts';

export interface GroundingFile {
  /** As it was written: relative to the folders of the workspace; for the person also absolute, or with `~`. */
  readonly path: string;
  readonly by: 'person' | 'workspace';
  /** The folder whose settings name it; undefined for every folder of the workspace. */
  readonly base?: string;
}

export interface GroundingSettings {
  readonly files: readonly GroundingFile[];
  /** Milliseconds for which a text that was given counts before something is sent; 0: it is not needed then. */
  readonly maxAge: number;
}

/** Minutes. */
export const defaultGroundingAge = 30;
export const mostGroundingAge = 1440;
const most = 8;

/** The list of one scope; `base` is the folder that its settings are for. */
export function groundingFiles(
  { scope, base }: { readonly scope: RuleScope; readonly base?: string },
  paths: readonly string[],
  fault: (text: string) => void,
): readonly GroundingFile[] {
  const by = scope === 'workspace' || scope === 'folder' ? 'workspace' : 'person';
  for (const path of paths.slice(most))
    fault(`grounding.files names more than ${most} files, so ${path} is ignored`);
  return paths.slice(0, most).flatMap((path): readonly GroundingFile[] => {
    if (by === 'workspace' && leavesFolder(path)) {
      fault(`grounding.files names ${path}, which is ignored: a workspace can only name files in it`);
      return [];
    }
    return [{ path, by, ...(by === 'workspace' && base !== undefined ? { base } : {}) }];
  });
}

/** By its spelling, on any system. */
function leavesFolder(path: string): boolean {
  return /^(?:[/\\~]|[A-Za-z]:)/u.test(path) || path.split(/[/\\]/u).includes('..');
}
