// The model from its data: examples, weights, calibration, bytes. No clock and no chance: the same data give the same
// bytes.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  encodeModel,
  modelOf,
  type Head,
  type HeadNumbers,
  type ModelNumbers,
} from '../src/policy/classifier/model/model.ts';
import { robustScore, speaking } from '../src/policy/classifier/model/score.ts';
import { calibrated } from './calibrate.ts';
import { crossValidated } from './cross.ts';
import { examplesOf, limited, type Example } from './examples.ts';
import { fit, isTrue } from './fit.ts';
import { effectClasses, isEffectClass, type EffectClass } from './labels.ts';
import { readPackages } from './packages.ts';
import { readSpecs, type FileSpec } from './specs.ts';
import { pagesOf } from './tldr.ts';

export interface Trained {
  readonly bytes: Uint8Array;
  /** SHA-256 in hexadecimal. */
  readonly digest: string;
  readonly examples: readonly Example[];
}

/** `folder` holds the packages of `packages.txt`, `tldr` a checkout of tldr-pages. */
export function train(root: string, folder: string, tldr?: string): Trained {
  const specs = examplesOf(described(root, folder));
  const examples = tldr === undefined ? specs : [...specs, ...limited(pagesOf(tldr))];
  const bytes = encodeModel(learned(examples, calibration(root)));
  return { bytes, digest: createHash('sha256').update(bytes).digest('hex'), examples };
}

/** The area under the curve on programs not trained on, in parts of all. It is judged by those of @withfig/autocomplete alone. */
export function cross(root: string, folder: string): number {
  const judged = calibration(root);
  const yardstick = examplesOf(readSpecs(root));
  return crossValidated(examplesOf(described(root, folder)), yardstick, (examples) =>
    learned(examples, judged),
  );
}

function described(root: string, folder: string): readonly FileSpec[] {
  return [...readSpecs(root), ...readPackages(root, folder)];
}

function learned(examples: readonly Example[], judged: readonly Judged[]): ModelNumbers {
  return inPercent(fit(examples), judged);
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
  const line = (model: ModelNumbers, name: Head, speaks: number): HeadNumbers => {
    const scorer = modelOf(model);
    const { slope, offset } = calibrated(
      judged.map(({ words, effect, weight }) => ({
        score: robustScore(scorer, words, speaks)[name].logit,
        happened: isTrue(name, effect),
        weight,
      })),
    );
    const before = model[name];
    const numbers = { slope: slope * before.slope, offset: slope * before.offset + offset };
    return { ...before, slope: Math.fround(numbers.slope), offset: Math.fround(numbers.offset) };
  };
  // Which beginnings speak for themselves is told in percent, so there must be some before it can be asked.
  const both = (model: ModelNumbers, speaks: number): ModelNumbers => ({
    changes: line(model, 'changes', speaks),
    destroys: line(model, 'destroys', speaks),
  });
  return both(both(numbers, Number.POSITIVE_INFINITY), speaking);
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
