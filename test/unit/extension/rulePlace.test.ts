// Which files a link to a rule may open.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayHoldRules } from '../../../src/extension/rulePlace.ts';

const opened: Readonly<Record<string, boolean>> = {
  '/home/dev/.claude/settings.json': true,
  '/etc/claude-code/managed-settings.d/10-team.json': true,
  'C:\\Users\\dev\\AppData\\Roaming\\Code\\User\\settings.json': true,
  '/home/dev/all.code-workspace': true,
  '/home/dev/.ssh/id_ed25519': false,
  '/home/dev/x.json.sh': false,
  '\\\\server.example\\share\\settings.json': false,
  '//server.example/share/settings.json': false,
};
for (const [file, expected] of Object.entries(opened))
  test(`${file} is ${expected ? '' : 'not '}opened`, () => assert.equal(mayHoldRules(file, []), expected));

test('a file whose rules are in force is opened wherever it lies', () => {
  const file = '\\\\wsl$\\Debian\\home\\dev\\ws\\.vscode\\settings.json';
  assert.ok(mayHoldRules(file, [undefined, file]));
});
