// The panel in four themes and two widths: nothing overflows, and axe finds no violation of WCAG 2.1 AA in its page.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import { temporaryFolder } from '../support/place.ts';
import { root } from '../support/root.ts';
import { gateState, openContainer, palette, webview } from '../support/vscode/drive.ts';
import { openSection } from '../support/vscode/panelKeys.ts';
import { looksRight } from '../support/vscode/looks.ts';
import { openWindow, type Window } from '../support/vscode/window.ts';

let window: Window;
let page: Page;
let panel: Frame;
const folder = path.join(temporaryFolder('looks-'), 'weather');

before(async () => {
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'README.md'), '# Weather\n\nTODO: the wind\n');
  window = await openWindow({ vsix: path.join(root, 'out', 'portcullis.vsix'), folder, settings: { 'workbench.colorTheme': 'Dark 2026' } });
  page = window.page;
  await gateState(page).waitFor({ timeout: 60_000 });
  await openContainer(page, 'Portcullis');
  panel = await webview(page, '#panel .head h1', 'No agent runs');
  // Everything open, with a question, a last call and a simulation: as full as it gets.
  await panel.locator('#simulator .input textarea').fill('cat file.txt | frobnicate --everything > /etc/output.txt');
  await panel.locator('.outcome').waitFor();
  await panel.locator('#simulator .link', { hasText: 'What each layer says' }).click();
  await palette(page, 'Portcullis: Try the Demo Agent');
  await panel.locator('.card', { hasText: 'demo-plan.md' }).getByRole('button', { name: 'Why?' }).click();
  await panel.locator('.node.classifier').click();
  for (const id of ['rules', 'defences', 'doctor', 'whatIf', 'journal']) await openSection(panel, id);
  await page.keyboard.press('Control+J'); // The terminal is not what is looked at.
}); // prettier-ignore
after(() => window.close());

void test('every icon that the page asks for is drawn', async () => {
  const drawn = await panel.evaluate(async () => {
    await document.fonts.load('16px codicon', '\uea6c');
    const icons = [...document.querySelectorAll('.codicon')];
    const blank = icons.filter((one) => !/^".+"$/u.test(getComputedStyle(one, '::before').content));
    return { icons: icons.length, blank: blank.map((one) => one.className), font: document.fonts.check('16px codicon', '\uea6c') };
  });
  assert.ok(drawn.icons > 20, `${drawn.icons} icons`);
  assert.deepEqual([drawn.blank, drawn.font], [[], true]);
}); // prettier-ignore

void test('in four themes and two widths nothing overflows, and nothing is hard to read or to reach', () =>
  window.step('looks', () =>
    looksRight(page, panel, {
      panel: '#panel',
      'panel-simulator': '#simulator',
      'panel-records': '#sessions',
    }),
  ));
