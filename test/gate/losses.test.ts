// What a deletion would cost, compared with what git itself says of the same files.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { lossesWith } from '../../src/gate/losses.ts';
import type { Loss } from '../../src/policy/facts.ts';

const base = realpathSync(mkdtempSync(join(tmpdir(), 'losses-')));
after(() => rmSync(base, { recursive: true, force: true }));
const root = join(base, 'work');
const env = { PATH: process.env['PATH'] ?? '', HOME: base, GIT_CONFIG_NOSYSTEM: '1', GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a' }; // prettier-ignore

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: root, env, encoding: 'utf8' });
}

function put(path: string, text: string): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  // A file that is older than a moment is not looked into when git knows its time.
  utimesSync(file, new Date(1_700_000_000_000), new Date(1_700_000_000_000));
}

function at(path: string, limits?: Parameters<typeof lossesWith>[0]): Loss | undefined {
  return lossesWith(limits).at(join(root, path));
}

mkdirSync(root, { recursive: true });
git('init', '-q', '-b', 'main');
put('.gitignore', '# built\nbuild/\n*.log\n!keep.log\n/only-here\ndocs/**/*.tmp\n');
put('src/a.ts', 'a');
put('src/b.ts', 'b');
put('src/ü.ts', 'u');
put('src/deep/.gitignore', 'local*\n');
put('src/deep/c.ts', 'c');
put('gone/x', 'x');
git('add', '-A');
git('commit', '-qm', 'x');
put('src/b.ts', 'changed');
put('src/new.ts', 'n');
put('src/deep/local.txt', 'l');
put('build/one.js', '12345');
put('build/sub/two.js', '12345');
put('a.log', 'l');
put('keep.log', 'l');
put('src/only-here', 'x');
put('only-here', 'x');
put('docs/a/b/c.tmp', 'x');
put('docs/a/b/c.md', 'x');
rmSync(join(root, 'gone/x'));
symlinkSync('a.ts', join(root, 'src/link'));

const numbers = (loss: Loss | undefined): unknown =>
  loss?.git && { files: loss.files, kept: loss.git.kept, changed: loss.git.changed, untracked: loss.git.untracked, ignored: loss.git.ignored, missing: loss.git.missing }; // prettier-ignore

describe('what git has of files', () => {
  const cases: readonly (readonly [path: string, expected: object])[] = [
    ['src/a.ts', { files: 1, kept: 1, changed: 0, untracked: 0, ignored: 0, missing: 0 }],
    ['src/b.ts', { files: 1, kept: 0, changed: 1, untracked: 0, ignored: 0, missing: 0 }],
    ['src/new.ts', { files: 1, kept: 0, changed: 0, untracked: 1, ignored: 0, missing: 0 }],
    ['a.log', { files: 1, kept: 0, changed: 0, untracked: 0, ignored: 1, missing: 0 }],
    ['keep.log', { files: 1, kept: 0, changed: 0, untracked: 1, ignored: 0, missing: 0 }],
    ['only-here', { files: 1, kept: 0, changed: 0, untracked: 0, ignored: 1, missing: 0 }],
    ['src/only-here', { files: 1, kept: 0, changed: 0, untracked: 1, ignored: 0, missing: 0 }],
    ['docs', { files: 2, kept: 0, changed: 0, untracked: 1, ignored: 1, missing: 0 }],
    ['build', { files: 2, kept: 0, changed: 0, untracked: 0, ignored: 2, missing: 0 }],
    ['build/sub', { files: 1, kept: 0, changed: 0, untracked: 0, ignored: 1, missing: 0 }],
    ['src/deep', { files: 3, kept: 2, changed: 0, untracked: 0, ignored: 1, missing: 0 }],
    ['gone', { files: 0, kept: 0, changed: 0, untracked: 0, ignored: 0, missing: 1 }],
  ];
  for (const [path, expected] of cases) test(path, () => assert.deepEqual(numbers(at(path)), expected));

  for (const version of ['2', '3', '4']) {
    test(`the whole tree as git sees it, with an index of version ${version}`, () => {
      if (version === '3') git('update-index', '--skip-worktree', 'src/a.ts');
      git('update-index', '--index-version', version);
      const status = git('status', '--porcelain', '--ignored', '--untracked-files=all').trimEnd().split('\n');
      const count = (mark: string): number => status.filter((line) => line.startsWith(mark)).length;
      const loss = at('');
      assert.equal(loss?.git?.changed, count(' M'));
      assert.equal(loss?.git?.missing, count(' D'));
      assert.equal(loss?.git?.untracked, count('??'));
      assert.equal(loss?.git?.ignored, count('!!'));
      assert.equal(loss?.history, true);
    });
  }
});

