// The model that ships, for tests.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadModel } from '../../../src/gate/model.ts';
import type { EffectModel } from '../../../src/policy/classifier/model/model.ts';
import { root } from '../root.ts';

export const modelFile = join(root, 'models', 'effect-verb.bin');

export function modelBytes(): Uint8Array {
  return new Uint8Array(readFileSync(modelFile));
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** As the gate loads it. */
export function shippedModel(): EffectModel {
  const { model, problem } = loadModel(root);
  if (model === undefined) throw new Error(problem);
  return model;
}
