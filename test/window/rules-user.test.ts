// A rule that a person types into the user settings, from the first wrong letter to the call that it decides; and one of the
// workspace, from its approval to the lens above it.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { temporaryFolder } from '../support/place.ts';
import { root } from '../support/root.ts';
import { until } from '../support/until.ts';
import { demoCalls, type DemoCalls } from '../support/vscode/demo.ts';
import {
  answerToast,
  choose,
  gateState,
  openFile,
  palette,
  screenshot,
  toast,
  webview,
} from '../support/vscode/drive.ts';
import { caret, fix, hover, lens, line, lookAway, piece } from '../support/vscode/editor.ts';
import { openWindow, type Window } from '../support/vscode/window.ts';

let window: Window;
let page: Page;
let agent: DemoCalls;
const folder = path.join(temporaryFolder('rules-user-'), 'weather');
const claudeFile = path.join(folder, '.claude', 'settings.json');
const claude = '{\n  "permissions": {\n    "deny": []\n  }\n}\n';
const workspaceFile = path.join(folder, '.vscode', 'settings.json');

before(async () => {
  mkdirSync(path.dirname(workspaceFile), { recursive: true });
  writeFileSync(path.join(folder, 'README.md'), '# Weather\n');
  mkdirSync(path.dirname(claudeFile));
  writeFileSync(claudeFile, claude);
  writeFileSync(workspaceFile, `${JSON.stringify({ 'portcullis.permissions.allow': ['make wind *'] }, undefined, 2)}\n`);
  const settings = {
    'workbench.colorTheme': 'Dark 2026',
    'files.autoSave': 'off',
    'portcullis.permissions.deny': [],
  };
  window = await openWindow({ vsix: path.join(root, 'out', 'portcullis.vsix'), folder, settings });
  page = window.page;
  await state().waitFor({ timeout: 60_000 });
  await palette(page, 'Portcullis: Try the Demo Agent');
  await state('1 waiting').waitFor();
  agent = await demoCalls(window.server.pid, folder);
}); // prettier-ignore
after(() => window.close());

step('without a rule the call is asked about', async () => {
  const asked = agent.line('make rain');
  await state('2 waiting').waitFor();
  await answerToast(page, 'make rain', 'Allow once');
  assert.equal((await asked).verdict, 'yes');
  await state('1 waiting').waitFor();
});

step('a broken rule is marked while it is typed, and says what is wrong with it', async () => {
  // By its path: where this server's own command opens the file, its address has no host, and whatever extensions say of
  // it, VS Code's own findings as well, goes to another document of the same file.
  await openFile(page, window.settingsFile);
  await line(page, 'portcullis.permissions.deny').waitFor();
  await caret(page, window.settingsFile, '"portcullis.permissions.deny"', '[');
  await page.keyboard.type('"Bsh(make rain*)');
  const shown = await hover(page, page.locator('.squiggly-error').first(), 'Bsh');
  await shown.filter({ hasText: 'Portcullis' }).filter({ hasText: 'unknown-tool' }).waitFor();
  await shot('broken');
  await lookAway(page);
});

step('a key mends it, and what it says then stands in words', async () => {
  await fix(page, 'Change to Bash(make rain*)', () => shot('fix'));
  await line(page, '"Bash(make rain*)"').waitFor();
  await page.locator('.squiggly-error').waitFor({ state: 'detached' });
  await hover(page, piece(page, 'make rain'), 'Denies the shell command');
  await shot('hover');
  await lookAway(page);
});

step('before it is saved a key shows which of the last calls it would change', async () => {
  await fix(page, 'Compare with the Last 1,000 Decisions', () => shot('compare-list'));
  const panel = await webview(page, '#whatIf textarea');
  const tried = panel.locator('#whatIf textarea');
  await until(async () => (await tried.inputValue()).includes('deny: Bash(make rain*)'), { what: 'the unsaved rule' });
  await panel.locator('#whatIf .hits', { hasText: 'Newly denied: 1' }).waitFor();
  await panel.locator('#whatIf code', { hasText: 'make rain' }).waitFor();
  await shot('compare');
  assert.ok(!readFileSync(window.settingsFile, 'utf8').includes('make rain'));
  await palette(page, 'File: Revert File');
  await palette(page, 'View: Close Editor');
}); // prettier-ignore

