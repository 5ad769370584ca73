// What a person sees: the window is driven by clicks and keys, and pictures of it are kept in out/shots.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { temporaryFolder } from '../support/place.ts';
import { root } from '../support/root.ts';
import { until } from '../support/until.ts';
import {
  answerToast,
  choose,
  dialog,
  gateState,
  listRow,
  palette,
  screenshot,
  statusItem,
  toast,
} from '../support/vscode/drive.ts';
import { openWindow, type Window } from '../support/vscode/window.ts';

let window: Window;
let page: Page;
const folder = path.join(temporaryFolder('drive-'), 'weather');

before(async () => {
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'README.md'), '# Weather\n\nTODO: the wind\n');
  const settings = { 'workbench.colorTheme': 'Dark 2026' };
  window = await openWindow({ vsix: path.join(root, 'out', 'portcullis.vsix'), folder, settings });
  page = window.page;
  await state('Portcullis').waitFor({ timeout: 60_000 });
});
after(() => window.close());

step(
  'the state stands in the status bar from the start, and the stop only when there is something to stop',
  async () => {
    await shot('start');
    assert.equal(await stopItem().count(), 0);
    await state('Portcullis').locator('a').click();
    await listRow(page, 'Launch an agent…').waitFor();
    await shot('menu');
    await page.keyboard.press('Escape');
  },
);

step('a call that waits is shown in a notification and in the status bar', async () => {
  await palette(page, 'Portcullis: Try the Demo Agent');
  await toast(page, 'wants to write the file').waitFor();
  await state('1 waiting').waitFor();
  await stopItem().waitFor();
  await shot('waiting');
});

step('a closed notification answers nothing: the list brings the question back', async () => {
  await toast(page, 'wants to write the file').hover();
  await toast(page, 'wants to write the file').locator('.codicon-notifications-clear').click();
  await toast(page, 'wants to write the file').waitFor({ state: 'detached' });
  await state('1 waiting').locator('a').click();
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: 'demo-plan.md' });
  await row.waitFor();
  await shot('waiting-list');
  await row.hover();
  await row.locator('.codicon-go-to-file').click();
  await page.locator('.tab', { hasText: 'Question' }).waitFor();
  await shot('question-document');
  await palette(page, 'Portcullis: Show Waiting Approvals');
  await row.click();
  await answerToast(page, 'wants to write the file', 'Allow once');
  await until(() => existsSync(path.join(folder, 'demo-plan.md')), { what: 'the allowed step ran' });
});

step('"Always…" shows the literal rules, lets them be changed, and saves what it showed', async () => {
  await answerToast(page, 'npm install lodash', 'Always…');
  await listRow(page, 'Always deny…').waitFor();
  await shot('always-1-behavior');
  await choose(page, 'Always deny…');
  const rules = page.locator('.quick-input-list .monaco-list-row', { hasText: 'npm install' });
  await rules.first().waitFor();
  await shot('always-2-rules');
  await rules.first().hover();
  await rules.first().locator('.codicon-edit').click();
  await rewrite('npm install lodash', 'yarn *');
  await page.getByRole('button', { name: 'OK' }).click();
  await page.locator('.quick-input-widget', { hasText: 'would not deny this call' }).waitFor();
  await shot('always-2-refused');
  await page.locator('.quick-input-widget').getByRole('button', { name: 'Change the focused rule' }).click();
  await rewrite('yarn *', 'npm install *');
  await page.getByRole('button', { name: 'OK' }).click();
  await listRow(page, 'All my workspaces').waitFor();
  await shot('always-3-place');
  await choose(page, 'All my workspaces');
  await toast(page, 'Saved 1 deny rule').waitFor();
  await shot('always-4-saved');
  const saved = () => readFileSync(window.settingsFile, 'utf8');
  assert.match(saved(), /"portcullis\.permissions\.deny": \[\s*"npm install \*"\s*\]/);
  // VS Code writes into no settings that it cannot read: the rule stays, which is said, and the undo stays as well.
  const whole = saved();
  writeFileSync(window.settingsFile, whole.trimEnd().slice(0, -1));
  await answerToast(page, 'Saved 1 deny rule', 'Undo');
  const failed = toast(page, 'Not taken back, so it still holds: 1 deny rule');
  await failed.waitFor();
  await shot('always-5-not-undone');
  await failed.hover();
  await failed.locator('.codicon-notifications-clear').click();
  await failed.waitFor({ state: 'detached' });
  writeFileSync(window.settingsFile, whole);
  await answerToast(page, 'Saved 1 deny rule', 'Undo');
  await until(() => !saved().includes('npm install'), { what: 'the rule is gone' });
});

step('a reload of the window denies what waits, and the state after it is true', async () => {
  // Its notification came while the undo was tried, and VS Code may have hidden it since.
  await state('1 waiting').waitFor();
  await palette(page, 'Portcullis: Show Waiting Approvals');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'lodash.com' }).click();
  await toast(page, 'wants to fetch').waitFor();
  await theme('Light 2026');
  await shot('waiting-light');
  await theme('Dark 2026');
  await page.reload();
  await state('Portcullis').waitFor({ timeout: 60_000 });
  await shot('after-reload');
});

step('after a stop nothing runs, also after a reload, until it is released', async () => {
  await palette(page, 'Portcullis: Try the Demo Agent');
  await toast(page, 'wants to write the file').waitFor();
  await stopItem().locator('a').click();
  await state('Stopped').waitFor();
  await toast(page, 'Every further call is denied').waitFor();
  await shot('stopped');
  await page.reload();
  await state('Stopped').waitFor({ timeout: 60_000 });
  await palette(page, 'Portcullis: Try the Demo Agent');
  await toast(page, 'The emergency stop is engaged').waitFor();
  await state('Stopped').locator('a').click();
  await dialog(page).waitFor();
  await shot('release');
  await dialog(page).getByRole('button', { name: 'Release' }).click();
  await state('Portcullis').waitFor();
});

step('a weaker mode is accepted in a text that names what it means', async () => {
  await palette(page, 'Portcullis: Set Permission Mode…');
  await listRow(page, 'Bypass permissions').waitFor();
  await shot('modes');
  await choose(page, 'Bypass permissions');
  await dialog(page).waitFor();
  await shot('consent');
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  assert.ok(!readFileSync(window.settingsFile, 'utf8').includes('bypassPermissions'));
});

/** Changes a rule in the box that the pencil opens. */
async function rewrite(before: string, now: string): Promise<void> {
  await page.locator('.quick-input-widget', { hasText: 'literal star' }).waitFor();
  const input = page.locator('.quick-input-widget input.input');
  assert.equal(await input.inputValue(), before);
  await input.fill(now);
  await shot('always-2-edit');
  await input.press('Enter');
}

function step(name: string, run: () => Promise<void>): void {
  test(name, () => window.step(name.slice(0, 40), run));
}

function state(text: string) {
  return gateState(page, text);
}

function stopItem() {
  return statusItem(page, 'portcullis.portcullis.portcullis.stop');
}

function shot(name: string): Promise<string> {
  return screenshot(page, name);
}

/** Colours of the window, chosen as by a person. */
async function theme(name: string): Promise<void> {
  await palette(page, 'Preferences: Color Theme');
  await choose(page, name);
  await page.locator(`.monaco-workbench.${name.startsWith('Light') ? 'vs' : 'vs-dark'}`).waitFor();
}
