// The suites, in the order in which they run. A new suite is one more row.
import { ensureSandbox } from '../../differential/sandbox.ts';
import { claudeBinary } from '../claude.ts';
import { ensureStrace } from '../connects.ts';
import { trainingFolder } from '../training.ts';
import { findChromium } from '../vscode/browser.ts';
import { vscodeExecutable } from '../vscode/host.ts';
import { vscodeServer } from '../vscode/install.ts';

export type Suite = {
  readonly name: string;
  /** A script to run; the files of a folder under node:test; the files of a folder under mocha in VS Code. */
  readonly kind: 'script' | 'node' | 'host';
  /** The script, or the folder. */
  readonly path: string;
  /** Files at once; or all of them in one process, which only pure code stands. */
  readonly atOnce: number | 'together';
  /** The longest that one test may take; for a script, the whole of it. */
  readonly testSeconds: number;
  /** What must be built before: nothing, dist/, or dist/ and the packaged extension. */
  readonly build: 'nothing' | 'dist' | 'package';
  /** Fetches what the suite cannot do without; throws `Unavailable` when that fails. */
  readonly needs: readonly (() => Promise<unknown>)[];
  /** Real agents and real VS Code: in CI, a skipped test counts as failed. */
  readonly real: boolean;
};

export const suites: readonly Suite[] = [
  suite('check', 'scripts/check.mjs', { kind: 'script', testSeconds: 600 }),
  suite('unit', 'test/unit', { atOnce: 'together', testSeconds: 60 }),
  suite('gate', 'test/gate', { build: 'dist' }),
  suite('cli', 'test/cli', { build: 'dist' }),
  suite('language', 'test/language', { build: 'dist' }),
  suite('properties', 'test/properties', { testSeconds: 240 }),
  suite('training', 'test/training', { needs: [trainingFolder], real: true, testSeconds: 240 }),
  suite('fuzz', 'test/fuzz', { testSeconds: 180 }),
  suite('differential', 'test/differential', { needs: [ensureSandbox], real: true, testSeconds: 300 }),
  suite('outbound', 'test/outbound', { build: 'dist', needs: [ensureStrace], real: true }),
  suite('claude', 'test/claude', { build: 'dist', needs: [claudeBinary], real: true, testSeconds: 180 }),
  suite('host', 'test/host', {
    kind: 'host',
    build: 'dist',
    needs: [vscodeExecutable],
    real: true,
    testSeconds: 600,
  }),
  suite('window', 'test/window', {
    build: 'package',
    needs: [vscodeServer, findChromium, claudeBinary],
    real: true,
    atOnce: 1,
    testSeconds: 240,
  }),
  suite('harness', 'test/harness', { real: true, testSeconds: 180 }),
];

function suite(name: string, path: string, more: Partial<Suite>): Suite {
  const plain = {
    kind: 'node',
    atOnce: 2,
    testSeconds: 120,
    build: 'nothing',
    needs: [],
    real: false,
  } as const;
  return { name, path, ...plain, ...more };
}
