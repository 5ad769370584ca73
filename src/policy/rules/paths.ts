// Path patterns of `Read(…)` and `Edit(…)`, in the manner of gitignore files. Patterns are read once, relative to an
// anchor; where the anchor lies is told when a path is matched.
//   //x  the root     ~/x  the home folder     /x  where the rule was written: the workspace folder for workspace
//   rules, the home folder for user rules     x, ./x  the workspace folders (without any, the current folder)
//   name  at any depth     dir/**  below ./dir; as deny or ask at any depth     a folder stands for all that it holds
// Deny and ask take every sensible reading of a pattern, allow the narrow one. Of a link and the file behind it, allow
// must match both, deny and ask either.
import { follow } from '../text/order.ts';
import { Minimatch } from 'minimatch';
import type { RuleScope } from '../decision.ts';
import type { Facts, Platform } from '../facts.ts';
import { absolute, canonical, key, native, parentOf } from '../paths/absolute.ts';
import type { Use } from './names.ts';

export interface PathPattern {
  readonly text: string;
  readonly anchor: 'root' | 'home' | 'source' | 'here';
  /** How many folders above the anchor the pattern starts: each leading `..` is one. */
  readonly up: number;
  /** The folder or file before the first wildcard, relative to the anchor. */
  readonly stem: string;
  /** Does the path, relative to the anchor and in the key form of its platform, match? */
  readonly matches: (relative: string, platform: Platform, use: Use) => boolean;
}

const longest = 500;

