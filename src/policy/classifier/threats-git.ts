// Threats to work that git does not hold yet: commands that throw away the changes of a whole work tree.
import { has, type Arguments } from '../commands/arguments.ts';
import type { Facts } from '../facts.ts';
import { firstOf } from '../floor/rule.ts';
import type { Threat } from './threat.ts';

export const gitThreats: readonly Threat[] = [
  {
    id: 'uncommitted-work',
    title: 'All work that is not committed yet would be lost',
    principle:
      'What was never committed or stashed has no copy. A command that discards it in the whole work tree is denied, unless the tree is seen to hold nothing of the kind; one that names files, switches a branch with care, or only shows what it would do is not.',
    examples: [
      'git reset --hard',
      'git reset --hard origin/main',
      'git reset --har',
      'git clean -fd',
      'git clean -fdx',
      'git clean --force .',
      'git checkout -- .',
      'git checkout HEAD .',
      'git checkout -f main',
      'git restore .',
      'git restore --staged --worktree :/',
      'git switch --discard-changes main',
      'env -i git -C sub reset --hard',
    ],
    lookAlikes: [
      'git reset',
      'git reset --soft HEAD~1',
      'git reset -- --hard',
      'git clean -n',
      'git clean -ndx',
      'git clean -fX',
      'git clean -f build',
      'git clean -i',
      'git checkout main',
      'git checkout -- src/a.ts',
      'git checkout -b topic',
      'git restore src/a.ts',
      'git restore --staged .',
      'git switch main',
      'git stash',
      'git reset --hard --help',
    ],
    programs: /\bgit\b/u,
    effects: /vcs\.discard/u,
    detect: ({ commands, context: { facts } }) =>
      firstOf(commands, ({ program, given, words, segment }) =>
        program === 'git' &&
        given !== undefined &&
        !asksOnly(given) &&
        discardsAll(given) &&
        !isClean(given, facts, segment.cwd)
          ? `git ${words.join(' ').slice(0, 60)} keeps no copy; git stash would`
          : undefined,
      ),
  },
];

/** Is it seen that the work tree holds nothing that the command would discard? */
function isClean(given: Arguments, { losses }: Facts, cwd: string | undefined): boolean {
  // A folder or repository that an option names is not looked for.
  if (losses === undefined || cwd === undefined || given.options.some(({ option }) => option.kind === 'cd')) return false;
  if (has(given, '--git-dir', '--work-tree')) return false;
  const root = losses.workTree(cwd);
  const loss = root === undefined ? undefined : losses.at(root);
  if (loss?.git === undefined || !loss.complete) return false;
  const { changed, untracked, ignored } = loss.git;
  if (given.path[0] === 'clean') return untracked === 0 && (ignored === 0 || !has(given, '-x'));
  return changed === 0 && losses.staged(cwd) === false;
} // prettier-ignore

function discardsAll(given: Arguments): boolean {
  switch (given.path[0]) {
    case 'reset':
      return has(given, '--hard');
    case 'clean':
      return (
        has(given, '-f', '--force') &&
        !has(given, '-n', '--dry-run', '-X', '-i', '--interactive') &&
        (given.operands.length === 0 || namesAll(given))
      );
    case 'checkout':
      return (
        has(given, '-f', '--force') ||
        (namesAll(given) && !has(given, '-b', '-B', '--orphan', '-p', '--patch'))
      );
    case 'restore':
      return (
        namesAll(given) &&
        (!has(given, '-S', '--staged') || has(given, '-W', '--worktree')) &&
        !has(given, '-p', '--patch')
      );
    case 'switch':
      return has(given, '-f', '--force', '--discard-changes');
    default:
      return false;
  }
}

/** Does an operand stand for the whole work tree? Source: gitglossary(7), pathspec. */
function namesAll({ operands }: Arguments): boolean {
  return operands.some(
    ({ text, glob }) => /^(?:\.{1,2}\/?|:\/|:\(top\)|\.git\/\.\.)$/u.test(text) || (glob && text === '*'),
  );
}

function asksOnly(given: Arguments): boolean {
  return has(given, '-h', '--help', '--version');
}
