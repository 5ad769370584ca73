// Which files settings may name, and whose list counts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeSettings } from '../../../src/protocol/settings.ts';
import type { SettingsSource } from '../../../src/protocol/settingScopes.ts';

const decoded = (...sources: readonly SettingsSource[]) => decodeSettings(sources);
const list = (scope: SettingsSource['scope'], files: unknown, base?: string): SettingsSource => ({
  scope,
  values: { 'portcullis.grounding.files': files },
  ...(base === undefined ? {} : { base }),
});

test('without settings no file is named, and a text counts for 30 minutes', () =>
  assert.deepEqual(decoded().grounding, { files: [], maxAge: 1_800_000 }));

test('the person may name any file, a workspace only files in it', () => {
  const { grounding, problems } = decoded(
    list('user', ['~/me.md', '/etc/motd', '../up.md']),
    list('workspace', ['docs/who.md', '~/.ssh/config', '/etc/passwd', 'C:\\x', '\\\\host\\x', 'a/../../x', '..']),
    list('folder', ['team.md'], '/ws/b'),
  );
  assert.deepEqual(grounding.files, [
    { path: '~/me.md', by: 'person' },
    { path: '/etc/motd', by: 'person' },
    { path: '../up.md', by: 'person' },
    { path: 'docs/who.md', by: 'workspace' },
    { path: 'team.md', by: 'workspace', base: '/ws/b' },
  ]);
  assert.equal(problems.length, 6);
}); // prettier-ignore

test('what is no list of texts is told, and what is right in it still holds', () => {
  const { grounding, problems } = decoded(list('user', ['a.md', 7, ' ']));
  assert.deepEqual(grounding.files, [{ path: 'a.md', by: 'person' }]);
  assert.equal(problems.length, 2);
});

test('no more than eight files of a scope', () => {
  const { grounding, problems } = decoded(list('user', 'abcdefghijk'.split('')));
  assert.equal(grounding.files.length, 8);
  assert.equal(problems.length, 3);
});

for (const [value, minutes] of [
  [0, 0],
  [5, 5],
  [1440, 1440],
  [-1, 30],
  [1441, 30],
  ['5', 30],
  [Number.NaN, 30],
] as const)
  test(`a text counts for ${minutes} minutes where the settings say ${JSON.stringify(value)}`, () =>
    assert.equal(
      decoded({ scope: 'user', values: { grounding: { maxAge: value } } }).grounding.maxAge,
      minutes * 60_000,
    ));

test('how long a text counts is the person’s to say', () => {
  const { grounding, problems } = decoded({ scope: 'workspace', values: { 'grounding.maxAge': 0 } });
  assert.equal(grounding.maxAge, 1_800_000);
  assert.equal(problems.length, 1);
});