/** Reads the pattern; a string is the reason why it cannot be used. */
export function readPath(text: string): PathPattern | string {
  const written = text.trim();
  const spelled = /^[A-Za-z]:/u.test(written) ? written.replaceAll('\\', '/') : written;
  if (spelled === '') return 'the path is empty';
  if (spelled.length > longest) return `a path pattern may have at most ${longest} characters`;
  if (spelled.startsWith('!')) return 'a path rule cannot be negated: write an allow or a deny rule instead';
  if (
    spelled
      .split('}')
      .slice(0, -1)
      .some((piece) => follow(piece, [/\{/u, /\.\./u])) ||
    spelled.split('{').length > 4
  )
    return 'the braces of the path expand to too many names';
  if (spelled.split('*').length > 20) return 'the path has too many wildcards';
  const { anchor, rest: said, fixed } = anchored(spelled);
  const whole = straight(said);
  const upwards = /^(?:\.\.(?:\/+|$))*/u.exec(whole)?.[0] ?? '';
  const up = upwards.split('..').length - 1;
  const rest = whole.slice(upwards.length);
  if (/(?:^|\/)\.\.(?:\/|$)/u.test(rest))
    return 'the path goes up with .. behind other folders: write where it leads';
  if (up > 0 && rest === '')
    return 'the path names a folder above without saying what in it: write where it leads';
  const name = rest.replace(/(?<!\/)\/+$/u, '');
  const bare = anchor === 'here' && !fixed && up === 0;
  const deep = bare && !name.includes('/');
  const folder = bare ? /^([^/]+)\/\*\*$/u.exec(name)?.[1] : undefined;
  const cover = globs(deep ? [`**/${name}`] : [name]);
  const sight = folder === undefined ? cover : globs([folder, `**/${folder}`]);
  const stem = deep || folder !== undefined ? '' : (/^[^*?[{]*/u.exec(name)?.[0] ?? '');
  return {
    text,
    anchor,
    up,
    stem: stem === name ? name : stem.slice(0, Math.max(0, stem.lastIndexOf('/'))),
    matches: (relative, platform, use) =>
      name === '' || (use === 'cover' ? cover() : sight()).some((glob) => glob[platform === 'linux' ? 'exact' : 'folded'].match(relative)),
  }; // prettier-ignore
}

export interface RulePlace {
  readonly scope: RuleScope;
  readonly file?: string;
  /** Where a path like `/src` starts, if not at the place that the scope tells. */
  readonly base?: string;
}

/** Does the pattern speak of the canonical absolute path? */
export function matchesPath(
  pattern: PathPattern,
  place: RulePlace,
  path: string,
  facts: Facts,
  use: Use,
): boolean {
  const real = realOf(path, facts);
  const bases = basesOf(pattern, place, facts, use);
  const hit = (one: string): boolean =>
    bases.some((base) => matchesBelow(pattern, base, one, facts.platform, use));
  return use === 'sight'
    ? hit(path) || (real !== undefined && hit(real))
    : real !== undefined && hit(path) && hit(real);
}

/** Is the folder one that holds what a deny or ask pattern names by a plain path? Deleting it deletes that too. */
export function holdsNamed(pattern: PathPattern, place: RulePlace, folder: string, facts: Facts): boolean {
  if (pattern.stem === '') return false;
  return basesOf(pattern, place, facts, 'sight').some((base) => {
    const stem = key(base === '/' ? `/${pattern.stem}` : `${base}/${pattern.stem}`, facts.platform);
    return stem.startsWith(`${key(folder, facts.platform)}/`);
  });
}

/** The canonical path of what a call names, or undefined where that cannot be told. */
export function pathOf(text: string, facts: Facts): string | undefined {
  return absolute(text, facts, canonical(facts.cwd, facts.platform));
}

function anchored(text: string): { anchor: PathPattern['anchor']; rest: string; fixed: boolean } {
  const drive = /^([A-Za-z]):\//u.exec(text)?.[1];
  if (drive !== undefined) return { anchor: 'root', rest: `${drive}/${text.slice(3)}`, fixed: true };
  if (text.startsWith('//')) return { anchor: 'root', rest: text.slice(2), fixed: true };
  if (text === '~' || text.startsWith('~/')) return { anchor: 'home', rest: text.slice(2), fixed: true };
  if (text.startsWith('/')) return { anchor: 'source', rest: text.slice(1), fixed: true };
  if (text === '.' || text.startsWith('./')) return { anchor: 'here', rest: text.slice(2), fixed: true };
  return { anchor: 'here', rest: text, fixed: false };
}

/** `a/../b` is `b`, as long as `a` is a plain name. */
function straight(path: string): string {
  const next = path.replace(/(^|\/)(?!\.{1,2}\/)[^/*?[{]+\/+\.\.(?:\/+|$)/u, '$1');
  return next === path ? path : straight(next);
}

interface Glob {
  readonly exact: Minimatch;
  readonly folded: Minimatch;
}

/** Compiled when the first path is matched: in a list of thousands most patterns are only read. */
function globs(patterns: readonly string[]): () => readonly Glob[] {
  let made: readonly Glob[] | undefined;
  return () => (made ??= compiled(patterns));
}

function compiled(patterns: readonly string[]): readonly Glob[] {
  const options = { dot: true, nocomment: true, nonegate: true, noext: true, platform: 'linux' } as const;
  return patterns
    .map((pattern) => pattern.replace(/(?<!\/\*\*)(?:\/\*\*)+$/u, ''))
    .flatMap((pattern) => (pattern === '**' ? [pattern] : [pattern, `${pattern}/**`]))
    .map((pattern) => ({
      exact: new Minimatch(pattern, options),
      folded: new Minimatch(pattern.normalize('NFC').toLowerCase(), { ...options, nocase: true }),
    }));
}

function basesOf({ anchor, up }: PathPattern, place: RulePlace, facts: Facts, use: Use): readonly string[] {
  const here = facts.roots.length === 0 ? [facts.cwd] : facts.roots;
  const own =
    place.base !== undefined
      ? [place.base]
      : place.scope === 'workspace' || place.scope === 'folder'
        ? folderOf(place, facts, here)
        : [facts.home];
  const bases = {
    root: ['/'],
    home: [facts.home],
    source: use === 'cover' ? own : [...own, ...here, '/'],
    // What one folder of several allows, it allows for itself.
    here: use === 'sight' ? [...here, facts.cwd] : place.scope === 'folder' ? own : here,
  }[anchor].map((base) => above(canonical(base, facts.platform), up));
  const real = bases.flatMap((base) => (base === '/' ? [] : (realOf(base, facts) ?? [])));
  return [...new Set([...bases, ...real])];
}

function above(folder: string, levels: number): string {
  return levels === 0 ? folder : above(parentOf(folder), levels - 1);
}

/** A rule of one workspace folder starts at that folder. */
function folderOf({ file }: RulePlace, facts: Facts, otherwise: readonly string[]): readonly string[] {
  if (file === undefined) return otherwise;
  const path = canonical(file, facts.platform);
  const holding = otherwise.filter((root) => path.startsWith(`${canonical(root, facts.platform)}/`));
  return holding.length > 0 ? holding : otherwise;
}

function matchesBelow(
  pattern: PathPattern,
  base: string,
  path: string,
  platform: Platform,
  use: Use,
): boolean {
  const [outer, inner] = [key(rooted(base), platform), key(rooted(path), platform)];
  if (inner === outer) return pattern.matches('', platform, use);
  const start = outer === '/' ? outer : `${outer}/`;
  return inner.startsWith(start) && pattern.matches(inner.slice(start.length), platform, use);
}

/** `C:/x` stands below the root as `/C/x`. */
function rooted(path: string): string {
  return path.replace(/^([A-Za-z]):/u, '/$1');
}

function realOf(path: string, facts: Facts): string | undefined {
  const real = facts.realPath(native(path, facts.platform));
  return real === undefined ? undefined : canonical(real, facts.platform);
}
