// Where a path lies. Both the path as given and the path behind its links count; the one that lies further away
// decides, so that a link which leads out of the workspace is outside.
import type { Scope } from '../effects.ts';
import type { Facts } from '../facts.ts';
import { absolute, canonical, native, within } from './absolute.ts';

export interface Place {
  /** The path as the person knows it: absolute and canonical where it could be resolved, else as given. */
  readonly path: string;
  /** The canonical path behind all links; undefined when it is not known. */
  readonly real: string | undefined;
  readonly scope: Scope;
  /** The path, one of its links or a folder above it belongs to the gate itself. */
  readonly own: boolean;
}

/** The place of a path that was given relative to `cwd`. */
export function scopeOf(path: string, facts: Facts, cwd: string | undefined): Place {
  const given = absolute(path, facts, cwd);
  if (given === undefined) return { path, real: undefined, scope: 'unknown', own: false };
  const real = realOf(given, facts);
  if (real === undefined) return { path: given, real, scope: 'unknown', own: isOwn(given, facts) };
  const [a, b] = [placeOf(given, facts), placeOf(real, facts)];
  const scope = distance.indexOf(a) >= distance.indexOf(b) ? a : b;
  return { path: given, real, scope, own: isOwn(given, facts) || isOwn(real, facts) };
}

/** Is the path one of the gate's own, or a folder that holds one? */
export function isOwn(path: string, facts: Facts): boolean {
  return facts.own.some((own) => {
    const spelled = canonical(own, facts.platform);
    return (
      within(path, spelled, facts.platform) ||
      (!/^(?:[A-Z]:)?\/$/u.test(path) && within(spelled, path, facts.platform))
    );
  });
}

/** Is the path, or what is behind its links, one of the gate's own or below one? */
export function isInOwn(path: string, facts: Facts): boolean {
  const real = realOf(path, facts) ?? path;
  return facts.own.some((own) => {
    const spelled = canonical(own, facts.platform);
    return within(path, spelled, facts.platform) || within(real, spelled, facts.platform);
  });
}

const distance: readonly Scope[] = ['workspace', 'temporary', 'system', 'outside', 'unknown'];

/**
 * Programs, libraries, manuals and the configuration of the machine: readable by every account, and secrets among
 * them stand in the secrets table. So are its logs, as far as the account may read them. The rest of /var, /root, /home,
 * /mnt and the like are `outside`.
 */
const systemFolders: Readonly<Record<Facts['platform'], readonly string[]>> = {
  linux: ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/opt', '/etc', '/proc', '/sys', '/dev', '/snap', '/nix', '/var/log'],
  darwin: ['/usr', '/bin', '/sbin', '/opt', '/etc', '/private/etc', '/dev', '/System', '/Library', '/Applications', '/var/log', '/private/var/log'],
  win32: ['C:/Windows', 'C:/Program Files', 'C:/Program Files (x86)', '/usr', '/bin', '/etc', '/dev', '/proc'],
}; // prettier-ignore

function placeOf(path: string, facts: Facts): Scope {
  const inside = (folder: string): boolean => {
    const spelled = canonical(folder, facts.platform);
    if (within(path, spelled, facts.platform)) return true;
    const real = realOf(spelled, facts);
    return real !== undefined && real !== spelled && within(path, real, facts.platform);
  };
  if (facts.roots.some(inside)) return 'workspace';
  if (facts.temporary.some(inside) || path === '/dev/shm') return 'temporary';
  if (systemFolders[facts.platform].some((folder) => within(path, folder, facts.platform))) return 'system';
  return 'outside';
}

function realOf(path: string, facts: Facts): string | undefined {
  const real = facts.realPath(native(path, facts.platform));
  return real === undefined ? undefined : canonical(real, facts.platform);
}
