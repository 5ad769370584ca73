// The real Claude Code in the real window: a question of the agent reaches the person, an answer lets exactly this
// call run, and Esc in the agent takes the question back.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { temporaryFolder } from '../support/place.ts';
import { until } from '../support/until.ts';
import { answerToast, screenshot, toast, typeInTerminal } from '../support/vscode/drive.ts';
import {
  claudeDrive,
  gateState,
  launchGuarded,
  prompt,
  said,
  type ClaudeDrive,
} from '../support/vscode/claude.ts';

let drive: ClaudeDrive;
let page: Page;
const folder = path.join(temporaryFolder('claude-window-'), 'weather');
const written = path.join(folder, 'hello.txt');
const refused = path.join(folder, 'later.txt');

before(async () => {
  mkdirSync(folder);
  drive = await claudeDrive(folder, {
    allowed: [[{ tool: ['Write', { file_path: written, content: 'hello' }] }], [{ text: 'FINISHED' }]],
    escaped: [[{ tool: ['Write', { file_path: refused, content: 'later' }] }], [{ text: 'FINISHED' }]],
  });
  ({ page } = drive);
});
after(() => drive.close());

test('Claude Code is found, launched after a consent, and gated', () =>
  drive.window.step('claude-launch', async () => {
    await launchGuarded(page, 'claude');
    await state('1 gated').waitFor({ timeout: 30_000 });
    await said(page, prompt);
  }));

test('its question reaches the person, and an allowed call runs', () =>
  drive.window.step('claude-allowed', async () => {
    await typeInTerminal(page, 'SCRIPT:allowed');
    await toast(page, 'Claude Code wants to write the file').waitFor();
    await screenshot(page, 'claude-waiting');
    assert.ok(!existsSync(written));
    await answerToast(page, 'Claude Code wants to write the file', 'Allow once');
    await until(() => existsSync(written), { what: 'the allowed call ran' });
    await said(page, 'FINISHED');
  }));

test('Esc in the agent takes the question back', () =>
  drive.window.step('claude-escape', async () => {
    await typeInTerminal(page, 'SCRIPT:escaped');
    await state('1 waiting').waitFor();
    await page.locator('.terminal-wrapper .xterm').first().click();
    // VS Code takes the first Esc to hide the notification; the next one reaches the agent.
    const withdrawn = async () => {
      await page.keyboard.press('Escape');
      return (await state('1 gated').count()) > 0;
    };
    await until(withdrawn, { what: 'the question is taken back', every: 1000 });
    await page.locator('.statusbar-item[id="status.notifications"] a').click();
    const late = page.locator('.notifications-center .notification-list-item', { hasText: 'later.txt' });
    await late.getByRole('button', { name: 'Allow once' }).click();
    await toast(page, 'no longer waits').waitFor();
    await screenshot(page, 'claude-escaped');
    assert.ok(!existsSync(refused));
  }));

const state = (text: string) => gateState(page, text);
