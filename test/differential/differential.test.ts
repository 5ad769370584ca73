// Small scripts run for real in a sandbox: whatever they wrote, removed or started stands in the effects of a complete
// analysis. `npm run differential` runs more of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomFrom } from '../support/lines/random.ts';
import { differential, structural } from './run.ts';
import { randomScript, statements } from './scripts.ts';
import { randomStructure } from './structures.ts';

test('statements of every kind do nothing beyond their effects', async () => {
  const { complete, allowed, mismatches } = await differential(statements);
  assert.deepEqual(mismatches, []);
  assert.ok(
    complete > 150 && allowed > 30,
    `${String(complete)} of ${String(statements.length)} are complete`,
  );
});

test('generated scripts do nothing beyond their effects', async () => {
  const scripts = Array.from({ length: 100 }, (_, i) => randomScript(randomFrom(i)));
  const { complete, allowed, mismatches } = await differential(scripts);
  assert.deepEqual(mismatches, []);
  assert.ok(complete > 50 && allowed > 10, `${String(complete)} of ${String(scripts.length)} are complete`);
});

test('no command of a script that is all structure goes unseen', async () => {
  const scripts = Array.from({ length: 300 }, (_, i) => randomStructure(randomFrom(i)));
  const { complete, mismatches } = await structural(scripts);
  assert.deepEqual(mismatches, []);
  assert.ok(complete > 100, `${String(complete)} of ${String(scripts.length)} are complete`);
});
