// What says who the person is goes out of a text; what only looks like it stays.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anonymous } from '../../../src/policy/anonymous.ts';

const alice = anonymous({ home: '/home/alice', account: 'alice' });

const cases: readonly (readonly [text: string, rest: string])[] = [
  ['look at /home/alice/code/x.ts', 'look at ~/code/x.ts'],
  ['cd /home/alice', 'cd ~'],
  ['"/home/alice"', '"~"'],
  ['/Users/bob.smith/x and C:\\Users\\Bob\\y and C:/Users/bob', '~/x and ~\\y and ~'],
  ['mail alice@example.com or <a.b+c@mail.example.co.uk>.', 'mail [e-mail] or <[e-mail]>.'],
  ['mailto:alice@example.com', 'mailto:[e-mail]'],
  ['ssh alice@build', 'ssh [account]@build'],
  ['/home/alice-2/x', '~/x'],
];
for (const [text, rest] of cases)
  test(`${text} becomes ${rest}`, () => {
    assert.equal(alice(text), rest);
    assert.equal(alice(rest), rest, 'twice changes nothing');
  });

const harmless: readonly string[] = [
  'git clone git@github.com:a/b.git',
  'npm install lodash@4.17.21 @types/node@22',
  'use actions/checkout@v4',
  'https://example.com/home/about',
  '/srv/home/x and ./home/x and /Users/Shared/x',
  'alice in wonderland',
  '@app.route("/")',
];
for (const text of harmless) test(`${text} stays`, () => assert.equal(alice(text), text));

test('the home of root goes, and no path that only begins with its letters', () => {
  const root = anonymous({ home: '/root', account: '' });
  assert.equal(
    root('/root/x /rootless /srv/root/y example.com/root'),
    '~/x /rootless /srv/root/y example.com/root',
  );
});

test('an account and a home of odd characters are taken as they are', () => {
  const odd = anonymous({ home: 'C:\\Users\\A (x)', account: 'a.b' });
  assert.equal(odd('C:\\Users\\A (x)\\f, C:/Users/A (x)/f, a.b@h, aXb@h'), '~\\f, ~/f, [account]@h, aXb@h');
});

for (const piece of ['a@', 'a.', '@', '/home/', 'a-', '.a@b.'])
  test(`a long text of ${piece} takes less than a second`, () => {
    const started = performance.now();
    alice(piece.repeat(100_000 / piece.length));
    assert.ok(performance.now() - started < 1_000);
  });
