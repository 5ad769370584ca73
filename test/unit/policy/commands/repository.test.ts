// Git reads the settings of the repository that it finds, and settings name programs: only the repository of the
// workspace is trusted with that.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from '../../../support/policy/decide.ts';
import { memoryFacts } from '../../../support/policy/facts.ts';

const home = '/home/dev/project';
const plain =
  '[core]\n\trepositoryformatversion = 0\n\tbare = false\n[remote "origin"]\n\turl = x\n\tfetch = +refs/heads/*\n';

const facts = memoryFacts({
  files: {
    [`${home}/.git/config`]: `${plain}[core]\n\tfsmonitor = ./watch\n`,
    [`${home}/src/a.ts`]: '',
    [`${home}/good/.git/config`]: `${plain}[user]\n\tname = dev\n[branch "main"]\n\tremote = origin\n`,
    [`${home}/watched/.git/config`]: `${plain}[core]\n\tfsmonitor = ./x\n`,
    [`${home}/oneline/.git/config`]: '[core] fsmonitor = ./x\n',
    [`${home}/including/.git/config`]: '[include]\n\tpath = ../x\n',
    [`${home}/elsewhere/.git/config`]: '[core]\n\tworktree = /home/dev/.ssh\n',
    [`${home}/hooked/.git/config`]: plain,
    [`${home}/hooked/.git/hooks/post-index-change`]: '',
    [`${home}/linked/.git`]: 'gitdir: ../store\n',
    [`${home}/store/commondir`]: '../evil\n',
    [`${home}/evil/config`]: '[diff]\n\texternal = ./x\n',
    [`${home}/module/.git`]: 'gitdir: ../.git/modules/module\n',
    [`${home}/.git/modules/module/config`]: '[core]\n\tworktree = ../../../module\n',
    [`${home}/tree/.git`]: `gitdir: ${home}/.git/worktrees/tree\n`,
    [`${home}/.git/worktrees/tree/commondir`]: '../..\n',
    [`${home}/files/HEAD`]: '',
    [`${home}/files/objects/x`]: '',
    [`${home}/files/refs/x`]: '',
    [`${home}/files/config`]: '[core]\n\tbare = false\n',
    '/tmp/other/.git/config': '[diff "x"]\n\ttextconv = ./x\n',
  },
  links: {
    [`${home}/linked/../store`]: `${home}/store`,
    [`${home}/store/../evil`]: `${home}/evil`,
    [`${home}/module/../.git`]: `${home}/.git`,
    [`${home}/.git/worktrees/tree/../..`]: `${home}/.git`,
  },
});

const passing = [
  'git status',
  'cd src && git diff',
  'git -C src log',
  'git -C missing log',
  'git -C good status',
  'git -C module status',
  'git -C tree status',
];
const stopped = [
  'git -C watched status',
  'cd watched && git status',
  'cd watched; git log',
  'git -C oneline status',
  'git -C including status',
  'git -C elsewhere diff',
  'git -C hooked status',
  'git -C linked diff',
  'git -C files log',
  'cd files/refs && git log',
  'git -C /tmp/other diff',
  'cd src && git -C ../watched status',
];

for (const line of passing) {
  test(`the settings are trusted: ${line}`, () => {
    assert.equal(decide(line, { facts }).behavior, 'allow');
  });
}
for (const line of stopped) {
  test(`the settings are not trusted: ${line}`, () => {
    assert.equal(decide(line, { facts }).behavior, 'ask');
  });
}
