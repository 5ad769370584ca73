// A workspace that the person has not trusted, and a prompt that others wrote, in the real window with the real Claude
// Code: no shell command runs, trust in the workspace lifts that without a reload, and a link starts nothing by itself.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { temporaryFolder } from '../support/place.ts';
import { until } from '../support/until.ts';
import {
  claudeDrive,
  gateState,
  launchGuarded,
  prompt,
  said,
  type ClaudeDrive,
} from '../support/vscode/claude.ts';
import {
  answerInput,
  answerToast,
  dialog,
  openFile,
  palette,
  screenshot,
  toast,
  trustWorkspace,
  typeInTerminal,
} from '../support/vscode/drive.ts';

let drive: ClaudeDrive;
let page: Page;
const folder = path.join(temporaryFolder('untrusted-window-'), 'stranger');
const made = (name: string): boolean => existsSync(path.join(folder, name));

before(async () => {
  mkdirSync(path.join(folder, '.claude'), { recursive: true });
  const touch = { type: 'command', command: `touch ${path.join(folder, 'by-hook')}` };
  writeFileSync(
    path.join(folder, '.claude', 'settings.json'),
    JSON.stringify({ hooks: { SessionStart: [{ hooks: [touch] }] } }),
  );
  const bash = (name: string) => [
    [{ tool: ['Bash', { command: `touch ${name}`, description: 'x' }] as const }],
    [{ text: `${name.toUpperCase()}-DONE` }],
  ];
  const scripts = { early: bash('early'), late: bash('late'), link: bash('link'), next: bash('next') };
  drive = await claudeDrive(folder, scripts, {
    workspaceTrust: true,
    settings: { 'security.workspace.trust.startupPrompt': 'never' },
  });
  ({ page } = drive);
});
after(() => drive.close());

test('in a workspace that is not trusted nothing starts before the person has answered VS Code', () =>
  drive.window.step('untrusted-launch', async () => {
    await launchGuarded(page);
    await gateState(page, '1 untrusted').waitFor({ timeout: 30_000 });
    await dialog(page).filter({ hasText: 'Creating a terminal process requires executing code' }).waitFor();
    await screenshot(page, 'untrusted-session');
    assert.equal(drive.model.requests.length, 0);
  }));

test('a window on a server opens the terminal also without trust: the session starts nothing of the workspace, and no shell runs', () =>
  drive.window.step('untrusted-locked', async () => {
    await dialog(page).getByRole('button', { name: 'Cancel' }).click();
    await gateState(page, '1 gated · 1 untrusted').waitFor({ timeout: 30_000 });
    await said(page, prompt);
    await typeInTerminal(page, 'SCRIPT:early');
    await said(page, 'EARLY-DONE');
    assert.match(JSON.stringify(drive.model.results('early')), /not trusted \(the workspace is not trusted\)/);
    assert.ok(!made('early') && !made('by-hook'));
  })); // prettier-ignore

test('trust in the workspace lets the same session run commands, without a reload, and says what stays off', () =>
  drive.window.step('untrusted-granted', async () => {
    await trustWorkspace(page);
    await toast(page, 'The workspace is trusted now: 1 running session').waitFor();
    await gateState(page, '1 gated').waitFor({ timeout: 30_000 });
    assert.equal(await gateState(page, 'untrusted').count(), 0);
    await screenshot(page, 'untrusted-granted');
    await typeInTerminal(page, 'SCRIPT:late');
    await answerToast(page, 'Claude Code wants to run', 'Allow once');
    await until(() => made('late'), { what: 'the allowed command ran' });
    assert.ok(!made('by-hook'));
  }));

test('a link starts nothing before the person has read the prompt and said so', () =>
  drive.window.step('untrusted-link', async () => {
    await follow('SCRIPT:link \u202Eplease & thank you');
    const question = dialog(page).filter({ hasText: 'a prompt that others wrote' });
    await question.getByText('│ SCRIPT:link ⟨U+202E⟩please & thank you').waitFor();
    await screenshot(page, 'untrusted-link');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'detached' });
    assert.equal(await gateState(page, '2 gated').count(), 0);
    assert.equal(drive.model.steps('link').length, 0);

    await follow('SCRIPT:link please');
    await question.getByRole('button', { name: 'Launch Untrusted' }).click();
    await accepted();
    await gateState(page, '2 gated · 1 untrusted').waitFor({ timeout: 30_000 });
    await said(page, 'LINK-DONE');
    await screenshot(page, 'untrusted-link-session');
    assert.ok(!made('link'));
  })); // prettier-ignore

test('the list of sessions names the cause', () =>
  drive.window.step('untrusted-menu', async () => {
    await palette(page, 'Portcullis: Show Menu');
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: 'a link that was opened' });
    await row.waitFor();
    await screenshot(page, 'untrusted-menu');
    await page.keyboard.press('Escape');
  }));

test('a long prompt from the editor is read in a document before anything can start', () =>
  drive.window.step('untrusted-long', async () => {
    const lines = Array.from({ length: 60 }, (_, at) => `step ${at} SCRIPT:link\n`);
    writeFileSync(path.join(folder, 'job.md'), lines.join(''));
    await openFile(page, 'job.md');
    await page.locator('.editor-instance .monaco-editor .view-lines').first().click();
    await page.keyboard.press('Control+A');
    await palette(page, 'Portcullis: Launch Agent with Untrusted Prompt…');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Selection in the editor' }).click();
    await answerInput(page, 'a job of the repository');
    await page.locator('.tab', { hasText: 'Prompt of Others' }).waitFor();
    await screenshot(page, 'untrusted-document');
    const asked = drive.model.steps('link').length;
    await answerToast(page, 'Read it in the editor', 'Discard');
    await toast(page, 'Read it in the editor').waitFor({ state: 'detached' });

    // What a discarded prompt had started would be there before the whole turn of a prompt that is accepted later.
    await follow('SCRIPT:next please');
    const question = dialog(page).filter({ hasText: 'a prompt that others wrote' });
    await question.getByRole('button', { name: 'Launch Untrusted' }).click();
    await accepted();
    await said(page, 'NEXT-DONE');
    await gateState(page, '3 gated · 2 untrusted').waitFor({ timeout: 30_000 });
    assert.equal(drive.model.steps('link').length, asked);
  }));

/** Opens a link as a browser would hand it over, and lets VS Code pass it on. */
async function follow(prompt: string): Promise<void> {
  const link = `code-oss://portcullis.portcullis/launch?prompt=${encodeURIComponent(prompt)}&agent=claude`;
  await palette(page, 'Developer: Open URL');
  await answerInput(page, link);
  await dialog(page).filter({ hasText: 'open this URI' }).getByRole('button', { name: 'Open' }).click();
}

/** The consent to launch was given before; nothing asks again. */
async function accepted(): Promise<void> {
  await dialog(page).waitFor({ state: 'detached' });
}
