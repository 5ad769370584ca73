// What copying programs write into a folder under the names of what they are given: files that govern agents are seen
// among it, however they are chosen, and all else stays as free as it was.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Facts } from '../../../../src/policy/facts.ts';
import { decide } from '../../../support/policy/decide.ts';
import { memoryFacts } from '../../../support/policy/facts.ts';

const ws = '/home/dev/project';
const files = Object.fromEntries(
  'evil/AGENTS.md evil/a.ts good/a.ts good/b.ts docs/x.md deep/sub/AGENTS.md deep/sub/.claude/settings.json .git/config'
    .split(' ')
    .map((name) => [`${ws}/${name}`, 'x']),
);
const facts = memoryFacts({ files: { ...files, '/home/dev/dots/.bashrc': 'x', '/home/dev/dots/.claude/settings.json': '{}' } }); // prettier-ignore
const inEdits = (line: string, own: Facts = facts): string => decide(line, { facts: own, mode: 'acceptEdits' }).behavior; // prettier-ignore

const governing = `
  cp evil/AGENTS.md .
  rsync evil/AGENTS.md .
  rsync -a evil/ .
  rsync -a evil/. docs
  rsync -a evil new
  rsync -r --exclude '*.ts' evil/ ./
  cp evil/* .
  cp -t . evil/*
  cp evil/AGENT[S].md .
  cp e*/A* docs
  cp evil/*.md docs/
  cp -r evil/. .
  cp -a evil/. docs/
  cp -r evil .
  cp -r evil new
  cp -rT evil .
  cp -r --no-target-directory evil docs
  cp -r deep .
  cp -r deep/* docs
  mv deep docs/
  cp evil/AGENTS.md "$PWD"
  cp evil/AGENTS.md d*cs
  scp evil/AGENTS.md .
  for f in evil/*; do cp "$f" .; done
  find evil -name '*.md' -exec cp {} . ';'
  gunzip AGENTS.md.gz
  xz -d .claude/settings.json.xz
  tar xf evil.tar
  tar xf evil.tar -C docs
  unzip evil.zip
  unzip evil.zip -d out
  7z x evil.7z
  patch -p1 -i evil.patch
  git apply evil.patch
`;
const free = `
  cp good/a.ts docs/
  cp good/* docs
  cp evil/*.ts .
  cp -r good/. docs/
  cp -r good new
  cp -rT good docs
  mv good/a.ts docs
  rsync -a good/ docs/
  rsync good/a.ts docs
  for f in good/*; do cp "$f" docs/; done
  cp -r nowhere/. docs
  gunzip a.json.gz
  tar xOf a.tar
  tar tf a.tar
  unzip -l a.zip
  patch --dry-run -p1 -i a.patch
`;
const lines = (text: string): readonly string[] => text.trim().split('\n').map((line) => line.trim()); // prettier-ignore

for (const line of lines(governing))
  test(`more than an edit: ${line}`, () => assert.notEqual(inEdits(line), 'allow'));
for (const line of lines(free)) test(`an edit: ${line}`, () => assert.equal(inEdits(line), 'allow'));

test('what is copied out of the workspace governs nothing in it', () => {
  for (const line of ['cp -r . /tmp/copy', 'rsync -a ./ ../copy/', 'cp -r deep ../copy'])
    for (const mode of ['bypassPermissions', 'default'] as const) {
      const { behavior, reason } = decide(line, { facts, mode });
      assert.equal(behavior, mode === 'default' ? 'ask' : 'allow', reason);
      assert.doesNotMatch(reason, /governs/u);
    }
});

test('what is copied over the settings in the home is seen', () => {
  for (const line of ['cp -r ../dots/. ~', 'rsync -a ~/dots/ ~/', 'cp -rT ~/dots ~'])
    assert.notEqual(decide(line, { facts, mode: 'bypassPermissions' }).behavior, 'allow', line);
});

test('a folder that may not be looked into, and one with too much in it, are asked about', () => {
  const closed = { ...facts, names: (folder: string) => (folder.endsWith('/good') ? undefined : facts.names(folder)) };
  for (const line of ['cp good/* docs/', 'cp -r good/. docs/', 'rsync -a good/ docs/']) {
    assert.equal(inEdits(line), 'allow');
    assert.equal(inEdits(line, closed), 'ask');
  }
  const many = Object.fromEntries(Array.from({ length: 1_200 }, (_, at) => [`${ws}/many/${at}.ts`, '']));
  assert.equal(inEdits('cp -r many/. docs/', memoryFacts({ files: { ...files, ...many } })), 'ask');
}); // prettier-ignore

test('a folder that leads back into itself is left in the end', () => {
  const loop = { ...facts, names: (folder: string) => (folder.includes('loop') ? ['loop', 'b'] : facts.names(folder)) };
  assert.equal(inEdits('cp -r loop docs/', loop), 'ask');
}); // prettier-ignore
