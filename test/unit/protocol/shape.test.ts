// Messages between the panel and the extension: exactly what a shape says comes through, and nothing else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeIntent, decodeNews } from '../../../src/protocol/panel.ts';
import {
  aFlag,
  aNumber,
  aText,
  listOf,
  maybe,
  oneOf,
  record,
  textUpTo,
  union,
  wholeNumber,
} from '../../../src/protocol/shape.ts';

const person = record({ name: aText, age: maybe(aNumber), tags: listOf(oneOf('a', 'b'), 2) });

const cases: readonly (readonly [string, unknown, unknown])[] = [
  ['all fields', { name: 'x', age: 3, tags: ['a'] }, { name: 'x', age: 3, tags: ['a'] }],
  ['a field that may be missing', { name: 'x', tags: [] }, { name: 'x', tags: [] }],
  ['fields that are not named are left out', { name: 'x', tags: [], more: 1 }, { name: 'x', tags: [] }],
  ['a missing field', { tags: [] }, undefined],
  ['a field of another type', { name: 1, tags: [] }, undefined],
  ['an optional field of another type', { name: 'x', age: '3', tags: [] }, undefined],
  ['a number that is none', { name: 'x', age: Number.NaN, tags: [] }, undefined],
  ['a word that is not known', { name: 'x', tags: ['c'] }, undefined],
  ['more items than are taken', { name: 'x', tags: ['a', 'a', 'a'] }, undefined],
  ['a list', [], undefined],
  ['nothing', null, undefined],
];
for (const [name, value, expected] of cases)
  test(`a record: ${name}`, () => assert.deepEqual(person(value), expected));

test('a text that is too long is refused, not cut; a number must be whole and in its bounds', () => {
  assert.equal(textUpTo(3)('abcd'), undefined);
  assert.equal(textUpTo(3)('abc'), 'abc');
  assert.equal(wholeNumber(1, 5)(2.5), undefined);
  assert.equal(wholeNumber(1, 5)(6), undefined);
  assert.equal(wholeNumber(1, 5)(5), 5);
});

test('one of several records is told apart by its type', () => {
  const shape = union({ on: { flag: aFlag }, off: {} });
  assert.deepEqual(shape({ type: 'on', flag: true }), { type: 'on', flag: true });
  assert.deepEqual(shape({ type: 'off', flag: 7 }), { type: 'off' });
  for (const bad of [{ type: 'on' }, { type: 'toString' }, { type: '__proto__' }, {}, 'on', null])
    assert.equal(shape(bad), undefined);
});

test('an intent is exactly one of those that the panel knows', () => {
  assert.deepEqual(decodeIntent({ type: 'answer', id: 'x', behavior: 'allow' }), { type: 'answer', id: 'x', behavior: 'allow' });
  for (const bad of [
    { type: 'answer', id: 'x', behavior: 'ask' },
    { type: 'answer', id: 'x'.repeat(65), behavior: 'allow' },
    { type: 'command', name: 'workbench.action.terminal.new' },
    { type: 'session', id: 'x', act: 'kill' },
    { type: 'simulate', request: 1, agent: 'claude', mode: '', tool: 'shell', input: 'x'.repeat(1_200_000) },
    { type: 'openRule', line: 0 },
  ])
    assert.equal(decodeIntent(bad), undefined, JSON.stringify(bad).slice(0, 80));
}); // prettier-ignore

test('whatever comes, decoding does not throw, and what is decoded decodes to itself', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      for (const decode of [decodeIntent, decodeNews]) {
        const once = decode(value);
        if (once !== undefined) assert.deepEqual(decode(structuredClone(once)), once);
      }
    }),
  );
});
