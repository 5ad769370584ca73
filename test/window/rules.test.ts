// Rules where they are written, as a person writes them: tried from a lens and found again in the user settings, typed and
// completed in Claude Code's, mended by a key in a workspace file.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { temporaryFolder } from '../support/place.ts';
import { root } from '../support/root.ts';
import { until } from '../support/until.ts';
import { choose, gateState, openFile, palette, screenshot, webview } from '../support/vscode/drive.ts';
import { activeLine, caret, fix, hover, lens, line, offered } from '../support/vscode/editor.ts';
import { openWindow, type Window } from '../support/vscode/window.ts';

let window: Window;
let page: Page;
const dir = temporaryFolder('rules-');
const folder = path.join(dir, 'weather');
const claudeFile = path.join(folder, '.claude', 'settings.json');
const claude =
  '{\n  "permissions": {\n    "allow": [\n      "Bash(python *)"\n    ],\n    "deny": []\n  }\n}\n';

before(async () => {
  mkdirSync(path.join(folder, '.claude'), { recursive: true });
  writeFileSync(path.join(folder, 'README.md'), '# Weather\n\nTODO: the wind\n');
  writeFileSync(claudeFile, claude);
  const settings = {
    'workbench.colorTheme': 'Dark 2026',
    'files.autoSave': 'off',
    'portcullis.permissions.deny': ['grep *'],
    'portcullis.permissions.allow': [],
  };
  window = await openWindow({ vsix: path.join(root, 'out', 'portcullis.vsix'), folder, settings });
  page = window.page;
  await started();
});
after(() => window.close());

step('a rule that decided says so where it stands', async () => {
  await palette(page, 'Portcullis: Try the Demo Agent');
  await state('1 waiting').waitFor();
  await palette(page, 'Preferences: Open User Settings (JSON)');
  await lens(page, 'denied 1 call this week').waitFor();
  await shot('lens');
});

step('a lens opens the call that the rule decided in the simulator', async () => {
  await lens(page, 'simulate').click();
  const panel = await webview(page, '#simulator .input textarea');
  const input = panel.locator('#simulator .input textarea');
  await until(async () => (await input.inputValue()).startsWith('grep -n TODO'), { what: 'the call in the simulator' });
  await panel.locator('.outcome', { hasText: 'Would be denied' }).waitFor();
  await shot('simulate');
}); // prettier-ignore

step('from the name of a rule to the line where it stands', async () => {
  await page.keyboard.press('Control+Home');
  await palette(page, 'Portcullis: Go to Rule…');
  await choose(page, 'grep *');
  const lines = readFileSync(window.settingsFile, 'utf8').split('\n');
  const at = lines.findIndex((one) => one.includes('"grep *"')) + 1;
  await activeLine(page, at).waitFor();
  // VS Code opens the settings in front of the window.
  await until(
    async () => {
      await page.keyboard.press('Escape');
      return (await page.locator('.modal-editor-part').count()) === 0;
    },
    { what: 'the way back', every: 300 },
  );
});

step('rules of Claude Code are helped with in its own file', async () => {
  await openFile(page, '.claude/settings.json', '.claude');
  await hover(page, page.locator('.squiggly-warning').first(), 'python');
  await page.locator('.squiggly-info').first().waitFor();
  await shot('claude');
  await page.keyboard.press('Escape');
  await caret(page, claudeFile, '"deny"', '[');
  await page.keyboard.type('"Bash(git pus');
  await offered(page, 'push').waitFor();
  await page.keyboard.press('Enter');
  await line(page, '"Bash(git push').waitFor();
  await palette(page, 'File: Revert File');
  assert.equal(readFileSync(claudeFile, 'utf8'), claude);
});

step('a workspace file is helped with as well, and a fix there keeps its other settings', async () => {
  const file = path.join(dir, 'both.code-workspace');
  const content = {
    folders: [{ path: 'weather' }],
    settings: { 'editor.tabSize': 3, 'portcullis.permissions.deny': ['git add . && git commit *'] },
  };
  writeFileSync(file, `${JSON.stringify(content, undefined, 2)}\n`);
  await window.openWorkspace(file, ['weather']);
  await started();
  await palette(page, 'Workspaces: Open Workspace Configuration File');
  await hover(page, page.locator('.squiggly-warning').first(), 'is in none of them');
  await shot('workspace-file');
  await page.keyboard.press('Escape');
  await caret(page, file, 'git add', 'git');
  await fix(page, 'Change to 2 rules', () => shot('fix-two-rules'));
  await line(page, '"git commit *"').waitFor();
  await page.keyboard.press('Control+S');
  await until(() => !readFileSync(file, 'utf8').includes('&&'), { what: 'the mended file' });
  const deny = ['git add .', 'git commit *'];
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), { ...content, settings: { ...content.settings, 'portcullis.permissions.deny': deny } }); // prettier-ignore
});

function state(text = ''): Locator {
  return gateState(page, text);
}

function started(): Promise<void> {
  return state().waitFor({ timeout: 60_000 });
}

async function shot(name: string): Promise<void> {
  await screenshot(page, `rules-${name}`);
}

function step(name: string, run: () => Promise<void>): void {
  void test(name, () => window.step(name.replaceAll(/\W+/g, '-').slice(0, 40), run));
}
