// Text → canonical absolute path: forward slashes, no `.`, `..` or doubled slashes, drive letters in upper case.
// Only spelling is judged here; links are the business of `scope.ts`.
import type { Facts, Platform } from '../facts.ts';

/**
 * The canonical path, or undefined where the spelling has no certain meaning: a relative path without a folder to
 * start from, `~user`, a NUL, and on Windows UNC and device paths, streams, device names and short names.
 */
export function absolute(
  path: string,
  facts: Pick<Facts, 'home' | 'platform'>,
  cwd: string | undefined,
): string | undefined {
  if (path === '' || path.includes('\0')) return undefined;
  if (path === '~' || path.startsWith('~/')) return normal(`${facts.home}/${path.slice(1)}`, facts.platform);
  if (/^~[A-Za-z0-9_.+-]*(?:\/|$)/u.test(path)) return undefined;
  if (isAbsolute(path, facts.platform)) return normal(path, facts.platform);
  if (cwd === undefined) return undefined;
  return normal(`${cwd}/${path}`, facts.platform);
}

/** Paths are compared by this key: file systems of macOS and Windows ignore case and Unicode form. */
export function key(path: string, platform: Platform): string {
  return platform === 'linux' ? path : path.normalize('NFC').toLowerCase();
}

/** Is `path` the folder itself or below it? Both canonical. */
export function within(path: string, folder: string, platform: Platform): boolean {
  const inner = key(path, platform);
  const outer = key(folder, platform);
  return (
    inner.startsWith(outer) &&
    (inner.length === outer.length || outer.endsWith('/') || inner[outer.length] === '/')
  );
}

/** The spelling that the machine uses. */
export function native(path: string, platform: Platform): string {
  return platform === 'win32' ? path.replaceAll('/', '\\') : path;
}

export function canonical(path: string, platform: Platform): string {
  const known = canonicals.get(platform)?.get(path);
  if (known !== undefined) return known;
  const result = normal(path, platform) ?? path;
  const all = canonicals.get(platform) ?? new Map<string, string>();
  if (all.size > 500) all.clear();
  canonicals.set(platform, all.set(path, result));
  return result;
}

/** Homes, roots and other folders come again with every word of every call. */
const canonicals = new Map<Platform, Map<string, string>>();

export function parentOf(path: string): string {
  const at = path.lastIndexOf('/');
  return at <= 0 ? '/' : path.slice(0, at);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function isAbsolute(path: string, platform: Platform): boolean {
  return path.startsWith('/') || (platform === 'win32' && /^(?:[A-Za-z]:|\\)/u.test(path));
}

function normal(path: string, platform: Platform): string | undefined {
  if (platform !== 'win32' && path.startsWith('/') && !/\/(?:\/|\.|$)/u.test(path)) return path;
  const text = platform === 'win32' ? windows(path) : path;
  if (text === undefined) return undefined;
  const drive = platform === 'win32' ? /^[A-Za-z]:/u.exec(text)?.[0].toUpperCase() : undefined;
  const names: string[] = [];
  for (const name of text.slice(drive?.length ?? 0).split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return `${drive ?? ''}/${names.join('/')}`;
}

/** Device names of Windows are devices in every folder and with every ending: `NUL.txt`. */
const deviceName = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/iu;

function windows(path: string): string | undefined {
  const text = path.replaceAll('\\', '/');
  if (text.startsWith('//')) return undefined;
  const drive = /^(?:[A-Za-z]:(?=\/|$)|\/[A-Za-z](?=\/|$))/u.exec(text)?.[0];
  const rest = drive === undefined ? text : text.slice(drive.length);
  const odd = rest
    .split('/')
    .some(
      (name) =>
        name.includes(':') ||
        deviceName.test(name) ||
        /~[0-9]/u.test(name) ||
        (/[. ]$/u.test(name) && name !== '.' && name !== '..'),
    );
  if (odd) return undefined;
  return drive === undefined ? text : `${drive.replace(/[/:]/u, '')}:${rest}`;
}
