// A short run of `npm run fuzz`, with a seed that stays.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readRows } from '../support/corpus/rows.ts';
import { root } from '../support/root.ts';
import { memoryGrowth } from './memory.ts';
import { fuzz } from './run.ts';
import { callOf, workOf, type Form } from './slow.ts';

const lines = readRows(readFileSync(join(root, 'test', 'corpus', 'guard.jsonl'), 'utf8')).map(
  ({ command }) => command,
);

test('8,000 generated lines: no fault, nothing beyond the bound, nothing looser in another spelling', () => {
  const { faults, behaviors, compared } = fuzz({ seed: 1, count: 8000, lines, bound: 25 });
  assert.deepEqual(faults.slice(0, 5), []);
  assert.ok(Math.min(behaviors.allow, behaviors.ask, behaviors.deny) > 300, JSON.stringify(behaviors));
  assert.ok(compared > 400);
});

test('20,000 decisions leave the memory where it was', () => {
  const { heap } = memoryGrowth(20_000, 2);
  assert.ok(heap < 4 * 2 ** 20, `${(heap / 2 ** 20).toFixed(1)} MB more`);
});

/** Found by `searchSlow`; each once took from three hundred milliseconds to minutes. */
const onceSlow: readonly [Form, string, string][] = [
  ['bash', '', ':$'],
  ['bash', '<', '\\;$aa()declare'],
  ['bash', ' curl ', '${a[+ do '],
  ['bash', ' else `', '\n//'],
  ['bash', ' else `', '!\n//'],
  ['bash -c', '', '${a'],
  ['python', '', '+from '],
  ['node', '', "??in')"],
  ['ruby', '', 'A\n=='],
  ['php', '', '${'],
  ['PowerShell', '', " function a]-eq '"],
  ['PowerShell', ' param(', '$a'],
];

for (const [form, before, unit] of onceSlow) {
  test(`${form} of ${JSON.stringify(unit)} is decided at once`, () => {
    const call = callOf(form, `${before}${unit.repeat(65_000 / unit.length)}`);
    const work = Math.min(...[1, 2, 3, 4, 5].map(() => workOf(call)));
    // They take 15 to 100 now, on a machine that does much else.
    assert.ok(work < 400, `${work.toFixed(0)} ms of a processor`);
  });
}
