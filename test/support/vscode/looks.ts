// How the panel looks in a theme and a width: what overflows, and what axe finds against WCAG 2.1 AA in its page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'playwright-core';
import { until } from '../until.ts';
import { answerInput, palette, screenshot } from './drive.ts';

/** The theme, and the class that VS Code gives to a webview's body under it. */
export const themes = [
  ['Dark 2026', 'vscode-dark'],
  ['Light 2026', 'vscode-light'],
  ['Dark High Contrast', 'vscode-high-contrast'],
  ['Light High Contrast', 'vscode-high-contrast-light'],
] as const;

const widths = [360, 200] as const;

/**
 * Looks at the panel as it stands in every theme and width, keeps a picture of each, and fails with all that overflows or
 * that axe finds. `pictures` are places in the page by the names of their pictures. Ends in the first theme and width, in
 * which pictures of single steps are made.
 */
export async function looksRight(page: Page, panel: Frame, pictures: Readonly<Record<string, string>>): Promise<void> {
  const wrong: string[] = [];
  for (const [at, theme] of [...themes].reverse().entries()) {
    await inTheme(page, panel, theme);
    // The next theme goes on in the width of this one.
    for (const width of at % 2 === 0 ? widths : [...widths].reverse()) {
      await wide(page, panel, width);
      for (const [name, place] of Object.entries(pictures)) {
        await panel.locator(place).first().evaluate((one) => one.scrollIntoView());
        await screenshot(page, `${name}-${theme[1]}-${width}`);
      }
      const found = [...(await overflowing(panel)).map((one) => `overflows: ${one}`), ...(await violations(panel))];
      wrong.push(...found.map((one) => `${theme[0]}, ${width} px: ${one}`));
    }
  }
  assert.deepEqual(wrong, []);
} // prettier-ignore

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
  if (!(await panel.evaluate(() => 'axe' in window))) await panel.evaluate(axe);
  const found: unknown = await panel.evaluate(`(async () => {
    const { violations, incomplete } = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] });
    // Text in the very colour of its ground, which axe does not call wrong, for it may be hidden on purpose.
    const invisible = incomplete.map((one) => ({ ...one, nodes: one.nodes.filter((node) => node.any.some(({ data }) => data?.messageKey === 'equalRatio')) }));
    return [...violations, ...invisible].flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.target.join(' ') + ' ' + (node.any[0]?.message ?? node.failureSummary)));
  })()`);
  assert.ok(Array.isArray(found));
  return found.map(String);
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
