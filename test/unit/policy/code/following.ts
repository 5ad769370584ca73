// How the tests of followed code write down a project and what they expect of a line in it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Behavior, Decision } from '../../../../src/policy/decision.ts';
import type { EffectKind } from '../../../../src/policy/effects.ts';
import { contextFor, decide } from '../../../support/policy/decide.ts';
import { memoryFacts, type FactsSketch } from '../../../support/policy/facts.ts';

const root = '/home/dev/project';

export type Files = Readonly<Record<string, string>>;

/** The decision on a line in a project; paths that are not absolute start at the workspace. */
export function decideIn(files: Files, line: string, more: FactsSketch = {}): Decision {
  const placed = Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path.startsWith('/') ? path : `${root}/${path}`, text]),
  );
  return decide(line, contextFor({ facts: memoryFacts({ files: placed, ...more }) }));
}

/** One test: in the project, the line gets this behavior. */
export function decidesIn(
  name: string,
  files: Files,
  line: string,
  behavior: Behavior | 'stopped',
  more: FactsSketch = {},
): void {
  test(`${behavior}: ${name}`, () => {
    const decision = decideIn(files, line, more);
    if (behavior === 'stopped') assert.notEqual(decision.behavior, 'allow', shown(decision));
    else assert.equal(decision.behavior, behavior, shown(decision));
  });
}

/** The kinds of all effects on a line, each once. */
export function effectsIn(files: Files, line: string, more: FactsSketch = {}): EffectKind[] {
  const { segments } = decideIn(files, line, more).analysis;
  return [...new Set(segments.flatMap(({ effects }) => effects.map(({ kind }) => kind)))].sort();
}

/** The texts of all doubts. */
export function doubtsIn(files: Files, line: string, more: FactsSketch = {}): string[] {
  const { segments, doubts } = decideIn(files, line, more).analysis;
  return [...doubts, ...segments.flatMap((segment) => segment.doubts)].map(({ text }) => text);
}

export function shown(decision: Decision): string {
  const { reason, analysis } = decision;
  return `${reason} ${JSON.stringify(analysis, undefined, 1).slice(0, 3000)}`;
}
