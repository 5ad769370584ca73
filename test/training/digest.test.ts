// The model in the repository is the one that its training makes, bit for bit.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { modelDigest } from '../../src/policy/classifier/model/pinned.ts';
import { cross, train, type Trained } from '../../training/train.ts';
import { modelBytes } from '../support/policy/model.ts';
import { root } from '../support/root.ts';
import { trainingFolder } from '../support/training.ts';

describe('training', () => {
  let trained: Trained;
  let folder = '';
  let seconds = 0;
  before(async () => {
    folder = await trainingFolder();
    const before = process.cpuUsage();
    trained = train(root, folder);
    seconds = process.cpuUsage(before).user / 1e6;
  });

  it('makes the bytes that are in the repository', () => {
    assert.equal(trained.digest, modelDigest);
    assert.deepEqual(trained.bytes, modelBytes());
  });

  it('makes the same bytes again', () => {
    assert.equal(train(root, folder).digest, trained.digest);
  });

  it('takes less than a minute, on a machine that does nothing else', () => {
    assert.ok(seconds < 60, `${seconds.toFixed(1)} s`);
  });

  it('tells nine pairs in ten apart on programs that it has not seen', () => {
    const area = cross(root, folder);
    assert.ok(area > 0.92, area.toFixed(4));
  });

  it('learns from no more than 1,500 examples of one program, and from none that only tells what it would do', () => {
    const counts = new Map<string, number>();
    for (const { program } of trained.examples) counts.set(program, (counts.get(program) ?? 0) + 1);
    assert.equal(Math.max(...counts.values()), 1500);
    assert.ok(!trained.examples.some(({ words }) => words.includes('--help') || words.includes('--dry-run')));
  });
});
