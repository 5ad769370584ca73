// Files that the settings name as saying who an agent is. The customary ones stand in the table of protected files.
import type { Facts } from '../facts.ts';
import { canonical, within } from './absolute.ts';

/** What a change of one is called. */
export const identityWhat = 'a file that tells agents who they are';

/** Is the canonical path one of them, or, for what takes a whole folder away, a folder that holds one? */
export function isIdentity(path: string, { identity = [], platform }: Facts, whole: boolean): boolean {
  return identity.some((file) => {
    const named = canonical(file, platform);
    return within(path, named, platform) || (whole && within(named, path, platform));
  });
}
