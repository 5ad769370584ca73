// The chain of one part over the bytes of its lines, and the one spelling that an entry has.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { sha256 } from '../../src/gate/digest.ts';
import { eventOf, openChain } from '../../src/gate/journalChain.ts';
import {
  decodeEntry,
  genesis,
  journalFormat,
  membersOf,
  otherFormat,
  seal,
  type JournalRecord,
} from '../../src/policy/journal.ts';

const file = '20260101T000000000Z-1-00000000.jsonl';
const time = '2026-01-01T00:00:00.000Z';
const open = { event: 'open', format: journalFormat };

/** The lines of a part that holds these records. */
function chained(records: readonly JournalRecord[]): string[] {
  let prev = genesis(file, sha256);
  return records.map((record, n) => {
    const { line, digest } = seal(membersOf(record), { n, time, prev }, sha256);
    prev = digest;
    return line;
  });
}

/** The first break, as `line: kind`; undefined for a whole chain. */
function firstBreak(lines: readonly (string | Buffer)[]): string | undefined {
  const chain = openChain(file);
  for (const [at, line] of lines.entries()) {
    const found = chain.follow(Buffer.from(line));
    if (found !== undefined) return `${at + 1}: ${found.kind}`;
  }
  return undefined;
}

const record = fc.dictionary(fc.string(), fc.jsonValue()).map((fields) => ({ ...fields, event: 'note' }));
const records = fc.array(record, { maxLength: 4 }).map((some) => [open, ...some]);

test('a chain of any records is whole, and says what was written', () => {
  fc.assert(
    fc.property(records, (all) => {
      const lines = chained(all);
      assert.equal(firstBreak(lines), undefined);
      for (const [n, line] of lines.entries()) {
        const entry = decodeEntry(line);
        assert.ok(entry);
        assert.deepEqual([entry.n, entry.time, entry.event], [n, time, all[n]?.event]);
        assert.equal(eventOf(Buffer.from(line)), entry.event);
        assert.equal(JSON.stringify(entry), line);
      }
    }),
  );
});

test('a chain is broken by the change of any bit, at the line that was changed', () => {
  fc.assert(
    fc.property(records, fc.nat(), fc.nat(), fc.nat(7), (all, atLine, atByte, bit) => {
      const lines = chained(all).map((line) => Buffer.from(line));
      const line = lines[atLine % lines.length] ?? Buffer.alloc(0);
      line[atByte % line.length]! ^= 1 << bit;
      assert.match(firstBreak(lines) ?? 'nothing found', new RegExp(`^${(atLine % lines.length) + 1}: `));
    }),
    { numRuns: 500 },
  );
});

test('fields that are named like those of the chain stand apart from them', () => {
  const [, line = ''] = chained([open, { event: 'note', digest: 'mine', n: 'mine', prev: 0, time: 1, 7: 'seven' }]);
  assert.equal(firstBreak(chained([open, { event: 'note', digest: 'mine', 7: 'x' }])), undefined);
  const entry = decodeEntry(line);
  assert.deepEqual(['digest_', 'n_', 'prev_', 'time_', '7_'].map((name) => entry?.[name]), ['mine', 'mine', 0, 1, 'seven']);
}); // prettier-ignore

test('what cannot be written as an entry is refused before anything is written', () => {
  assert.throws(() => membersOf({ event: 'note', deep: JSON.parse('['.repeat(500) + ']'.repeat(500)) }), RangeError);
  assert.throws(() => membersOf({ event: 'note', big: 1n }), TypeError);
}); // prettier-ignore

/** Lines that JSON readers take for different things, or that the writer would have written otherwise. */
const ambiguous: Record<string, (line: string) => string> = {
  'a name twice': (line) => line.replace('"a":1', '"a":1,"a":2'),
  'a name twice, once escaped': (line) => line.replace('"a":1', '"a":1,"\\u0061":2'),
  'a name of the chain twice': (line) => line.replace('"a":1', '"a":1,"event":"open"'),
  'a name twice, further in': (line) => line.replace('{"x":1}', '{"x":1,"x":2}'),
  'another spelling of a number': (line) => line.replace('"a":1', '"a":1.0'),
  'a number that is no double': (line) => line.replace('"a":1', '"a":12345678901234567890'),
  'a blank': (line) => line.replace('"a":1', '"a": 1'),
  'a letter that need not be escaped': (line) => line.replace('"b":"t"', '"b":"\\u0074"'),
  'half of a surrogate pair': (line) => line.replace('"b":"t"', '"b":"\ud800"'),
};

for (const [what, change] of Object.entries(ambiguous))
  test(`a line is no entry that has ${what}`, () => {
    const [line = ''] = chained([{ event: 'note', a: 1, b: 't', c: { x: 1 } }]);
    assert.ok(decodeEntry(line));
    assert.notEqual(change(line), line);
    assert.equal(decodeEntry(change(line)), undefined);
  });

test('a line that is no JSON of an entry is none', () => {
  for (const line of ['', '{', '[]', 'null', '{}', '{"event":"note"}', '{"n":0,"prev":"x","time":"t","event":1,"digest":"d"}'])
    assert.equal(decodeEntry(line), undefined);
  assert.equal(decodeEntry(`{"n":0,"prev":"x","time":"t","event":"e","a":${'['.repeat(9_999)}${']'.repeat(9_999)},"digest":"d"}`), undefined);
}); // prettier-ignore

/** A part that is chained as it should be and still none that this reader knows. */
const foreign: Record<string, [records: readonly JournalRecord[], found: string]> = {
  'does not begin with its opening': [[{ event: 'note' }], '1: missing'],
  'is of another format': [[{ event: 'open', format: journalFormat + 1 }], '1: format'],
  'does not say its format': [[{ event: 'open' }], '1: format'],
};

for (const [what, [all, found]] of Object.entries(foreign))
  test(`a part is refused that ${what}`, () => assert.equal(firstBreak(chained(all)), found));

test('a part of a format with other lines is told from a damaged one', () => {
  assert.equal(firstBreak(['{"event":"open","format":2,"chain":"x"}']), '1: format');
  assert.equal(firstBreak(['{"event":"open"']), '1: notAnEntry');
  assert.equal(otherFormat(JSON.stringify(open)), undefined);
  assert.equal(otherFormat('{"event":"open","format":7}'), '7');
  assert.equal(otherFormat('{"event":"note","format":7}'), undefined);
});

test('an entry that is whole but not text in UTF-8 is none', () => {
  const prev = genesis(file, sha256);
  const body = Buffer.from(`{"n":0,"prev":"${prev}","time":"${time}","event":"open","a":"\xff"`, 'latin1');
  const { line } = seal('', { n: 0, time, prev }, () => createHash('sha256').update(body).digest('hex'));
  const bytes = Buffer.concat([body, Buffer.from(line.slice(line.indexOf(',"digest":"')))]);
  assert.equal(firstBreak([bytes]), '1: notAnEntry');
});
