// Why a score is what it is: the words and pairs of words that weigh most in it.
import { features, readable } from './features.ts';
import type { EffectModel, Head } from './model.ts';

export interface Reason {
  /** A word, a part of one, or two words in a row; PROG stands for the program. */
  readonly text: string;
  /** What it adds to the logarithm of the odds. */
  readonly weight: number;
}

const most = 3;
/** Less than this moves a percentage by hardly a point. */
const least = 0.05;

/** The strongest reasons for the score of these words, from the strongest on; against it where it is low. */
export function reasons(model: EffectModel, head: Head, words: readonly string[]): readonly Reason[] {
  const { weights, scale, slope } = model.numbers[head];
  const all = new Set<number>();
  features(words, (bucket) => all.add(bucket));
  const share = (slope * scale) / Math.sqrt(all.size);
  const logit = model.logits(words)[head].at(-1) ?? 0;
  const found = new Map<string, Reason>();
  for (const [text, bucket] of readable(words)) {
    const weight = (weights[bucket] ?? 0) * share;
    if (weight * logit > 0 && Math.abs(weight) >= least) found.set(text, { text, weight });
  }
  return [...found.values()]
    .sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight))
    .slice(0, most);
}
