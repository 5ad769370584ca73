// The two means by which a text is read once: patterns one behind the other, and pieces that may not be closed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { changesWithin, readSql } from '../../../../src/policy/commands/sql.ts';
import { follow, inOrder } from '../../../../src/policy/text/order.ts';
import { pieces } from '../../../../src/policy/text/pieces.ts';
import { decide } from '../../../support/policy/decide.ts';

test('patterns follow each other only where each stands behind the one before', () => {
  assert.ok(follow('a b c', [/a/u, /c/u]));
  assert.ok(!follow('c b a', [/a/u, /c/u]));
  assert.ok(!follow('ac', [/a/u, /ac/u]));
  assert.ok(follow('anything', []));
  assert.ok(inOrder(/a/u, /b/u).test('xayb'));
});

const quotes = { "'": /'(?:[^'\\]|\\[^])*'/uy, '"': /"(?:[^"\\]|\\[^])*"/uy };
const found = (text: string) => [...pieces(text, /['"]/gu, quotes)].map((piece) => piece.text);

const texts: readonly (readonly [string, readonly string[]])[] = [
  [`a 'b' "c"`, [`'b'`, `"c"`]],
  [`'it"s' "it's"`, [`'it"s'`, `"it's"`]],
  [`' "a" "b"`, [`"a"`, `"b"`]],
  [`'\\' "a" \\'`, [`"a"`]],
  [`"\\"" '`, [`"\\""`]],
  ['', []],
];
for (const [text, expected] of texts)
  test(`the pieces of ${text === '' ? 'nothing' : text}`, () => assert.deepEqual(found(text), expected));

test('pieces are those that an expression finds which starts anew at each sign', () => {
  const anew = /'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*"/gu;
  const text = fc.string({ unit: fc.constantFrom("'", '"', '\\', 'a', '\n'), maxLength: 30 });
  fc.assert(
    fc.property(text, (one) => assert.deepEqual(found(one), one.match(anew) ?? [])),
    { numRuns: 5000 },
  );
});

test('SQL of quotes, comments and names that nothing closes is read as one that writes them out', () => {
  for (const open of ["'", '"', '`', '[', '/*', "'\\'", '"\\"', '$', "['"])
    for (const text of [`${open} ; DROP TABLE users`, `SELECT 1; ${open}\n; DROP TABLE users`]) {
      assert.equal(readSql(text).worst, 'destroy', text);
      assert.deepEqual(changesWithin(text), ['DROP TABLE users'], text);
    }
});

test('comparisons in comparisons are read once each, and a word of many signs does not go to the grammar', () => {
  // Either took minutes; a limit would only judge the machine.
  assert.equal(decide(`node -e '0${' != x'.repeat(400)}'`).behavior, 'ask');
  assert.equal(decide(`echo ${'A@'.repeat(20_000)} $x; rm -rf /`).behavior, 'deny');
});
