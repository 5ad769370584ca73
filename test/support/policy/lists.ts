// Tests from lists of lines: one line a case, blank lines and lines that start with `## ` are for the reader.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CheckContext } from '../../../src/policy/context.ts';
import { decide, decides } from './decide.ts';

export function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('## '))
    .map((line) => line.replaceAll('⏎', '\n'));
}

/** Each line is allowed by the classifier. */
export function passes(text: string): void {
  for (const line of lines(text)) decides(line, 'allow', 'safe');
}

/** Each line is stopped: asked or denied. */
export function stops(text: string, overrides: Partial<CheckContext> = {}): void {
  for (const line of lines(text)) {
    test(`stopped: ${line}`, () => {
      const decision = decide(line, overrides);
      assert.notEqual(decision.behavior, 'allow', `${decision.layer}: ${decision.reason}`);
    });
  }
}

/** Each line is denied by the floor. */
export function floors(text: string): void {
  for (const line of lines(text)) decides(line, 'deny', 'floor');
}
