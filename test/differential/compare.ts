// What the analysis of a script says that it does, against what it did. Nothing that happened may be missing.
import { posix } from 'node:path';
import type { Analysis, Effect } from '../../src/policy/effects.ts';
import type { ShellReading } from '../../src/policy/shell/segment.ts';
import { programName } from '../../src/policy/shell/word.ts';
import { fixtureFiles } from './fixture.ts';
import type { Happened } from './trace.ts';

/** What happened and no effect covers, one sentence each. */
export function missing(analysis: Analysis, shell: ShellReading, happened: Happened): readonly string[] {
  const effects = analysis.segments.flatMap((segment) => segment.effects);
  const changes = effects.filter(({ kind }) => changing.test(kind));
  const removals = effects.filter(({ kind }) => removing.test(kind));
  const moved = new Map(happened.renamed.map(([from, to]) => [from, to]));
  const settled = (path: string): boolean =>
    covered(path, changes) || (moved.has(path) && covered(moved.get(path) ?? '', changes));
  // What a script made and removed again is nobody's loss.
  const passing = (path: string): boolean =>
    happened.written.has(path) && happened.deleted.has(path) && !fixtureFiles.has(path);
  const running = effects.some(({ kind }) => kind.startsWith('exec.') || kind === 'shell.escape');
  if (running) return [];
  return [
    ...pick(happened.written, (path) => !settled(path) && !passing(path)).map((path) => `it wrote ${path}`),
    ...pick(happened.attributes, (path) => !settled(path)).map(
      (path) => `it changed the attributes of ${path}`,
    ),
    ...pick(happened.deleted, (path) => !covered(path, removals) && !passing(path)).map(
      (path) => `it removed ${path}`,
    ),
    ...unknownPrograms(shell, happened),
    ...pick(happened.connected, (family) => family !== 'AF_UNIX' && family !== 'AF_NETLINK')
      .filter(() => !effects.some(({ kind }) => /^(?:net|remote|cloud|publish|vcs\.remote)/u.test(kind)))
      .map((family) => `it used the network (${family})`),
  ];
}

const changing = /^(?:write|delete|irreversible|perm|vcs|filter\.)/u;
const removing = /^(?:write|delete|irreversible|vcs)/u;

function pick(paths: ReadonlySet<string>, wanted: (path: string) => boolean): string[] {
  return [...paths].filter((path) => !beside.test(path) && wanted(path));
}

/** Devices and the kernel's own files; and what git keeps for itself when it only looks: its index is a cache. */
const beside =
  /^(?:\/dev\/(?:null|tty|fd\/\d+|std\w+|pts\/\d+|full|zero)|\/proc\/.*|pipe:.*|\/home\/dev\/project\/\.git\/index(?:\.lock)?)$/u;

/** Does an effect name the path, a folder above or below it, or a pattern that it matches? */
function covered(path: string, effects: readonly Effect[]): boolean {
  return effects.some(({ kind, target }) => {
    if (kind.startsWith('vcs'))
      return path.startsWith('/home/dev/project/') || path.startsWith('/home/dev/.git');
    if (target === undefined) return !kind.endsWith('.workspace') || path.startsWith('/home/dev/project/');
    // A setting of git is named by its key.
    if (kind === 'write.policy' && !target.includes('/')) return /\/\.git\/config(?:\.lock)?$/u.test(path);
    const place = posix.resolve('/home/dev/project', target);
    if (path === place || path.startsWith(place === '/' ? place : `${place}/`)) return true;
    if (/[*?[]/u.test(target)) return path.startsWith(place.replace(/[*?[].*$/su, ''));
    // `mkdir -p a/b` makes `a` too; `sed -i`, `cp --backup` and their like work in files beside the one they name.
    return (
      place.startsWith(`${path}/`) || (posix.dirname(path) === posix.dirname(place) && helping(path, place))
    );
  });
}

/** Names that programs give to files beside the one they write: backups and drafts. */
function helping(path: string, place: string): boolean {
  const [name, main] = [posix.basename(path), posix.basename(place)];
  return name.startsWith(main) || /^(?:sed|Cu|\.)?\w{6,}$/u.test(name);
}

/** Programs that others start as a part of what they are, by their manual pages. */
const helpers: Readonly<Record<string, RegExp>> = {
  git: /^(?:git(?:-.*)?|sh|less|pager|basename|sed|gettext|envsubst|uname)$/u,
  egrep: /^(?:sh|grep)$/u,
  fgrep: /^(?:sh|grep)$/u,
  diff3: /^diff$/u,
  sdiff: /^diff$/u,
  tar: /^(?:sh|gzip|xz|bzip2|zstd|lzip|compress)$/u,
  zcat: /^(?:sh|bash|gzip)$/u,
  gunzip: /^(?:sh|bash|gzip)$/u,
  xargs: /^echo$/u,
  which: /^(?:sh|bash|which\.debianutils)$/u,
};

/** Programs that ran although neither a segment nor one of its wrappers names them. */
function unknownPrograms(shell: ShellReading, happened: Happened): readonly string[] {
  const named = new Set(
    shell.segments.flatMap((segment) => [
      programName(segment),
      ...segment.forms.map((words) => posix.basename(words[0]?.text ?? '')),
      ...segment.words.map(({ text }) => posix.basename(text)),
      ...segment.wrappers.map(({ name }) => posix.basename(name)),
    ]),
  );
  const helped = [...named].flatMap((name) => (helpers[name] === undefined ? [] : [helpers[name]]));
  return [...new Set(happened.executed.slice(1).map((path) => posix.basename(path)))]
    .filter((name) => !named.has(name) && !helped.some((pattern) => pattern.test(name)))
    .map((name) => `it ran ${name}`);
}
