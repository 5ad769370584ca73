// Keys of git's configuration that only change how git shows or names things. All others may run a program, change
// where git reads and writes, or switch a protection off. Source: git-config(1).

const harmless = [
  'user.name', 'user.email', 'author.*', 'committer.*', 'color.*', 'column.*', 'core.quotepath', 'core.autocrlf', 'core.eol',
  'core.safecrlf', 'core.ignorecase', 'core.filemode', 'core.abbrev', 'core.precomposeunicode', 'core.longpaths',
  'core.commentchar', 'core.whitespace', 'core.compression', 'core.preloadindex', 'core.untrackedcache', 'advice.*', 'init.defaultbranch',
  'log.date', 'log.decorate', 'log.abbrevcommit', 'log.follow', 'log.showsignature', 'diff.renames', 'diff.renamelimit', 'diff.algorithm',
  'diff.context', 'diff.colormoved', 'diff.mnemonicprefix', 'diff.noprefix', 'diff.statgraphwidth', 'diff.interhunkcontext',
  'status.*', 'pull.rebase', 'pull.ff', 'push.default', 'push.autosetupremote', 'push.followtags', 'fetch.prune', 'rebase.autostash', 'rebase.autosquash',
  'merge.ff', 'merge.conflictstyle', 'merge.renamelimit', 'branch.sort', 'branch.autosetuprebase', 'tag.sort', 'versionsort.*', 'help.autocorrect',
  'grep.linenumber', 'grep.patterntype', 'blame.*', 'commit.verbose', 'commit.gpgsign', 'tag.gpgsign', 'commit.status', 'rerere.enabled', 'safe.directory',
  'format.pretty', 'i18n.*', 'pack.threads', 'index.threads', 'feature.manyfiles', 'maintenance.auto', 'gc.auto', 'submodule.recurse',
]; // prettier-ignore

const tests = harmless.map((key) => new RegExp(`^${key.replaceAll('.', '\\.').replaceAll('*', '.*')}$`, 'u'));

/** Does a value for the key change neither what git runs nor where it reads and writes? */
export function isHarmlessGitKey(key: string): boolean {
  const lower = key.toLowerCase();
  if (lower === 'blame.ignorerevsfile' || lower === 'safe.directory' || lower === 'i18n.filter') return false;
  return tests.some((test) => test.test(lower));
}
