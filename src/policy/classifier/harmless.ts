// Which effects pass by themselves.
import type { Effect } from '../effects.ts';
import { namesOnly } from '../paths/access.ts';

/**
 * Reads pass, inside the workspace, of temporary files and of what the system offers every account; names of files
 * pass everywhere but where credentials lie. So do reads of
 * cloud services by their command-line tools, whose verbs are known.
 */
export function isHarmless({ kind, scope, detail }: Effect): boolean {
  if (kind === 'read.workspace' || kind === 'cloud.read' || kind === 'filter') return true;
  if (kind === 'read.outside' && scope === 'outside' && detail === namesOnly) return true;
  return kind === 'read.outside' && (scope === 'system' || scope === 'temporary');
}