test('nothing at the path is no loss', () => assert.equal(at('nowhere'), undefined));
test('a link is lost without what it leads to', () => assert.equal(at('src/link')?.kind, 'link'));
test('bytes are counted', () => assert.equal(at('build')?.bytes, 10));
test('outside of a repository nothing is said of git', () => {
  writeFileSync(join(base, 'x'), 'x');
  assert.equal(lossesWith().at(join(base, 'x'))?.git, undefined);
});
test('a folder with too many files says that there are more', () => {
  const loss = at('', { files: 3, milliseconds: 1_000 });
  assert.equal(loss?.files, 3);
  assert.equal(loss?.complete, false);
});
test('time is a limit too', () => {
  for (let n = 0; n < 400; n += 1) put(`many/${n % 20}/${n}`, 'x');
  const started = performance.now();
  const losses = lossesWith({ files: 1e9, milliseconds: 1 });
  for (let n = 0; n < 3; n += 1) losses.at(join(root, 'many'));
  assert.ok(performance.now() - started < 500);
  rmSync(join(root, 'many'), { recursive: true });
});
test('the branch and where it is pushed to', () => {
  assert.deepEqual(lossesWith().branch(join(root, 'src')), { name: 'main', upstream: undefined });
  git('config', 'branch.main.remote', 'origin');
  git('config', 'branch.main.merge', 'refs/heads/trunk');
  assert.deepEqual(lossesWith().branch(join(root, 'src')), { name: 'main', upstream: 'origin/trunk' });
});
test('a linked work tree is a work tree', () => {
  git('worktree', 'add', '-q', join(base, 'linked'), '-b', 'side');
  const loss = lossesWith().at(join(base, 'linked', 'src'));
  assert.equal(loss?.git?.untracked, 0);
  assert.equal(lossesWith().branch(join(base, 'linked'))?.name, 'side');
});
test('a damaged index is unknown, not empty', () => {
  const other = join(base, 'damaged');
  mkdirSync(join(other, '.git'), { recursive: true });
  writeFileSync(join(other, 'a'), 'a');
  for (const bytes of ['DIRC', 'DIRC\0\0\0\u0002\0\0\0\u0009', 'nothing', 'DIRC\0\0\0\u0009\0\0\0\0']) {
    writeFileSync(join(other, '.git', 'index'), bytes, 'latin1');
    assert.equal(lossesWith().at(join(other, 'a'))?.git, undefined);
  }
});
test('no program that the repository names is run', () => {
  const mark = join(base, 'mark');
  git('config', 'core.fsmonitor', `touch ${mark}`);
  git('config', 'filter.x.clean', `touch ${mark}`);
  put('.gitattributes', '* filter=x\n');
  at('');
  assert.equal(existsSync(mark), false);
  // The same repository, asked through git, does run it.
  git('status');
  assert.equal(existsSync(mark), true);
});

describe('whether something is staged', () => {
  const staged = (): boolean | undefined => lossesWith().staged(join(root, 'src'));
  test('not after a commit', () => {
    git('add', '-A');
    git('-c', 'core.fsmonitor=', 'commit', '-qm', 'all');
    assert.equal(staged(), false);
  });
  test('after an addition it is not said that nothing is', () => {
    put('src/staged.ts', 's');
    git('add', 'src/staged.ts');
    assert.notEqual(staged(), false);
    git('write-tree');
    assert.equal(staged(), true);
    git('-c', 'core.fsmonitor=', 'reset', '-q', '--hard');
    assert.equal(staged(), false);
  });
  test('a commit in a pack is found', () => {
    git('gc', '-q');
    assert.equal(staged(), false);
  });
  test('a damaged repository is unknown', () => {
    const other = join(base, 'unknown');
    mkdirSync(join(other, '.git'), { recursive: true });
    writeFileSync(join(other, '.git', 'HEAD'), 'ref: refs/heads/../../x\n');
    writeFileSync(join(other, '.git', 'index'), 'TREETREE');
    assert.equal(lossesWith().staged(other), undefined);
  });
});
