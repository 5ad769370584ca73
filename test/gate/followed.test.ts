// Followed code with real files: what the gate's facts read, and what they do not wait for.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { factsOf, readText } from '../../src/gate/facts.ts';
import { check } from '../../src/policy/check.ts';
import type { Decision } from '../../src/policy/decision.ts';
import { mostFileBytes } from '../../src/policy/facts.ts';
import { contextFor, shellCall } from '../support/policy/decide.ts';

const base = realpathSync(mkdtempSync(join(tmpdir(), 'portcullis-followed-')));
const root = join(base, 'project');
mkdirSync(root);
after(() => rmSync(base, { recursive: true, force: true }));

function decide(line: string): Decision {
  const facts = factsOf({ home: join(base, 'home'), cwd: root, roots: [root], own: [], temporary: [] });
  return check(shellCall(line), contextFor({ facts: { ...facts, temporary: [] } }));
}

test('a script of the workspace is read as it is now', () => {
  writeFileSync(join(root, 'x.sh'), 'echo hello\nls\n');
  assert.equal(decide('bash x.sh').behavior, 'allow');
  writeFileSync(join(root, 'x.sh'), 'rm -rf /\n');
  assert.equal(decide('bash x.sh').behavior, 'deny');
});

test('a link that leaves the workspace is not taken for a script of it', () => {
  writeFileSync(join(base, 'outside.sh'), 'echo hello\n');
  symlinkSync(join(base, 'outside.sh'), join(root, 'link.sh'));
  assert.equal(decide('bash link.sh').behavior, 'ask');
});

test('a link inside the workspace is followed', () => {
  mkdirSync(join(root, 'bin'));
  writeFileSync(join(root, 'bin', 'y.sh'), 'echo hello\n');
  symlinkSync('bin/y.sh', join(root, 'y.sh'));
  assert.equal(decide('./y.sh').behavior, 'allow');
});

test('a link to itself, a folder and nothing at all ask', () => {
  symlinkSync('loop.sh', join(root, 'loop.sh'));
  mkdirSync(join(root, 'folder.sh'));
  for (const name of ['loop.sh', 'folder.sh', 'nothing.sh'])
    assert.equal(decide(`bash ${name}`).behavior, 'ask');
});

test('a pipe without a writer does not hold the decision', { skip: process.platform === 'win32' }, () => {
  execFileSync('mkfifo', [join(root, 'pipe.sh')]);
  assert.equal(readText(join(root, 'pipe.sh')), undefined);
  assert.equal(decide('bash pipe.sh').behavior, 'ask');
  assert.equal(readText('/dev/zero'), undefined);
});

test('bytes that are no text, and texts that are too long', () => {
  writeFileSync(join(root, 'binary'), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0xff, 0xfe]));
  assert.equal(readText(join(root, 'binary')), undefined);
  writeFileSync(join(root, 'long.sh'), 'é'.repeat(mostFileBytes));
  assert.equal(readText(join(root, 'long.sh'))?.cut, true);
  assert.equal(decide('./binary').behavior, 'ask');
  assert.equal(decide('bash long.sh').behavior, 'ask');
});

test('a module beside a script in Python goes before the library', () => {
  writeFileSync(join(root, 'p.py'), 'import json\nprint(json.dumps(1))\n');
  assert.equal(decide('python3 p.py').behavior, 'allow');
  writeFileSync(join(root, 'json.py'), '');
  assert.equal(decide('python3 p.py').behavior, 'ask');
});

test('a script of the package file', () => {
  writeFileSync(
    join(root, 'package.json'),
    JSON.stringify({ scripts: { lint: 'echo ok', wipe: 'rm -rf ~' } }),
  );
  assert.equal(decide('npm run lint').behavior, 'allow');
  assert.equal(decide('npm run wipe').behavior, 'deny');
});
