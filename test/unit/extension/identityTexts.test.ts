// The words about identity files.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IdentityFile } from '../../../src/gate/api.ts';
import { driftText, nameOfFile, stateText } from '../../../src/extension/identityTexts.ts';

const accepted = { at: 1, by: 'person' } as const;
const changed = (more: Partial<IdentityFile>): IdentityFile => ({
  path: '/ws/AGENTS.md',
  state: 'changed',
  ...more,
});
const lines = (line: number, removed: readonly string[], added: readonly string[]) => ({
  line,
  removed,
  added,
});

for (const [file, words] of [
  [changed({ digest: 'd', accepted, difference: lines(2, ['a'], ['b']) }), /AGENTS\.md changed outside the editor\..*given the text that you accepted before/],
  [changed({ digest: 'd', accepted, difference: lines(1, [], ['a']) }), /AGENTS\.md appeared outside the editor\..*are not given it/],
  [changed({ accepted, difference: lines(1, ['a'], []) }), /AGENTS\.md was deleted outside the editor\..*given the text that you accepted before/],
  [changed({ digest: 'd', difference: lines(1, [], ['a']) }), /what you accepted of it before is lost\..*are not given it/],
] as const)
  test(`drift: ${words.source}`, () => assert.match(driftText(file, 'AGENTS.md'), words)); // prettier-ignore

test('a name cannot become a link in a notification', () =>
  assert.doesNotMatch(driftText(changed({ digest: 'd', accepted }), '[x](command:y)'), /\]\(/));

test('files of the workspace are named without its folder, and nothing in a name is hidden', () => {
  assert.equal(nameOfFile('/ws/docs/who.md', ['/other', '/ws']), 'docs/who.md');
  assert.equal(nameOfFile('/home/me.md', ['/ws']), '/home/me.md');
  assert.equal(nameOfFile('/ws/a\u202Eb', ['/ws']), 'a⟨U+202E⟩b');
});

test('every state is told', () => {
  const told = (['accepted', 'changed', 'absent', 'untrusted', 'refused'] as const).map((state) =>
    stateText({ path: '/x', state, accepted, problem: 'it is a private key' }),
  );
  assert.equal(new Set(told).size, 5);
  assert.ok(told.includes('not given: it is a private key'));
});
