// The model from its data: examples, weights, calibration, bytes. No clock and no chance: the same data give the same
// bytes.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  encodeModel,
  heads,
  modelOf,
  type HeadNumbers,
  type ModelNumbers,
} from '../src/policy/classifier/model/model.ts';
import { robustScore } from '../src/policy/classifier/model/score.ts';
import { calibrated } from './calibrate.ts';
import { examplesOf, limited, type Example } from './examples.ts';
import { fit, isTrue } from './fit.ts';
import { effectClasses, isEffectClass, type EffectClass } from './labels.ts';
import { readSpecs } from './specs.ts';
import { pagesOf } from './tldr.ts';

export interface Trained {
  readonly bytes: Uint8Array;
  /** SHA-256 in hexadecimal. */
  readonly digest: string;
  readonly examples: readonly Example[];
}

export function train(root: string, tldr?: string): Trained {
  const specs = examplesOf(readSpecs(root));
  const examples = tldr === undefined ? specs : [...specs, ...limited(pagesOf(tldr))];
  const numbers = inPercent(fit(examples), calibration(root));
  const bytes = encodeModel(numbers);
  return { bytes, digest: createHash('sha256').update(bytes).digest('hex'), examples };
}

interface Judged {
  readonly words: readonly string[];
  readonly effect: EffectClass;
  readonly weight: number;
}

/**
 * Scores become percentages by commands that were judged for this purpose. They weigh as if half of all commands
 * read, a quarter changed and a quarter destroyed something: that is what a percentage refers to.
 */
function inPercent(numbers: ModelNumbers, judged: readonly Judged[]): ModelNumbers {
  const model = modelOf(numbers);
  const head = (name: (typeof heads)[number]): HeadNumbers => ({
    ...numbers[name],
    ...calibrated(
      judged.map(({ words, effect, weight }) => ({
        score: robustScore(model, words, Number.POSITIVE_INFINITY)[name].logit,
        happened: isTrue(name, effect),
        weight,
      })),
    ),
  });
  return { changes: head('changes'), destroys: head('destroys') };
}

function calibration(root: string): readonly Judged[] {
  const rows = readFileSync(join(root, 'training', 'calibration.txt'), 'utf8')
    .split(/\r?\n/u)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [effect = '', , ...words] = line.split(/\s+/u);
      if (!isEffectClass(effect)) throw new Error(`no class: ${line}`);
      return { effect, words };
    });
  const counts = new Map(
    effectClasses.map((name) => [name, rows.filter(({ effect }) => effect === name).length]),
  );
  const shares = { reads: 0.5, changes: 0.25, destroys: 0.25 };
  return rows.map((row) => ({ ...row, weight: (100 * shares[row.effect]) / (counts.get(row.effect) ?? 1) }));
}
