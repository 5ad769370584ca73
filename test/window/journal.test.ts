// Two windows and the command line at once write one journal: nothing of any of them is lost, and the whole is whole.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { temporaryFolder } from '../support/place.ts';
import { root } from '../support/root.ts';
import { until } from '../support/until.ts';
import { answerToast, gateState, palette, screenshot } from '../support/vscode/drive.ts';
import { openWindow, type Window } from '../support/vscode/window.ts';

let window: Window;
const base = temporaryFolder('one-journal-');
const folders = ['first', 'second', 'third'].map((name) => path.join(base, name));
const [first = '', second = '', third = ''] = folders;

before(async () => {
  for (const folder of folders) mkdirSync(folder);
  window = await openWindow({ vsix: path.join(root, 'out', 'portcullis.vsix'), folder: first });
});
after(() => window.close());

test('two windows and the command line write one journal', () =>
  window.step('one-journal', async () => {
    const stateDir = path.join(window.home, '.local', 'state', 'portcullis');
    const cli = async (...args: readonly string[]): Promise<string> => {
      const env = { PATH: process.env['PATH'], HOME: window.home, PORTCULLIS_STATE_DIR: stateDir };
      const run = promisify(execFile)(process.execPath, [path.join(root, 'dist', 'cli.js'), ...args], { env, cwd: third, maxBuffer: 1 << 26 }); // prettier-ignore
      return (await run.catch((error: { stdout: string }) => error)).stdout;
    };
    const other = await window.another(second);
    const waiting = (page: Page) => gateState(page, '1 waiting'); // prettier-ignore
    const inWindow = async (page: Page): Promise<void> => {
      await palette(page, 'Portcullis: Try the Demo Agent');
      await waiting(page).waitFor({ timeout: 60_000 });
    };
    await Promise.all([
      inWindow(window.page),
      inWindow(other),
      cli('run', 'demo', '--ask', 'deny', '--cwd', third),
    ]);
    await screenshot(other, 'second-window');

    const whole = async (): Promise<void> => {
      const { ok, problems } = JSON.parse(await cli('journal', 'verify', '--json'));
      assert.deepEqual([ok, problems], [true, []]);
    };
    const entries = async (event: string) =>
      (await cli('journal', 'export', '--format', 'jsonl')).trim().split('\n').map((line) => JSON.parse(line)).filter((one) => one.event === event); // prettier-ignore
    await whole();
    const decisions = await entries('decision');
    const places = new Set(decisions.map(({ cwd }) => cwd));
    assert.deepEqual(
      [...places].map(String).sort(),
      [...folders].sort(),
      'each of the three has its decisions there',
    );
    const writers = readdirSync(path.join(stateDir, 'journal')).map((name) => name.split('-')[1]);
    assert.ok(new Set(writers).size >= 3, 'three processes wrote it');

    const answers = [
      ['wants to write the file', 'Allow once'],
      ['npm install lodash', 'Deny'],
      ['wants to fetch', 'Deny'],
    ] as const;
    const answerAll = async (page: Page): Promise<void> => {
      for (const [question, button] of answers) await answerToast(page, question, button);
    };
    await Promise.all([answerAll(window.page), answerAll(other)]);
    const answered = async () => (await entries('answer')).length === 2 * answers.length;
    await until(answered, { what: 'every answer of both windows stands there', timeout: 30_000 });
    await whole();
  }));
