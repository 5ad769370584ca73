// The model's file: only the one that the source names counts, and without it the person is told.
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { loadModel, modelPath } from '../../src/gate/model.ts';
import { modelBytes, modelFile } from '../support/policy/model.ts';
import { root } from '../support/root.ts';

describe('the file of the model', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'portcullis-model-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is that of the package', () => {
    assert.equal(modelPath(join(root, 'dist')), join(root, 'dist', 'effect-verb.bin'));
    const { model, problem } = loadModel(join(root, 'dist'));
    assert.equal(problem, undefined);
    assert.ok(model !== undefined);
  });

  it('is that of the repository where nothing is built', () => {
    mkdirSync(join(folder, 'models'));
    copyFileSync(modelFile, join(folder, 'models', 'effect-verb.bin'));
    assert.ok(loadModel(join(folder, 'dist')).model !== undefined);
  });

  it('is no model when it is missing', () => {
    const { model, problem } = loadModel(folder);
    assert.equal(model, undefined);
    assert.match(problem ?? '', /the analysis alone decides: \/.*effect-verb\.bin is missing\.$/u);
  });

  it('is no model when one bit of it is another', () => {
    const bytes = modelBytes();
    bytes[40_000] = (bytes[40_000] ?? 0) ^ 1;
    writeFileSync(join(folder, 'effect-verb.bin'), bytes);
    const { model, problem } = loadModel(folder);
    assert.equal(model, undefined);
    assert.match(problem ?? '', /is not the file that this version was made with/u);
  });

  it('is not looked for elsewhere when the one in the package is damaged', () => {
    mkdirSync(join(folder, 'models'));
    mkdirSync(join(folder, 'dist'));
    copyFileSync(modelFile, join(folder, 'models', 'effect-verb.bin'));
    writeFileSync(join(folder, 'dist', 'effect-verb.bin'), 'x');
    assert.equal(loadModel(join(folder, 'dist')).model, undefined);
  });
});
