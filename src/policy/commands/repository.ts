// Which repository git would work in from a folder, and whether its settings may run programs. The repository that
// the workspace belongs to is trusted like the workspace; one that lies elsewhere, below it or in a folder of bare
// files that a checkout brought along, is not. Sources: git(1) DISCOVERY, git-config(1), safe.bareRepository.
import type { Facts } from '../facts.ts';
import { canonical } from '../paths/absolute.ts';
import { doubtful, nothing, type Finding } from './finding.ts';
import { isHarmlessGitKey } from './git-keys.ts';

/** What it means that git reads the settings it finds from the folder on; nothing where they run no program. */
export function repositoryFinding(folder: string | undefined, facts: Facts): Finding {
  if (folder === undefined || facts.roots.includes(folder)) return nothing;
  const here = discovered(folder, facts);
  if (here === undefined) return nothing;
  // A work tree may be one of several of a repository: what counts is where the settings are kept.
  // Those of submodules lie below the ones of the whole, and only git writes them.
  const own = facts.roots.flatMap((root) => discovered(root, facts)?.settings ?? []);
  if (own.some((settings) => here.settings === settings || here.settings.startsWith(`${settings}/modules/`)))
    return nothing;
  const key = here.bare ? 'where bare files may lie' : runningKey(here.settings, facts);
  return key === undefined
    ? nothing
    : doubtful('opaque-code', `the settings of the repository in ${here.folder} may run a program: ${key}`);
}

interface Repository {
  readonly folder: string;
  /** The folder that holds the file `config`. */
  readonly settings: string;
  /** The files of the repository lie in the folder itself. */
  readonly bare: boolean;
}

/** The nearest folder, upwards, that git takes for a repository. */
function discovered(folder: string, facts: Facts): Repository | undefined {
  const real = facts.realPath(folder);
  for (let at = real === undefined ? folder : canonical(real, facts.platform); ;) {
    const names = facts.names(at) ?? [];
    if (names.includes('.git')) return { folder: at, settings: settingsOf(`${at}/.git`, facts), bare: false };
    if (['HEAD', 'objects', 'refs'].every((name) => names.includes(name)))
      return { folder: at, settings: at, bare: !at.endsWith('/.git') };
    const above = at.slice(0, at.lastIndexOf('/'));
    if (above === '' || above === at) return undefined;
    at = above;
  }
}

/** Where `.git` keeps its settings: a file of that name says where. Source: gitrepository-layout(5). */
function settingsOf(place: string, facts: Facts): string {
  const link = /^gitdir:\s*(\S.*)$/u.exec(facts.readText(place)?.text.trimEnd() ?? '')?.[1];
  if (link === undefined) return place;
  const folder = link.startsWith('/') ? link : `${place.slice(0, place.lastIndexOf('/'))}/${link}`;
  const whole = facts.realPath(folder) ?? folder;
  const common = facts.readText(`${whole}/commondir`)?.text.trim();
  if (common === undefined) return whole;
  const shared = common.startsWith('/') ? common : `${whole}/${common}`;
  return facts.realPath(shared) ?? shared;
}

/** The first key of the settings that is neither harmless nor of every clone. */
function runningKey(settings: string, facts: Facts): string | undefined {
  const texts = ['config', 'config.worktree'].map((name) => facts.readText(`${settings}/${name}`));
  if (texts.some((text) => text?.cut === true)) return 'more than the gate reads';
  if (facts.names(`${settings}/hooks`)?.includes('post-index-change') === true)
    return 'the hook post-index-change';
  return texts
    .flatMap((text) => keysOf(text?.text ?? ''))
    .find((key) => !usual.test(key) && !isHarmlessGitKey(key));
}

/** What `git clone`, `git init`, `git submodule` and `git lfs install --local` write. */
const usual =
  /^(?:core\.(?:repositoryformatversion|bare|logallrefupdates|symlinks|sharedrepository)|extensions\.(?:objectformat|refstorage|partialclone|worktreeconfig)|remote\..*\.(?:url|pushurl|fetch|push|prune|tagopt|promisor|partialclonefilter|mirror|gh-resolved)|branch\..*\.(?:remote|merge|rebase|pushremote|description|vscode-merge-base|gh-merge-base|github-pr-owner-number)|submodule\..*|lfs\..*\.access|lfs\.(?:repositoryformatversion|url))$/u;

/** `section.name.key` of each line, lower case but for the name; a line that is none of git's is a key of its own. */
function keysOf(text: string): string[] {
  let section = '';
  return text.split('\n').flatMap((raw) => {
    const line = raw.trim();
    const head = /^\[([\w.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\](.*)$/u.exec(line);
    if (head !== null) {
      section = [head[1]?.toLowerCase(), head[2]].filter((part) => part !== undefined).join('.');
      const rest = head[3]?.trim() ?? '';
      return rest === '' || /^[#;]/u.test(rest) ? [] : [`${section}.${rest}`];
    }
    if (line === '' || /^[#;]/u.test(line)) return [];
    const key = /^([A-Za-z][\w-]*)\s*(?:=|$)/u.exec(line)?.[1];
    // A value that goes on in the next line could look like a key; then the key is not known and counts.
    return [key === undefined ? line : `${section}.${key.toLowerCase()}`];
  });
}
