// A workspace of two folders, each with rules in its own settings: what these say before the workspace is trusted and
// approved, and that what they say about whether they hold is what becomes of real calls.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Frame, Locator, Page } from 'playwright-core';
import { temporaryFolder } from '../support/place.ts';
import { root } from '../support/root.ts';
import { until } from '../support/until.ts';
import { demoCalls } from '../support/vscode/demo.ts';
import {
  answerToast,
  choose,
  dialog,
  gateState,
  openFile,
  palette,
  screenshot,
  toast,
  trustWorkspace,
  webview,
} from '../support/vscode/drive.ts';
import { caret, fix, hover, lens, line, lookAway, offered, piece } from '../support/vscode/editor.ts';
import { wide } from '../support/vscode/looks.ts';
import { chooseIn } from '../support/vscode/panelKeys.ts';
import { openWindow, type Window } from '../support/vscode/window.ts';

let window: Window;
let page: Page;
let panel: Frame;
const dir = temporaryFolder('rules-folders-');
const [alpha, beta] = [path.join(dir, 'alpha'), path.join(dir, 'beta')];
const workspace = path.join(dir, 'both.code-workspace');
const betaFile = path.join(beta, '.vscode', 'settings.json');

before(async () => {
  for (const [folder, rules] of [
    [alpha, { 'portcullis.permissions.deny': ['make clean *'] }],
    [beta, { 'portcullis.permissions.allow': ['make wind *', 'Edit(./src/**)'], 'portcullis.permissions.deny': [] }],
  ] as const) {
    mkdirSync(path.join(folder, '.vscode'), { recursive: true });
    mkdirSync(path.join(folder, 'src'));
    writeFileSync(path.join(folder, '.vscode', 'settings.json'), `${JSON.stringify(rules, undefined, 2)}\n`);
  }
  writeFileSync(path.join(beta, 'only-here.txt'), '');
  writeFileSync(workspace, JSON.stringify({ folders: [{ path: 'alpha' }, { path: 'beta' }] }));
  window = await openWindow({
    vsix: path.join(root, 'out', 'portcullis.vsix'),
    folder: alpha,
    workspaceTrust: true,
    settings: {
      'workbench.colorTheme': 'Dark 2026',
      'files.autoSave': 'off',
      'security.workspace.trust.startupPrompt': 'never',
    },
  });
  page = window.page;
  await window.openWorkspace(workspace, ['alpha', 'beta']);
  await state().waitFor({ timeout: 60_000 });
}); // prettier-ignore
after(() => window.close());

step('rules of a folder that is not trusted say that they do not count, and why', async () => {
  await openFile(page, betaFile, 'beta');
  await hover(page, page.locator('.squiggly-info').first(), 'because the workspace is not trusted');
  await shot('untrusted');
  await lookAway(page);
});

step('once it is trusted they say that they wait for approval, which a key begins', async () => {
  await trustWorkspace(page);
  await openFile(page, betaFile, 'beta');
  await hover(page, page.locator('.squiggly-info').first(), 'do not count until you approve them');
  await lookAway(page);
  await hover(page, piece(page, 'make wind'), 'Not in force');
  await lookAway(page);
  await caret(page, betaFile, 'permissions.allow', 'permissions');
  await fix(page, 'Review and approve the rules of this workspace…', () => shot('approve'));
  await choose(page, 'Approve all 2');
  await toast(page, 'counts from now on').waitFor();
});

step('each says for which calls it holds', async () => {
  await hover(
    page,
    piece(page, 'make wind'),
    'In force in this workspace, for calls in each of its folders.',
  );
  await shot('each-folder');
  await lookAway(page);
  await hover(page, piece(page, 'Edit('), 'for files of its own folder alone');
  await lookAway(page);
});

step('the simulator judges a call as one in the folder that is chosen, also in one that is added later', async () => {
  await palette(page, 'Portcullis: Simulate a Call');
  panel = await webview(page, '#simulator textarea');
  await wide(page, panel, 200);
  const select = (name: string): Locator => panel.locator(`vscode-single-select[label="${name}"]`);
  const outcome = (text: string) => panel.locator('#simulator .outcome b', { hasText: text }).waitFor();
  await chooseIn(page, select('Kind of call'), 'Edit');
  await panel.locator('#simulator .input').first().locator('textarea').fill('src/a.txt');
  await select('Folder').locator('.text', { hasText: 'alpha' }).waitFor();
  await outcome('Would ask you');
  await chooseIn(page, select('Folder'), 'beta');
  await outcome('Would run');
  await panel.locator('#simulator .rules .decides', { hasText: 'Edit(./src/**)' }).waitFor();
  await shot('simulator');
  mkdirSync(path.join(dir, 'gamma'));
  writeFileSync(workspace, JSON.stringify({ folders: [{ path: 'alpha' }, { path: 'beta' }, { path: 'gamma' }] }));
  await dialog(page).filter({ hasText: 'Do you trust' }).getByRole('button', { name: 'Yes' }).click();
  await until(async () => (await select('Folder').locator('vscode-option').count()) === 3, { what: 'the folder that was added' });
  await chooseIn(page, select('Folder'), 'gamma');
  await outcome('Would ask you');
  await select('Folder').locator('.text', { hasText: 'gamma' }).waitFor();
}); // prettier-ignore

step('and so it is: the command runs in the other folder too, the path is that of its own', async () => {
  await palette(page, 'Portcullis: Try the Demo Agent');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'alpha' }).first().click();
  await state('1 waiting').waitFor();
  const inAlpha = await demoCalls(window.server.pid, alpha);
  assert.equal((await inAlpha.line('make wind north')).verdict, 'yes');
  const write = (folder: string) =>
    inAlpha.ask({ tool: 'save-file', details: { file: path.join(folder, 'src', 'a.txt'), text: 'a' } });
  assert.equal((await write(beta)).verdict, 'yes');
  const other = write(alpha);
  await state('2 waiting').waitFor();
  await answerToast(page, 'a.txt', 'Deny');
  assert.equal((await other).verdict, 'no');
  const inBeta = await demoCalls(window.server.pid, beta);
  assert.equal((await inBeta.line('make clean all')).verdict, 'no');
});

step('lenses stand above the rules of each folder, and what lies in the folder is offered', async () => {
  await openFile(page, path.join(alpha, '.vscode', 'settings.json'), 'alpha');
  await lens(page, 'denied 1 call this week').waitFor();
  await openFile(page, betaFile, 'beta');
  await lens(page, 'allowed 1 call this week').waitFor();
  await shot('lens');
  await caret(page, betaFile, 'permissions.deny', '[');
  await page.keyboard.type('"Read(./only');
  await offered(page, 'only-here.txt').waitFor();
  await page.keyboard.press('Enter');
  await line(page, 'Read(./only-here.txt').waitFor();
  await palette(page, 'File: Revert File');
});

function state(shown = ''): Locator {
  return gateState(page, shown);
}

async function shot(name: string): Promise<void> {
  await screenshot(page, `rules-folders-${name}`);
}

function step(name: string, run: () => Promise<void>): void {
  void test(name, () => window.step(name.replaceAll(/\W+/g, '-').slice(0, 40), run));
}
