// `cp evil/AGENTS.md .` writes `./AGENTS.md`, and so do `rsync -a evil/ .` and `cp evil/* .`: a program that copies keeps
// the names of what it is given. The words show only the folder, so that a protected file below it would go unseen.
import type { Effect } from '../effects.ts';
import type { Facts } from '../facts.ts';
import { accessPath } from '../paths/access.ts';
import { absolute, canonical, nameOf, native, within } from '../paths/absolute.ts';
import { isIdentity } from '../paths/identity.ts';
import { protectedOf } from '../paths/protected.ts';
import { globExpression } from '../paths/secrets.ts';
import { has, valuesOf, type Value } from './arguments.ts';
import { doubtful, join, nothing, type Finding } from './finding.ts';
import type { Situation } from './kinds.ts';

const copying: ReadonlySet<string> = new Set('cp gcp mv gmv install ginstall ln gln rsync scp'.split(' '));
/** Without their last ending the names are those of the files that are written. */
const unpacking: ReadonlySet<string> = new Set(
  'gzip gunzip bzip2 bunzip2 xz unxz lzma unlzma pigz uncompress brotli zstd unzstd'.split(' '),
);

/** What governs agents, the gate or what runs by itself among the files that are written; all else is known. */
export function intoFolder(at: Situation): Finding {
  const { program, given, facts, cwd } = at;
  if (unpacking.has(program))
    return join(given.operands.filter(({ literal }) => literal).map(({ text }) => governing(text.replace(/\.\w{1,8}$/u, ''), facts, cwd)));
  if (!copying.has(program)) return nothing;
  const [option] = program === 'rsync' ? [] : valuesOf(given, '-t', '--target-directory');
  const into = option ?? given.operands.at(-1);
  const what = option === undefined ? given.operands.slice(0, -1) : given.operands;
  // Where the words are not known, whoever reads the paths says so already.
  if (into === undefined || !into.literal || what.length === 0) return nothing;
  if (into.glob) return doubtful('dynamic-argument', `${into.text} may stand for several folders`);
  const place = absolute(into.text, facts, cwd);
  if (place === undefined) return nothing;
  const isFolder = option !== undefined || what.length > 1 || /(?:^|\/)\.{0,2}\/?$/u.test(into.text) || namesIn(place, facts)?.length !== 0;
  const copy: Copy = {
    facts,
    cwd,
    place,
    isFolder: isFolder && !(program !== 'rsync' && has(given, '-T', '--no-target-directory')),
    isRsync: program === 'rsync',
    whole: /^g?mv$/u.test(program) || has(given, '-r', '-R', '-a', '-d', '--recursive', '--archive'),
    left: mostNames,
  };
  return join(what.map((source) => copied(source, copy)));
} // prettier-ignore

interface Copy {
  readonly facts: Facts;
  readonly cwd: string | undefined;
  /** Where to, as it is spelled for the policy. */
  readonly place: string;
  /** What is given keeps its name there. */
  readonly isFolder: boolean;
  readonly isRsync: boolean;
  /** Folders go with all that is in them. */
  readonly whole: boolean;
  /** Names that may still be looked at. */
  left: number;
}

const mostNames = 1_000;
const tooMany = doubtful('cap', 'more files would be copied than can be looked through');
const unseen = doubtful('dynamic-argument', 'the names of what is copied are not known');

function copied(source: Value, copy: Copy): Finding {
  const patterns = source.literal ? [source.text] : source.paths;
  if (patterns === undefined) return unseen;
  const isGlob = !source.literal || source.glob;
  return join(
    patterns.map((pattern) => {
      const paths = isGlob ? chosen(pattern, copy) : [pattern];
      if (paths === undefined) return unseen;
      return join(paths.map((path) => onePath(path, copy)));
    }),
  );
}

/** One path as the program is given it: itself, or what is in it where it ends so. */
function onePath(text: string, copy: Copy): Finding {
  const { facts, cwd, place, isFolder, isRsync } = copy;
  const path = absolute(text, facts, cwd);
  if (path === undefined) return unseen;
  const inside = /(?:^|\/)\.{1,2}\/?$/u.test(text) || (isRsync && text.endsWith('/'));
  const keepsName = isFolder || (isRsync && namesIn(path, facts)?.length !== 0);
  if (inside || !keepsName) return below(path, place, copy);
  const target = `${place}/${nameOf(path)}`;
  return join([governing(target, facts, cwd), below(path, target, copy)]);
}

/** What lies in a folder, under its new place. */
function below(folder: string, place: string, copy: Copy): Finding {
  if (!copy.whole) return nothing;
  const names = namesIn(folder, copy.facts);
  if (names === undefined) return unseen;
  return join(
    names.map((name) => {
      copy.left -= 1;
      if (copy.left < 0) return copy.left === -1 ? tooMany : nothing;
      const target = `${place}/${name}`;
      return join([inTree(target, copy), below(`${folder}/${name}`, target, copy)]);
    }),
  );
} // prettier-ignore

/**
 * One file of a tree is asked about where it would count: in the workspace, in the person's own settings, in the gate. It
 * is no sighting of an attack, for whoever copies a project or keeps a copy of it copies such files.
 */
function inTree(target: string, { facts, cwd, place }: Copy): Finding {
  const isIn = (folders: readonly string[]): boolean => folders.some((one) => within(target, canonical(one, facts.platform), facts.platform));
  const home = canonical(facts.home, facts.platform);
  const isOwn = isIn(facts.own) || isIdentity(target, facts, false);
  const counts = isIn(facts.roots) || (within(target, home, facts.platform) && /^\/(?:\.|Library\/)/u.test(target.slice(home.length)));
  if (!isOwn && (!counts || protectedOf(target, facts) === undefined)) return nothing;
  const { effects } = governing(target, facts, cwd);
  if (isOwn) return { effects, doubts: [] };
  const detail = `${target.slice(place.length + 1)} is among what is copied`;
  return { effects: effects.map((effect) => (effect.kind === 'write.policy' ? { ...effect, target: place, detail } : effect)), doubts: [] };
} // prettier-ignore

/** The paths that a pattern chooses now; undefined where a folder may not be looked into. */
function chosen(pattern: string, copy: Copy): readonly string[] | undefined {
  const { facts, cwd } = copy;
  const parts = pattern.split('/');
  let found: readonly string[] = [parts[0] === '' ? '' : '.'];
  for (const [index, part] of parts.entries()) {
    if (part === '') continue;
    if (!/[*?[]/u.test(part)) {
      found = found.map((path) => (index === 0 ? part : `${path}/${part}`));
      continue;
    }
    const fits = globExpression(part);
    const next: string[] = [];
    for (const path of found) {
      const folder = absolute(path === '' ? '/' : path, facts, cwd);
      const names = folder === undefined ? undefined : namesIn(folder, facts);
      if (names === undefined || next.length > mostNames) return undefined;
      next.push(...names.filter((name) => fits.test(name)).map((name) => `${path}/${name}`));
    }
    found = next;
  }
  return pattern.endsWith('/') ? found.map((path) => `${path}/`) : found;
}

function governing(text: string, facts: Facts, cwd: string | undefined): Finding {
  const effects: readonly Effect[] = accessPath('write', { text }, facts, cwd).effects;
  return { effects: effects.filter(({ kind }) => kind === 'write.policy' || kind === 'write.persist'), doubts: [] };
} // prettier-ignore

function namesIn(folder: string, facts: Facts): readonly string[] | undefined {
  return facts.names(native(folder, facts.platform));
}
