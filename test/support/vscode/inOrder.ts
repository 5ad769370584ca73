// Tests of one window that each go on where the one before it ended: after one that failed no other is tried.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Window } from './window.ts';

export function inOrder(window: () => Window): (name: string, run: () => Promise<void>) => void {
  let isWhole = true;
  return (name, run) =>
    void test(name, async () => {
      assert.ok(isWhole, 'a step before this one failed');
      isWhole = false;
      await window().step(name.replaceAll(/\W+/g, '-').slice(0, 40), run);
      isWhole = true;
    });
}
