// No text makes the readers of patches, addresses and files that run throw or take long.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { webFinding } from '../../../../src/policy/commands/url.ts';
import { codeIn } from '../../../../src/policy/edits/code.ts';
import { changesScripts } from '../../../../src/policy/edits/package.ts';
import { readPatch } from '../../../../src/policy/edits/patch.ts';
import { runningRows, type CodeForm } from '../../../../src/policy/edits/running.ts';
import { readIgnore } from '../../../../src/gate/git/ignore.ts';
import { readIndex } from '../../../../src/gate/git/indexFile.ts';
import { memoryFacts } from '../../../support/policy/facts.ts';

const facts = memoryFacts();
const forms: readonly CodeForm[] = [...new Set(runningRows.map(({ form }) => form))];
const pieces = [
  '\n', ' ', '\t', '\\', '"', "'", '`', '{', '}', '[', ']', ':', ',', '-', '#', '*', '$(', ')', '${{', '}}', '|', '>', '=', '@', '%', '://', 'http', 'a', '1',
  'run: |', 'script:', '"scripts"', 'Exec', 'sh ', '*** Begin Patch', '*** End Patch', '*** Add File: ', '*** Update File: ', '*** Move to: ', '@@ -1,2 +3,4 @@', '--- ', '+++ ', '+', 'diff --git a/x b/x', '\0', '\u202e', 'é',
]; // prettier-ignore
const text = fc.oneof(
  fc.string(),
  fc.array(fc.constantFrom(...pieces), { maxLength: 200 }).map((all) => all.join('')),
);

function read(input: string): void {
  const patch = readPatch(input);
  assert.ok(patch.problem !== undefined || patch.changes.length > 0);
  webFinding(input, facts);
  for (const form of forms) for (const { line } of codeIn(form, input)) assert.equal(typeof line, 'string');
  const change = { path: 'package.json', action: 'edit', added: [input], removed: [input.slice(1)] } as const;
  changesScripts(change, input);
  changesScripts({ ...change, action: 'write' }, undefined);
  readIgnore(input);
  readIndex(Buffer.from(`DIRC\0\0\0\u0002\0\0\0\u0005${input}`));
} // prettier-ignore

test('no text makes them throw', () => fc.assert(fc.property(text, read), { numRuns: 2_000 }));

const unit = 200_000;
const nasty: readonly (readonly [what: string, text: string])[] = [
  ...pieces.map((piece) => [JSON.stringify(piece), piece.repeat(unit / piece.length)] as const),
  ['words', 'a '.repeat(unit / 2)],
  ['quotes', '"a":'.repeat(unit / 4)],
  ['quotes over lines', '"a"\n\n:'.repeat(unit / 6)],
  ['versions', `"a": "${'1-'.repeat(unit / 2)}!"`],
  ['short versions', `"a": "${'1 '.repeat(140)}!"`],
  ['blanks and an end', `${' '.repeat(unit)}x`],
  ['stars', '*a'.repeat(unit / 2)],
  ['dots', `http://${'a.'.repeat(unit / 2)}`],
  ['parameters', `http://a/?${'token=&'.repeat(2_000)}`],
  ['a long name', `http://a/?${'a_'.repeat(7_000)}=12345678`],
];
for (const [what, input] of nasty) {
  test(`no time is lost on ${what}`, () => {
    const started = performance.now();
    read(input);
    assert.ok(performance.now() - started < 3_000, `${performance.now() - started} ms`);
  });
}
