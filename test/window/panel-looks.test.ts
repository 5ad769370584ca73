// The panel in four themes and two widths: nothing overflows, and axe finds no violation of WCAG 2.1 AA in its page.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import { temporaryFolder } from '../support/place.ts';
import { root } from '../support/root.ts';
import { until } from '../support/until.ts';
import { choose, gateState, openContainer, palette, screenshot, webview } from '../support/vscode/drive.ts';
import { openSection } from '../support/vscode/panelKeys.ts';
import { hiddenFocus, looksRight, wrongIn } from '../support/vscode/looks.ts';
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

void test('read from top to bottom it begins with the state, then comes what waits, and all that can be used has a name', async () => {
  const tree = await panel.locator('#panel').ariaSnapshot();
  mkdirSync(path.join(root, "out", "shots"), { recursive: true });
  const headings = [...tree.matchAll(/heading "([^"]+)" \[level=(\d)\]/g)].map(([, name, level]) => `${level} ${name}`);
  assert.deepEqual(headings.slice(0, 4), ['1 1 call waiting', '2 Waiting for you', '3 Demo Agent · Write the file', '2 How calls are checked']);
  assert.deepEqual(headings.filter((one) => one.startsWith('2')).slice(2), ['Simulator', 'Rules', 'What if', 'Trust in services', 'Sessions', 'Journal', 'Who agents are told to be', 'Defence in depth', 'Doctor'].map((one) => `2 ${one}`));
  const used = /^- (?:button|link|textbox|combobox|listbox|meter)\b/;
  const nameless = tree.split('\n').map((line) => line.trim()).filter((line) => used.test(line) && !/^- \w+ ["/]/.test(line));
  assert.deepEqual(nameless, []);
}); // prettier-ignore

void test('in four themes and two widths nothing overflows, and nothing is hard to read or to reach', () =>
  window.step('looks', () =>
    looksRight(page, panel, {
      panel: '#panel',
      'panel-simulator': '#simulator',
      'panel-records': '#sessions',
    }),
  ));

void test('moved to the secondary side bar it is the same, and in a window at 200 % all of it is reached and in sight', () =>
  window.step('looks-moved', async () => {
    await palette(page, 'View: Move View');
    await choose(page, 'Portcullis');
    await choose(page, 'New Secondary Side Bar Entry');
    await page.locator('.part.auxiliarybar', { hasText: 'Portcullis' }).waitFor();
    panel = await webview(page, '#panel .card', 'demo-plan.md');
    await panel.locator('#simulator .outcome').waitFor();
    assert.deepEqual(await wrongIn(panel), []);
    await screenshot(page, 'panel-secondary');
    // What a browser makes of a window of 1400 by 900 that is zoomed in: half as many of its pixels either way.
    await page.setViewportSize({ width: 700, height: 450 });
    await until(() => panel.evaluate(() => document.documentElement.clientHeight < 400), {
      what: 'the page is low',
    });
    await screenshot(page, 'panel-zoomed');
    assert.deepEqual(await wrongIn(panel), []);
    await panel.locator('.head .stop').focus();
    assert.deepEqual(await hiddenFocus(page, panel, 'Tab'), []);
    await panel.locator('#doctor .link').focus();
    assert.deepEqual(await hiddenFocus(page, panel, 'Shift+Tab'), []);
    await screenshot(page, 'panel-zoomed-up');
  }));
