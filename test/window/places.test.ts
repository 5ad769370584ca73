// The extension works in a window without a folder, and in a workspace of several folders.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { temporaryFolder } from '../support/place.ts';
import { root } from '../support/root.ts';
import { until } from '../support/until.ts';
import {
  answerToast,
  choose,
  gateState,
  palette,
  screenshot,
  terminalText,
  toast,
} from '../support/vscode/drive.ts';
import { openWindow, type Window } from '../support/vscode/window.ts';

let window: Window;
const dir = temporaryFolder('places-');

before(async () => {
  window = await openWindow({ vsix: path.join(root, 'out', 'portcullis.vsix') });
});
after(() => window.close());

test('without a folder the demo agent works in a folder of its own', () =>
  window.step('no-folder', async () => {
    const page = await open('ew=true');
    await palette(page, 'Portcullis: Try the Demo Agent');
    await answerToast(page, 'wants to write the file', 'Allow once');
    await until(async () => (await terminalText(page)).includes('saved demo-plan.md'));
    await screenshot(page, 'no-folder');
  }));

test('with several folders the person says where the agent starts', () =>
  window.step('multi-root', async () => {
    for (const name of ['one', 'two']) mkdirSync(path.join(dir, name));
    const file = path.join(dir, 'both.code-workspace');
    writeFileSync(file, JSON.stringify({ folders: [{ path: 'one' }, { path: 'two' }] }));
    await window.openWorkspace(file, ['one', 'two']);
    const { page } = window;
    await gateState(page).waitFor({ timeout: 60_000 });
    await palette(page, 'Portcullis: Try the Demo Agent');
    await choose(page, 'two');
    await toast(page, 'wants to write the file').waitFor();
    await answerToast(page, 'wants to write the file', 'Allow once');
    await until(() => existsSync(path.join(dir, 'two', 'demo-plan.md')));
    assert.ok(!existsSync(path.join(dir, 'one', 'demo-plan.md')));
    await screenshot(page, 'multi-root');
  }));

async function open(query: string): Promise<Page> {
  const { page } = window;
  await page.goto(`${window.server.url}/?${query}`);
  await gateState(page).waitFor({ timeout: 60_000 });
  return page;
}
