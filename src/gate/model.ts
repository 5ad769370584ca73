// The effect-verb model as it lies beside the program. Only the file whose digest the source names counts: without
// it the analysis alone decides, and the person is told.
import { hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { EffectModel } from '../policy/classifier/model/model.ts';
import { modelFile, verifiedModel } from '../policy/classifier/model/pinned.ts';
import { codeOf, isMissing } from './files.ts';
import { problemOf } from './signal.ts';

export interface LoadedModel {
  readonly model?: EffectModel;
  /** Why there is no second opinion, in words for the person. */
  readonly problem?: string;
}

/** `programDir` is the folder of the installed program, or the checkout that it runs from, or `dist` in it. */
export function modelPath(programDir: string): string {
  const installed = join(programDir, modelFile);
  const sources = [programDir, dirname(programDir)].map((folder) => join(folder, 'models', modelFile));
  return [installed, ...sources].find((path) => existsSync(path)) ?? installed;
}

/** Never throws. */
export function loadModel(programDir: string): LoadedModel {
  const path = modelPath(programDir);
  try {
    const bytes = readFileSync(path);
    const model = verifiedModel(bytes, hash('sha256', bytes, 'hex'));
    return model === undefined
      ? without(`${path} is not the file that this version was made with`)
      : { model };
  } catch (error) {
    return without(
      isMissing(error)
        ? `${path} is missing`
        : `${path} cannot be read (${codeOf(error) ?? problemOf(error)})`,
    );
  }
}

function without(why: string): LoadedModel {
  return {
    problem: `There is no second opinion of the effect-verb model, and the analysis alone decides: ${why}.`,
  };
}
