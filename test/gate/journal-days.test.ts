// The days of a list, in the person's time zone; what of the journal cannot be read; what is looked for in it.
import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openJournal } from '../../src/gate/journal.ts';
import { daysOf } from '../../src/gate/journalDays.ts';
import { indexJournal } from '../../src/gate/journalIndex.ts';
import { entryFits } from '../../src/gate/journalRows.ts';
import { makePlace } from '../support/place.ts';
import { silentLog } from './support.ts';

const times = ['2026-11-29T00:30:00.000Z', '2026-11-28T23:59:00.000Z', '2026-11-28T00:00:00.000Z', '2026-11-02T12:00:00.000Z', 'damaged']; // prettier-ignore
const zones: readonly (readonly [string | undefined, readonly string[]])[] = [
  ['UTC', ['2026-11-29 0', '2026-11-28 1', '2026-11-02 3', ' 4']],
  ['America/New_York', ['2026-11-28 0', '2026-11-27 2', '2026-11-02 3', ' 4']],
  ['Asia/Tokyo', ['2026-11-29 0', '2026-11-28 2', '2026-11-02 3', ' 4']],
];
for (const [zone, expected] of zones)
  test(`days in ${String(zone)}`, () =>
    assert.deepEqual(
      daysOf(times.length, (at) => times[at] ?? '', zone).map(({ day, at }) => `${day} ${at}`),
      expected,
    ));

test('a zone that nobody knows is that of the machine, and nothing fails', () => {
  assert.equal(daysOf(3, (at) => times[at] ?? '', 'Nowhere/Else').at(0)?.at, 0);
  assert.deepEqual(
    daysOf(0, () => '', 'UTC'),
    [],
  );
});

test('100,000 entries of a year are put into their days with a few looks at each', () => {
  let looks = 0;
  const start = Date.UTC(2026, 11, 31, 23);
  const days = daysOf(100_000, (at) => ((looks += 1), new Date(start - at * 315_000).toISOString()), 'UTC');
  assert.equal(days.length, 365);
  assert.ok(looks < 365 * 20, `${looks} looks`);
});

test('what cannot be read is said, and all else is in the list', async (t) => {
  const place = makePlace(t);
  const folder = place.path('journal');
  const journal = openJournal({ folder, log: silentLog(), now: Date.now });
  journal.append({ event: 'decision', id: 'd-1', session: 's', agent: 'claude', tool: 'mcp__github__x', subject: 'x', behavior: 'allow', layer: 'safe', operations: [{ service: 'mcp:github', kind: 'read' }] }); // prettier-ignore
  journal.close();
  mkdirSync(join(folder, '20260101T000000000Z-1-00000000.jsonl'));
  appendFileSync(join(folder, 'notes.txt'), 'not of the journal');
  const index = indexJournal(folder);
  await index.refresh();
  assert.match(index.problem ?? '', /20260101T000000000Z-1-00000000\.jsonl cannot be read: it is not a file/);
  assert.equal(index.page({ service: 'mcp:github', tool: 'mcp__github__x' }, 0, 9).total, 1);
  assert.equal(index.page({ service: 'mcp:git' }, 0, 9).total, 0);
  assert.deepEqual(index.values('service'), ['mcp:github']);
  const row = index.decision('d-1');
  assert.ok(row);
  assert.equal(index.decision(''), undefined);
  assert.deepEqual(index.beside(row, { event: 'decision' }), { newer: undefined, older: undefined });
  assert.equal(index.beside(row, {}).older?.event, 'open');
  const entry = index.entry(row);
  assert.ok(entry);
  for (const [filter, fits] of [[{ text: 'SAFE' }, true], [{ text: 'd-1' }, false], [{ session: 's' }, true], [{ behavior: 'deny' }, false]] as const)
    assert.equal(entryFits(filter)(entry), fits, JSON.stringify(filter));
  const empty = indexJournal(place.path('nowhere'));
  await empty.refresh();
  assert.equal(empty.problem, undefined);
}); // prettier-ignore
