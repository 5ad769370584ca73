// The effect-verb model that ships: its bytes, and what it says of commands of programs that nobody knows.
import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { buckets, features } from '../../../../src/policy/classifier/model/features.ts';
import { logistic } from '../../../../src/policy/classifier/model/logistic.ts';
import { decodeModel, encodeModel } from '../../../../src/policy/classifier/model/model.ts';
import { modelDigest } from '../../../../src/policy/classifier/model/pinned.ts';
import { grammarScore, robustScore } from '../../../../src/policy/classifier/model/score.ts';
import { modelBytes, sha256, shippedModel } from '../../../support/policy/model.ts';

const model = shippedModel();
const changes = (text: string): number => logistic(robustScore(model, text.split(' ')).changes.logit);
const destroys = (text: string): number => logistic(robustScore(model, text.split(' ')).destroys.logit);

describe('the bytes of the model', () => {
  it('are those that the source names, and at most 64 KiB', () => {
    const bytes = modelBytes();
    assert.equal(sha256(bytes), modelDigest);
    assert.ok(bytes.length <= 65_536);
  });

  it('are what its numbers are written as', () => {
    assert.deepEqual(encodeModel(model.numbers), modelBytes());
  });

  it('are the same model wherever they lie in memory', () => {
    const among = Buffer.concat([Buffer.alloc(3), modelBytes(), Buffer.alloc(3)]);
    const [own, view] = [modelBytes(), among.subarray(3, 3 + modelBytes().length)].map(decodeModel);
    assert.deepEqual(view?.numbers, own?.numbers);
  });

  it('are no model when one is missing or the mark is another', () => {
    const bytes = modelBytes();
    assert.equal(decodeModel(bytes.subarray(1)), undefined);
    assert.equal(decodeModel(new Uint8Array(0)), undefined);
    assert.equal(decodeModel(Uint8Array.from(bytes, (byte, at) => (at === 0 ? 0 : byte))), undefined);
  });
});

describe('features', () => {
  it('of a beginning are the first features of the whole, in every bucket range', () => {
    const seen = (words: readonly string[]): number[] => {
      const all: number[] = [];
      features(words, (bucket) => all.push(bucket));
      return all;
    };
    const whole = seen(['volume', 'detachAll', '--force-now']);
    const start = seen(['volume', 'detachAll']);
    assert.deepEqual(whole.slice(0, start.length), start);
    assert.ok(whole.every((bucket) => Number.isInteger(bucket) && bucket >= 0 && bucket < buckets));
  });

  it('of endless words end', () => {
    let count = 0;
    features(
      Array.from({ length: 1000 }, () => 'x'.repeat(10_000)),
      () => (count += 1),
    );
    assert.ok(count < 20_000, String(count));
  });
});

for (const text of [
  'list pods',
  'get config --json',
  'describe-widgets',
  'show status',
  'widgets list --all',
])
  test(`probably reads: PROG ${text}`, () => assert.ok(changes(text) < 0.3, String(changes(text))));
for (const text of [
  'create pod',
  'purge --all --force',
  'delete-widget',
  'volume detach vol-1',
  'install thing',
])
  test(`probably changes: PROG ${text}`, () => assert.ok(changes(text) > 0.7, String(changes(text))));
for (const text of ['delete pod web-1', 'purge --all', 'remove-widget'])
  test(`probably destroys: PROG ${text}`, () => assert.ok(destroys(text) > 0.6, String(destroys(text))));
for (const text of ['create pod', 'list pods', 'update thing'])
  test(`probably does not destroy: PROG ${text}`, () =>
    assert.ok(destroys(text) < 0.4, String(destroys(text))));

test('the logistic function is right to nine digits', () => {
  for (const x of [-30, -3.7, -1, -0.001, 0, 0.5, 2, 11])
    assert.ok(Math.abs(logistic(x) / (1 / (1 + Math.exp(-x))) - 1) < 1e-9, String(x));
});

test('operands say nothing where the grammar is known', () => {
  const { changes } = grammarScore(model, ['get'], ['-n']);
  assert.ok(logistic(changes.logit) < 0.3);
  assert.deepEqual(changes.words.slice(0, 1), ['get']);
});
