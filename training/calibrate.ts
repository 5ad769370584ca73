// Platt's scaling: the line from a score to the logarithm of odds that fits what was observed best, by Newton's method.
import { logistic } from '../src/policy/classifier/model/logistic.ts';

export interface Observed {
  readonly score: number;
  readonly happened: boolean;
  readonly weight: number;
}

export function calibrated(observed: readonly Observed[]): {
  readonly slope: number;
  readonly offset: number;
} {
  let slope = 0;
  let offset = 0;
  for (let round = 0; round < 50; round += 1) {
    const sums = { a: 0, b: 0, aa: 1e-9, ab: 0, bb: 1e-9 };
    for (const { score, happened, weight } of observed) {
      const p = logistic(slope * score + offset);
      const error = weight * (p - (happened ? 1 : 0));
      const spread = weight * p * (1 - p);
      sums.a += error * score;
      sums.b += error;
      sums.aa += spread * score * score;
      sums.ab += spread * score;
      sums.bb += spread;
    }
    const determinant = sums.aa * sums.bb - sums.ab * sums.ab;
    slope -= (sums.bb * sums.a - sums.ab * sums.b) / determinant;
    offset -= (sums.aa * sums.b - sums.ab * sums.a) / determinant;
  }
  return { slope: Math.fround(slope), offset: Math.fround(offset) };
}
