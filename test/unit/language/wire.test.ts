// What crosses the wire beside the protocol's own messages, and the journal as it grows.
import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { followJournal } from '../../../src/language/journal.ts';
import { kindOf } from '../../../src/language/place.ts';
import { jsonString } from '../../../src/language/jsonString.ts';
import { decodeLanguageStart, decodeWindowFacts, noWindow } from '../../../src/protocol/language.ts';
import { parseTree } from 'jsonc-parser/lib/esm/main.js';
import * as fc from 'fast-check';
import { removeFolder, temporaryFolder } from '../../support/place.ts';
import { decided, window } from './editor.ts';

test('window facts survive the wire', () => {
  const rules = [{ text: 'a', behavior: 'deny', scope: 'user', file: '/x', line: 3, form: 'claude', base: '/b' }] as const; // prettier-ignore
  const facts = { ...window, rules };
  assert.deepEqual(decodeWindowFacts(JSON.parse(JSON.stringify(facts))), facts);
});

test('what is missing or wrong loosens nothing', () => {
  for (const wrong of [
    undefined,
    null,
    7,
    [],
    {},
    { trusted: 'yes', places: [{}], rules: [7, {}], roots: [1] },
  ])
    assert.deepEqual(decodeWindowFacts(wrong), noWindow);
  const place = { file: '/x', scope: 'workspace', uncounted: 'because' };
  assert.equal(decodeWindowFacts({ places: [place] }).places[0]?.uncounted, 'unapproved');
});

test('any value is a start', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => void decodeLanguageStart(value)));
  assert.deepEqual(
    decodeLanguageStart({ grammar: { runtime: '/a' }, journal: { folder: '/j', archive: '/k' } }),
    { journal: { folder: '/j', archive: '/k' } },
  );
});

for (const [uri, kind] of [
  ['file:///w/.vscode/settings.json', 'settings'],
  ['file:///home/a/.config/Code/User/profiles/x/settings.json', 'settings'],
  ['vscode-userdata:/home/a/.config/Code/User/settings.json', 'settings'],
  ['file:///w/a%20b.code-workspace', 'workspace'],
  ['file:///w/.claude/settings.json', 'claude'],
  ['file:///w/.claude/settings.local.json', 'claude'],
  ['file:///c%3A/w/.claude/settings.json', 'claude'],
  ['file:///w/.claude/other.json', undefined],
  ['file:///w/package.json', undefined],
  ['git:/w/.vscode/settings.json', undefined],
  ['no address', undefined],
] as const) test(`${uri} is ${kind}`, () => assert.equal(kindOf(uri), kind)); // prettier-ignore

test('every place in a JSON string is found again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, plain) => {
      const source = `[${plain ? JSON.stringify(text) : `"${Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')}"`}]`; // prettier-ignore
      const node = parseTree(source)?.children?.[0];
      assert.ok(node);
      const string = jsonString(source, node);
      assert.equal(string.text, text);
      for (let at = 0; at <= text.length; at++) assert.equal(string.indexOf(string.offsetOf(at)), at);
      assert.equal(string.offsetOf(text.length), source.length - 2);
    }),
  );
});

test('the journal is read on from where it was, and half a line waits for its end', async () => {
  const folder = temporaryFolder('language-journal-');
  try {
    const journal = join(folder, 'journal');
    const seen: unknown[] = [];
    const archive = join(journal, 'archive');
    const followed = followJournal({ folder: journal, archive });
    const look = () => followed.look((entry) => seen.push(entry['subject']));
    await look();
    mkdirSync(journal);
    const file = join(journal, '20261120T120000000Z-1-00000000.jsonl');
    const line = (subject: string): string => JSON.stringify(decided({ subject }));
    const long = 'ü'.repeat(200_000);
    writeFileSync(file, `${line('a')}\n{"event":"open"}\nnot json "event":"decision"\n${line(long)}\n${line('b').slice(0, 20)}`); // prettier-ignore
    await look();
    await look();
    appendFileSync(file, `${line('b').slice(20)}\n`);
    await Promise.all([look(), look()]);
    assert.deepEqual(seen, ['a', long, 'b']);
    // Packed away it is no news; a part that was never seen is.
    mkdirSync(archive);
    writeFileSync(join(archive, `${basename(file)}.gz`), gzipSync(readFileSync(file)));
    rmSync(file);
    writeFileSync(join(archive, '20261101T120000000Z-1-00000000.jsonl.gz'), gzipSync(`${line('old')}\n`));
    writeFileSync(join(archive, '20261102T120000000Z-1-00000000.jsonl.gz'), 'damaged');
    await look();
    await look();
    assert.deepEqual(seen, ['a', long, 'b', 'old']);
  } finally {
    removeFolder(folder);
  }
});
