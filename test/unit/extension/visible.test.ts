// What a person sees of an agent's text.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { inert, shortened, visible, visibleLines } from '../../../src/extension/visible.ts';

function shows(text: string, expected: string): void {
  test(`${JSON.stringify(text)} is shown as ${expected}`, () => assert.equal(visible(text), expected));
}

shows('git status', 'git status');
shows('a\nb\r\nc', 'a⏎b⏎c');
shows('a\tb', 'a⇥b');
shows('a\u0000b', 'a⟨U+0000⟩b');
shows('a\u001b[2Kb', 'a⟨U+001B⟩[2Kb');
shows('rm \u202Efdp.exe', 'rm ⟨U+202E⟩fdp.exe');
shows('a\u2066b\u2069', 'a⟨U+2066⟩b⟨U+2069⟩');
shows('l\u200Bs', 'l⟨U+200B⟩s');
shows('ls\u00A0-la', 'ls⟨U+00A0⟩-la');
shows('ls\u3164', 'ls⟨U+3164⟩');
shows('x\u{E0041}', 'x⟨U+E0041⟩');
shows('\ud800', '⟨U+D800⟩');
shows('echo grüße 你好 🙂', 'echo grüße 你好 🙂');

test('no unseen character survives', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.doesNotMatch(visible(text), /(?! )[\p{C}\p{Z}]/u);
    }),
  );
});

test('a document keeps its lines and tabs', () => {
  assert.equal(visibleLines('a\tb\r\nc\u202E'), 'a\tb\nc⟨U+202E⟩');
});

test('a long text keeps its start and its end and says what is missing', () => {
  const text = `START${'x'.repeat(500)}END`;
  const short = shortened(text, 100);
  assert.match(short, /^START.* \[…408 more characters…\] .*END$/);
  assert.equal(shortened('short', 100), 'short');
  assert.equal(shortened('🙂🙂🙂', 3), '🙂🙂🙂');
});

test('a command cannot put a link into a notification', () => {
  // The pattern by which VS Code finds links in messages (src/vs/base/common/linkedText.ts).
  const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi;
  assert.match('[Allow](command:x.y)', link);
  assert.doesNotMatch(inert('[Allow](command:x.y) [b](https://a.b)'), link);
});
