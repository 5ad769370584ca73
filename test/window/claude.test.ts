// The real Claude Code in the real window: a question of the agent reaches the person, an answer lets exactly this
// call run, and Esc in the agent takes the question back.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import { temporaryFolder } from '../support/place.ts';
import { until } from '../support/until.ts';
import { openContainer, screenshot, toast, typeInTerminal, webview } from '../support/vscode/drive.ts';
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
let panel: Frame;
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

test('Claude Code is found, launched from the panel after a consent, and gated', () =>
  drive.window.step('claude-launch', async () => {
    await openContainer(page, 'Portcullis');
    panel = await webview(page, '#panel .head h1', 'No agent runs');
    await panel.locator('#start', { hasText: /Claude Code: 2\./ }).waitFor();
    const launch = panel.locator('#start vscode-button', { hasText: 'Launch an agent…' });
    await launchGuarded(page, 'claude', () => launch.press('Enter'));
    await state('1 gated').waitFor({ timeout: 30_000 });
    await said(page, prompt);
    await panel.locator('.head h1', { hasText: /^Gated$/ }).waitFor();
    const session = panel.locator('#sessions [data-session]', { hasText: 'Claude Code' });
    await session.filter({ hasText: 'gated' }).filter({ hasText: 'Guarded · Ask' }).waitFor();
    await screenshot(page, 'claude-panel');
  }));

test('its question reaches the person, and a call that is allowed in the panel runs', () =>
  drive.window.step('claude-allowed', async () => {
    await typeInTerminal(page, 'SCRIPT:allowed');
    await toast(page, 'Claude Code wants to write the file').waitFor();
    const card = panel.locator('.card', { hasText: 'Claude Code · Write the file' });
    await card.locator('.allow[aria-disabled=false]').waitFor();
    await screenshot(page, 'claude-waiting');
    assert.ok(!existsSync(written));
    await card.locator('.allow').press('Enter');
    await toast(page, 'Claude Code wants to write the file').waitFor({ state: 'detached' });
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
    // Where others are left in the list, it comes there.
    await page.locator('.notification-list-item', { hasText: 'no longer waits' }).first().waitFor();
    await screenshot(page, 'claude-escaped');
    assert.ok(!existsSync(refused));
  }));

const state = (text: string) => gateState(page, text);