step('once it is saved the running gate goes by it, and the rule says how often', async () => {
  // VS Code takes over at once what is saved in the editor that its own command opens.
  await palette(page, 'Preferences: Open User Settings (JSON)');
  await line(page, 'portcullis.permissions.deny').waitFor();
  await caret(page, window.settingsFile, '"portcullis.permissions.deny"', '[');
  await page.keyboard.type('"Bash(make rain*)');
  await line(page, '"Bash(make rain*)"').waitFor();
  await page.keyboard.press('Control+S');
  await until(() => readFileSync(window.settingsFile, 'utf8').includes('Bash(make rain*)'), { what: 'the saved rule' });
  await hover(page, piece(page, 'make rain'), 'In force, in every workspace.');
  await lookAway(page);
  const answer = await agent.line('make rain');
  assert.equal(answer.verdict, 'no');
  assert.match(answer.because, /make rain/);
  await lens(page, 'denied 1 call this week').waitFor();
  await shot('in-force');
  // These settings stand in front of the window.
  await until(
    async () => {
      await page.keyboard.press('Escape');
      return (await page.locator('.modal-editor-part').count()) === 0;
    },
    { what: 'the way back', every: 300 },
  );
}); // prettier-ignore

step('allow rules of the workspace say that they do not count, and are approved from there', async () => {
  await openFile(page, '.vscode/settings.json', '.vscode');
  await line(page, 'make wind').waitFor();
  await hover(page, piece(page, 'make wind'), 'Not in force');
  await lookAway(page);
  await caret(page, workspaceFile, 'permissions.allow', 'permissions');
  await fix(page, 'Review and approve the rules of this workspace…');
  await choose(page, 'Approve this one');
  await toast(page, 'counts from now on').waitFor();
  await hover(page, piece(page, 'make wind'), 'In force in this workspace');
  await lookAway(page);
});

step('what a rule of the workspace allowed stands above it, with the call to try', async () => {
  assert.equal((await agent.line('make wind north')).verdict, 'yes');
  await lens(page, 'allowed 1 call this week').waitFor({ timeout: 15_000 });
  await shot('workspace-lens');
  await lens(page, 'simulate').click();
  const panel = await webview(page, '#simulator .input textarea');
  const input = panel.locator('#simulator .input textarea');
  await until(async () => (await input.inputValue()) === 'make wind north', { what: 'the call in the simulator' });
  await panel.locator('.outcome', { hasText: 'Would run' }).waitFor();
  assert.equal((await agent.line('make wind south')).verdict, 'yes');
  await lens(page, 'allowed 2 calls this week').waitFor({ timeout: 15_000 });
  await lens(page, 'simulate').click();
  await until(async () => (await input.inputValue()) === 'make wind south', { what: 'the newest call in the simulator' });
}); // prettier-ignore

step(
  'unsaved rules for Claude Code are compared from the palette, open as a diff, and are never written',
  async () => {
    // The panel has the keys.
    await page.locator('.editor-instance .view-lines').first().click();
    await openFile(page, '.claude/settings.json', '.claude');
    await caret(page, claudeFile, '"deny"', '[');
    await page.keyboard.type('"Bash(make wind *)');
    await line(page, '"Bash(make wind *)"').waitFor();
    await palette(page, 'Portcullis: Compare Rules with the Last 1,000 Decisions');
    const panel = await webview(page, '#whatIf textarea');
    const tried = panel.locator('#whatIf textarea');
    const section = '[.claude/settings.json]\ndeny: Bash(make wind *)';
    await until(async () => (await tried.inputValue()).endsWith(section), { what: 'the rules of the file' });
    await panel.locator('#whatIf .hits', { hasText: 'Newly denied: 2' }).waitFor();
    await panel.locator('#whatIf .save').click();
    await panel.locator('#whatIf .doubt', { hasText: 'never writes' }).waitFor();
    await panel.locator('#whatIf .diff').click();
    await page.locator('.tab', { hasText: 'Rules in force ↔ rules to try' }).waitFor();
    await page.locator('.diff-editor .line-insert, .monaco-diff-editor .line-insert').first().waitFor();
    await shot('diff');
    assert.equal(readFileSync(claudeFile, 'utf8'), claude);
  },
);

function state(shown = ''): Locator {
  return gateState(page, shown);
}

async function shot(name: string): Promise<void> {
  await screenshot(page, `rules-user-${name}`);
}

function step(name: string, run: () => Promise<void>): void {
  void test(name, () => window.step(name.replaceAll(/\W+/g, '-').slice(0, 40), run));
}
