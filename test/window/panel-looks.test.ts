// The panel in four themes and two widths: nothing overflows, and axe finds no violation of WCAG 2.1 AA in its page.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import { temporaryFolder } from '../support/place.ts';
import { root } from '../support/root.ts';
import { until } from '../support/until.ts';
import {
  answerInput,
  openContainer,
  palette,
  screenshot,
  statusItem,
  webview,
} from '../support/vscode/drive.ts';
import { openWindow, type Window } from '../support/vscode/window.ts';

let window: Window;
let page: Page;
let panel: Frame;
const folder = path.join(temporaryFolder('looks-'), 'weather');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The theme, and the class that VS Code gives to a webview's body under it. */
const themes = [
  ['Dark 2026', 'vscode-dark'],
  ['Light 2026', 'vscode-light'],
  ['Dark High Contrast', 'vscode-high-contrast'],
  ['Light High Contrast', 'vscode-high-contrast-light'],
] as const;

before(async () => {
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'README.md'), '# Weather\n\nTODO: the wind\n');
  window = await openWindow({ vsix: path.join(root, 'out', 'portcullis.vsix'), folder, settings: { 'workbench.colorTheme': 'Dark 2026' } });
  page = window.page;
  await statusItem(page, 'portcullis.portcullis.portcullis.state').waitFor({ timeout: 60_000 });
  await openContainer(page, 'Portcullis');
  panel = await webview(page, '#panel .head h1', 'No agent runs');
  // Everything open, with a question, a last call and a simulation: as full as it gets.
  await panel.locator('#simulator .input textarea').fill('cat file.txt | frobnicate --everything > /etc/output.txt');
  await panel.locator('.outcome').waitFor();
  await panel.locator('#simulator .link', { hasText: 'What each layer says' }).click();
  await palette(page, 'Portcullis: Try the Demo Agent');
  await panel.locator('.card', { hasText: 'demo-plan.md' }).getByRole('button', { name: 'Why?' }).click();
  await panel.locator('.node.classifier').click();
  for (const id of ['rules', 'defences', 'doctor', 'whatIf', 'journal']) await panel.locator(`#${id} > summary`).click();
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

for (const [theme, body] of themes)
  for (const width of [360, 200])
    void test(`${theme}, ${width} px wide: nothing overflows, nothing is hard to read or to reach`, () =>
      window.step(`looks-${body}-${width}`, async () => {
        await inTheme(theme, body);
        await wide(width);
        await screenshot(page, `panel-${body}-${width}`);
        assert.deepEqual(await overflowing(), []);
        assert.deepEqual(await violations(), []);
      }));

async function inTheme(theme: string, body: string): Promise<void> {
  await palette(page, 'Preferences: Color Theme');
  await answerInput(page, theme);
  await until(() => panel.evaluate((name) => document.body.classList.contains(name), body), { what: theme });
}

/** Drags the edge of the side bar until the page is about so wide. */
async function wide(width: number): Promise<void> {
  const now = () => panel.evaluate(() => document.documentElement.clientWidth);
  await until(
    async () => {
      const there = await now();
      if (Math.abs(there - width) <= 4) return true;
      const box = await page.locator('.part.sidebar').boundingBox();
      if (box === null) return false;
      const edge = { x: box.x + box.width, y: 420 };
      await page.mouse.move(edge.x, edge.y);
      await page.mouse.down();
      await page.mouse.move(edge.x + (width - there), edge.y, { steps: 4 });
      await page.mouse.up();
      return false;
    },
    { what: `the panel is ${width} px wide`, every: 200 },
  );
}

/** Elements whose content is wider than they are, but for those that scroll on purpose. */
function overflowing(): Promise<readonly string[]> {
  return panel.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll<HTMLElement>('#panel *')]
      .filter((one) => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1)
      .filter((one) => getComputedStyle(one).overflowX === 'visible' && getComputedStyle(one).display !== 'inline')
      .map((one) => `${one.tagName.toLowerCase()}.${one.className}: ${one.textContent?.trim().slice(0, 60)}`),
  );
} // prettier-ignore

async function violations(): Promise<readonly string[]> {
  await panel.evaluate(axe);
  const found: unknown = await panel.evaluate(`(async () => {
    const { violations } = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.target.join(' ') + ' ' + (node.any[0]?.message ?? node.failureSummary)));
  })()`);
  assert.ok(Array.isArray(found));
  return found.map(String);
}
