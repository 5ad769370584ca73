// Places whose loss is a catastrophe: the root, top-level and system folders, homes, drives, the workspace itself.
import type { Value } from '../commands/arguments.ts';
import type { Facts } from '../facts.ts';
import { absolute, canonical, key, within } from '../paths/absolute.ts';
import { itemFacts } from '../powershell/items.ts';

/** Why losing the path is a catastrophe; undefined when it is not one. `cwd` is the folder in force. */
export function criticalPlace(value: Value, facts: Facts, cwd: string | undefined): string | undefined {
  if (!value.literal) return unresolved(value.text);
  const { text } = value;
  const wild = value.glob
    ? /^(.*?)(?:\/|^)(?:\.?\*+|\.\[[!^]\.\]\*|\.\?\?\*|\{,\.\}\*)\/?$/u.exec(text)
    : null;
  if (value.glob && wild === null) return globbedRoot(text);
  const base = wild === null ? text : wild[1] === '' ? (text.startsWith('/') ? '/' : '.') : (wild[1] ?? '.');
  const path = absolute(base, facts, cwd);
  return path === undefined ? undefined : criticalPath(path, facts, wild !== null);
}

/**
 * The same for an item of PowerShell or a path of cmd. A variable that is not set is an error there, not an empty
 * word; and a path with a drive means Windows, wherever the line is read.
 */
export function criticalItem(value: Value, facts: Facts, cwd: string | undefined): string | undefined {
  if (!value.literal)
    return /^"?\$\{?[\w:]+\}?[\\/]+\*?"?$/u.test(value.text)
      ? 'a place that a variable names; an empty one is the root'
      : undefined;
  return criticalPlace(value, itemFacts(value.text, facts), cwd);
}

/** The same for a canonical path. */
export function criticalPath(path: string, facts: Facts, everythingBelow = false): string | undefined {
  const { platform } = facts;
  const real = facts.realPath(path) ?? path;
  for (const one of new Set([path, canonical(real, platform)])) {
    const hit = critical(one, facts, everythingBelow);
    if (hit !== undefined) return hit;
  }
  return undefined;
}

function critical(path: string, facts: Facts, everythingBelow: boolean): string | undefined {
  const { platform } = facts;
  const names = path
    .replace(/^[A-Z]:(?=\/)/u, '')
    .split('/')
    .filter((name) => name !== '');
  const home = canonical(facts.home, platform);
  const root = facts.roots.map((one) => canonical(one, platform)).find((one) => within(one, path, platform));
  if (names.length === 0) return 'the root of the file system';
  if (within(home, path, platform))
    return key(path, platform) === key(home, platform)
      ? 'the home folder'
      : 'a folder that holds the home folder';
  if (root !== undefined)
    return key(root, platform) === key(path, platform)
      ? 'the workspace itself'
      : 'a folder that holds the workspace';
  if (facts.temporary.some((one) => key(canonical(one, platform), platform) === key(path, platform)))
    return everythingBelow ? undefined : 'the folder of all temporary files';
  if (facts.temporary.some((one) => within(path, canonical(one, platform), platform))) return undefined;
  if (everythingBelow && /^(?:\/private)?\/var\/tmp$/u.test(path)) return undefined;
  if (names.length === 1) return 'a top-level folder of the system';
  if (/^(?:home|Users|mnt|media|Volumes)$/iu.test(names[0] ?? '') && names.length === 2)
    return 'a home folder or a mounted disk';
  if (
    names.length === 2 &&
    /^(?:usr|etc|var|boot|lib|lib64|bin|sbin|opt|root|System|Library|proc|sys|dev|private|Windows|Program Files|Program Files \(x86\)|ProgramData)$/iu.test(
      names[0] ?? '',
    )
  )
    return 'a folder of the system';
  if (within(path, '/boot', platform) || within(path, '/System', platform)) return 'a folder of the system';
  return undefined;
}

/** A word that begins with an expansion may be empty, and then `$X/` is the root. */
function unresolved(source: string): string | undefined {
  const text = source.replaceAll('"', '');
  const name = /^\$(?:\{?[A-Za-z_0-9@*][A-Za-z_0-9]*\}?)(\/?)((?:\.?\*)?)\/?$/u.exec(text);
  if (name !== null) return 'a place that a variable names; an empty one is the root';
  if (/^\$\{[A-Za-z_0-9]+:?[-?][^}]*\}/u.test(text)) return undefined;
  if (
    /^\$\{?[A-Za-z_0-9]+\}?\/(?:bin|boot|dev|etc|home|lib|lib64|opt|root|sbin|sys|usr|var|Users|System|Library)\/?\*?$/u.test(
      text,
    )
  )
    return 'a system folder if the variable is empty';
  return /^\$\([^)]*\)\/?\*?$|^`[^`]*`\/?\*?$/u.test(text) ? 'a place that another command names' : undefined;
}

function globbedRoot(text: string): string | undefined {
  return /^\/[^/*?[]*[*?[][^/]*(?:\/\*?)?$/u.test(text) ? 'top-level folders of the system' : undefined;
}
