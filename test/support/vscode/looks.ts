// How the panel looks in a theme and a width: what overflows, and what axe finds against WCAG 2.1 AA in its page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'playwright-core';
import { until } from '../until.ts';
import { answerInput, palette } from './drive.ts';

/** The theme, and the class that VS Code gives to a webview's body under it. */
export const themes = [
  ['Dark 2026', 'vscode-dark'],
  ['Light 2026', 'vscode-light'],
  ['Dark High Contrast', 'vscode-high-contrast'],
  ['Light High Contrast', 'vscode-high-contrast-light'],
] as const;

export async function inTheme(page: Page, panel: Frame, [theme, body]: (typeof themes)[number]): Promise<void> {
  await palette(page, 'Preferences: Color Theme');
  await answerInput(page, theme);
  await until(() => panel.evaluate((name) => document.body.classList.contains(name), body), { what: theme });
} // prettier-ignore

/** Drags the edge of the side bar until the page is about so wide. */
export async function wide(page: Page, panel: Frame, width: number): Promise<void> {
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
export function overflowing(panel: Frame): Promise<readonly string[]> {
  return panel.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll<HTMLElement>('#panel *')]
      .filter((one) => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1)
      .filter((one) => getComputedStyle(one).overflowX === 'visible' && getComputedStyle(one).display !== 'inline')
      .map((one) => `${one.tagName.toLowerCase()}.${one.className}: ${one.textContent?.trim().slice(0, 60)}`),
  );
} // prettier-ignore

export async function violations(panel: Frame): Promise<readonly string[]> {
  await panel.evaluate(axe);
  const found: unknown = await panel.evaluate(`(async () => {
    const { violations } = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.target.join(' ') + ' ' + (node.any[0]?.message ?? node.failureSummary)));
  })()`);
  assert.ok(Array.isArray(found));
  return found.map(String);
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
