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
import { speaking, viewsOf } from '../src/policy/classifier/model/score.ts';
import type { Example } from './examples.ts';
import type { EffectClass } from './labels.ts';
import { shuffles } from './order.ts';

const epochs = 12;
const rate = 0.1;
const decay = 5e-4;
const biasRate = 0.02;
/** Of what reads there is less than an agent does of it. */
const weightOfReads = 2;
/** More levels make a larger file and no better model. */
const levels = 31;

/** Both heads, not calibrated yet. */
export function fit(examples: readonly Example[]): ModelNumbers {
  const rows = examples.map(({ words, effect }) => ({ effect, views: viewsOf(words).map(viewOf) }));
  const [changes, destroys] = heads.map((head) => fitHead(head, rows));
  if (changes === undefined || destroys === undefined) throw new Error('two heads');
  return { changes, destroys };
}

export function isTrue(head: Head, effect: EffectClass): boolean {
  return effect === 'destroys' || (head === 'changes' && effect === 'changes');
}

interface Row {
  readonly effect: EffectClass;
  readonly views: readonly View[];
}

/** The buckets of some words, each once, and how many of them each beginning has. */
interface View {
  readonly buckets: Uint16Array;
  readonly ends: readonly number[];
}

interface Weights {
  readonly weights: Float64Array;
  bias: number;
}

function fitHead(head: Head, rows: readonly Row[]): HeadNumbers {
  const fitted: Weights = { weights: new Float64Array(buckets), bias: 0 };
  const squares = new Float64Array(buckets);
  const shuffled = shuffles(rows.length);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (const at of shuffled()) {
      const row = rows[at];
      if (row === undefined) continue;
      const { sum, seen } = strongest(row.views, fitted);
      const target = isTrue(head, row.effect) ? 1 : 0;
      const weight = head === 'changes' && target === 0 ? weightOfReads : 1;
      const error = (logistic(sum) - target) * weight;
      const value = 1 / Math.sqrt(seen.length);
      fitted.bias -= biasRate * error;
      for (const bucket of seen) {
        const old = fitted.weights[bucket] ?? 0;
        const gradient = error * value + decay * old;
        const square = (squares[bucket] ?? 0) + gradient * gradient;
        squares[bucket] = square;
        fitted.weights[bucket] = old - (rate * gradient) / Math.sqrt(square + 1e-8);
      }
    }
  }
  return { ...quantised(fitted.weights), bias: Math.fround(fitted.bias), slope: 1, offset: 0 };
}

/**
 * What the robust score takes of an example, which is what it learns from: a group that is called like a verb must
 * not speak against the list in it, and the verb of a command must speak whatever stands behind.
 */
function strongest(views: readonly View[], { weights, bias }: Weights): { readonly sum: number; readonly seen: Uint16Array } {
  let best = { sum: Number.NEGATIVE_INFINITY, view: views[0], end: 0 };
  for (const view of views) {
    let total = 0;
    let from = 0;
    for (const [at, end] of view.ends.entries()) {
      for (; from < end; from += 1) total += weights[view.buckets[from] ?? 0] ?? 0;
      const sum = total / Math.sqrt(end) + bias;
      const counts = at === view.ends.length - 1 || sum >= speaking;
      if (counts && sum > best.sum) best = { sum, view, end };
    }
  }
  return { sum: best.sum, seen: best.view?.buckets.subarray(0, best.end) ?? new Uint16Array(0) };
} // prettier-ignore

function quantised(weights: Float64Array): { readonly weights: Int8Array; readonly scale: number } {
  const most = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const scale = Math.fround(most / levels);
  return { scale, weights: Int8Array.from(weights, (weight) => Math.round(weight / scale)) };
}

function viewOf(words: readonly string[]): View {
  const all = new Set<number>();
  const ends: number[] = [];
  features(words, (bucket) => all.add(bucket), () => ends.push(all.size)); // prettier-ignore
  return { buckets: Uint16Array.from(all), ends };
}
