// Lines of the journal's list: a line for each day, then its rows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayName, lineAt, lineOf, rowAt } from '../../../webview/journalPlaces.ts';

const days = [
  { day: '2026-11-29', at: 0 },
  { day: '2026-11-28', at: 3 },
  { day: '2026-11-26', at: 4 },
];

test('each line is a day or a row, and each row has its line', () => {
  const lines = Array.from({ length: 9 }, (_, line) => lineAt(days, line));
  assert.deepEqual(
    lines.map((one) => ('day' in one ? one.day : one.row)),
    ['2026-11-29', 0, 1, 2, '2026-11-28', 3, '2026-11-26', 4, 5],
  );
  for (const [line, one] of lines.entries()) if ('row' in one) assert.equal(lineOf(days, one.row), line);
  assert.deepEqual([rowAt(days, -3), rowAt(days, 0), rowAt(days, 4), rowAt(days, 8)], [0, 0, 3, 5]);
  assert.deepEqual(lineAt([], 7), { row: 7 });
});

test('days are named as people name them', () => {
  const now = new Date(2026, 10, 29, 0, 5).getTime();
  assert.equal(dayName('2026-11-29', now), 'Today');
  assert.equal(dayName('2026-11-28', now), 'Yesterday');
  assert.match(dayName('2026-11-26', now), /26/);
  assert.doesNotMatch(dayName('2026-11-26', now), /2026/);
  assert.match(dayName('2025-11-29', now), /2025/);
  assert.equal(dayName('', now), 'Without a date');
});
