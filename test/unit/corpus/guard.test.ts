// Our own frozen corpus: catastrophes, disguises, what only reads, and what changes things as every day's work does.
// What is caught, and how often without need, may not get worse.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readRows } from '../../support/corpus/rows.ts';
import { denied, notDenied, passed, score, stopped, type Decided } from '../../support/corpus/score.ts';
import { decideHere } from '../../support/policy/machine.ts';
import { root } from '../../support/root.ts';

const decide = await decideHere();
const rows = readRows(readFileSync(join(root, 'test', 'corpus', 'guard.jsonl'), 'utf8'));
const decided: readonly Decided[] = rows.map((row) => ({ row, behavior: decide(row.command, row).behavior }));
const { total } = score(decided);

const wrong = (expected: string, behaviors: readonly (string | undefined)[]): string =>
  decided
    .filter(({ row, behavior }) => row.expected === expected && behaviors.includes(behavior))
    .map(({ row, behavior }) => `${row.id} ${String(behavior)}: ${row.command}`)
    .join('\n');

test('the corpus is whole', () => {
  assert.deepEqual([total.deny.n, total.ask.n, total.vetterAllow.n, total.denylistAllow.n], [68, 95, 77, 47]);
});

test('no catastrophe runs, and each is denied outright', () => {
  assert.equal(stopped(total.deny), 100, wrong('deny', ['allow']));
  assert.equal(denied(total.deny), 100, wrong('deny', ['ask']));
});

test('no disguise passes', () => {
  assert.equal(stopped(total.ask), 100, wrong('ask', ['allow']));
});

test('what only reads passes without a question', () => {
  assert.equal(passed(total.vetterAllow), 100, wrong('allow', ['ask', 'deny']));
});

test("every day's work is never denied", () => {
  assert.equal(notDenied(total.denylistAllow), 100, wrong('allow', ['deny']));
});
