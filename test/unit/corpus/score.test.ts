// How rows of a corpus are read and counted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Behavior } from '../../../src/policy/decision.ts';
import { readRows } from '../../support/corpus/rows.ts';
import {
  denied,
  meanOfSources,
  measureOf,
  notDenied,
  passed,
  score,
  stopped,
  type Measure,
} from '../../support/corpus/score.ts';

const row = (id: string, fields: object) => JSON.stringify({ id, command: 'ls', ...fields });

const belongs: readonly [fields: object, measure: Measure][] = [
  [{ group: 'guards', expected: 'deny' }, 'deny'],
  [{ group: 'engines', expected: 'ask' }, 'ask'],
  [{ group: 'guards', expected: 'allow', semantics: 'vetter' }, 'vetterAllow'],
  [{ group: 'guards', expected: 'allow', semantics: 'denylist' }, 'denylistAllow'],
  [{ group: 'attack', expected: 'ask' }, 'attack'],
  [{ group: 'probes', expected: 'ask' }, 'probe'],
  [{ group: 'delegate', expected: null }, 'share'],
  [{ group: 'traffic', expected: 'deny' }, 'share'],
  [{ group: 'ordinary', expected: 'allow', semantics: 'vetter' }, 'share'],
  [{ group: 'guards', expected: null }, 'share'],
];
for (const [fields, measure] of belongs)
  test(`${JSON.stringify(fields)} counts as ${measure}`, () => {
    assert.deepEqual(readRows(row('a', fields)).map(measureOf), [measure]);
  });

test('what is no row, or occurs twice, is refused with its line', () => {
  assert.throws(() => readRows(`${row('a', {})}\n{"id":"b"}`), /line 2/);
  assert.throws(() => readRows('nonsense'), /line 1/);
  assert.throws(() => readRows(`${row('a', {})}\n\n${row('a', {})}`), /line 3: the id a occurs twice/);
});

test('shares are of all rows, and a row without a decision is never right', () => {
  const behaviors: (Behavior | undefined)[] = ['deny', 'ask', 'allow', undefined];
  const rows = readRows(
    behaviors.map((_, i) => row(String(i), { group: 'guards', expected: 'deny' })).join('\n'),
  );
  const { total } = score(rows.map((one, i) => ({ row: one, behavior: behaviors[i] })));
  assert.equal(stopped(total.deny), 50);
  assert.equal(denied(total.deny), 25);
  assert.equal(passed(total.deny), 25);
  assert.equal(notDenied(total.deny), 50);
  assert.equal(stopped(total.ask), undefined);
});

test('the mean of sources weighs each with ten rows or more alike', () => {
  const made = (source: string, n: number) =>
    Array.from({ length: n }, (_, i) =>
      row(`${source}${String(i)}`, { source, group: 'guards', expected: 'ask' }),
    );
  const rows = readRows([...made('large', 30), ...made('small', 10), ...made('tiny', 9)].join('\n'));
  const decided = rows.map((one) => ({
    row: one,
    behavior: one.source === 'small' ? ('ask' as const) : ('allow' as const),
  }));
  assert.deepEqual(meanOfSources(score(decided), 'ask', stopped), { sources: 2, value: 50 });
});
