// Logistic regression by AdaGrad. Every number comes from exactly rounded operations in a fixed order, so that the
// same examples give the same bits on every machine.
import { buckets, features } from '../src/policy/classifier/model/features.ts';
import { logistic } from '../src/policy/classifier/model/logistic.ts';
import {
  heads,
  type Head,
  type HeadNumbers,
  type ModelNumbers,
} from '../src/policy/classifier/model/model.ts';
import type { Example } from './examples.ts';
import type { EffectClass } from './labels.ts';
import { shuffles } from './order.ts';

const epochs = 8;
const rate = 0.15;
const decay = 1e-6;
const biasRate = 0.02;
/** Of what reads there is less than an agent does of it. */
const weightOfReads = 3;
/** More levels make a larger file and no better model. */
const levels = 31;

/** Both heads, not calibrated yet. */
export function fit(examples: readonly Example[]): ModelNumbers {
  const rows = examples.map(({ words, effect }) => ({ effect, buckets: bucketsOf(words) }));
  const [changes, destroys] = heads.map((head) => fitHead(head, rows));
  if (changes === undefined || destroys === undefined) throw new Error('two heads');
  return { changes, destroys };
}

export function isTrue(head: Head, effect: EffectClass): boolean {
  return effect === 'destroys' || (head === 'changes' && effect === 'changes');
}

interface Row {
  readonly effect: EffectClass;
  readonly buckets: Uint16Array;
}

function fitHead(head: Head, rows: readonly Row[]): HeadNumbers {
  const weights = new Float64Array(buckets);
  const squares = new Float64Array(buckets);
  let bias = 0;
  const shuffled = shuffles(rows.length);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (const at of shuffled()) {
      const row = rows[at];
      if (row === undefined) continue;
      const value = 1 / Math.sqrt(row.buckets.length);
      const target = isTrue(head, row.effect) ? 1 : 0;
      let sum = 0;
      for (const bucket of row.buckets) sum += weights[bucket] ?? 0;
      const weight = head === 'changes' && target === 0 ? weightOfReads : 1;
      const error = (logistic(sum * value + bias) - target) * weight;
      bias -= biasRate * error;
      for (const bucket of row.buckets) {
        const old = weights[bucket] ?? 0;
        const gradient = error * value + decay * old;
        const square = (squares[bucket] ?? 0) + gradient * gradient;
        squares[bucket] = square;
        weights[bucket] = old - (rate * gradient) / Math.sqrt(square + 1e-8);
      }
    }
  }
  return { ...quantised(weights), bias: Math.fround(bias), slope: 1, offset: 0 };
}

function quantised(weights: Float64Array): { readonly weights: Int8Array; readonly scale: number } {
  const most = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const scale = Math.fround(most / levels);
  return { scale, weights: Int8Array.from(weights, (weight) => Math.round(weight / scale)) };
}

function bucketsOf(words: readonly string[]): Uint16Array {
  const all = new Set<number>();
  features(words, (bucket) => all.add(bucket));
  return Uint16Array.from(all);
}
