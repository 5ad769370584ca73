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
 * that axe finds. `pictures` are places in the page by the names of their pictures. `around` may bring about, for a picture,
 * what would outlast neither a change of the theme nor scrolling, and ends it; the last one is looked through. Ends in the
 * first theme and width, in which pictures of single steps are made.
 */
export async function looksRight(
  page: Page,
  panel: Frame,
  pictures: Readonly<Record<string, string>>,
  around: (picture: string, look: () => Promise<void>) => Promise<void> = (_, look) => look(),
): Promise<void> {
  const wrong: string[] = [];
  const all = Object.entries(pictures);
  for (const [at, theme] of [...themes].reverse().entries()) {
    await inTheme(page, panel, theme);
    // The next theme goes on in the width of this one.
    for (const width of at % 2 === 0 ? widths : [...widths].reverse()) {
      await wide(page, panel, width);
      for (const [nth, [name, place]] of all.entries()) {
        await panel.locator(place).first().evaluate((one) => one.scrollIntoView());
        await around(name, async () => {
          await screenshot(page, `${name}-${theme[1]}-${width}`);
          if (nth < all.length - 1) return;
          wrong.push(...(await wrongIn(panel)).map((one) => `${theme[0]}, ${width} px: ${one}`));
        });
      }
    }
  }
  assert.deepEqual(wrong, []);
} // prettier-ignore

/** What is wrong with the page as it stands, in the words of what found it. */
export async function wrongIn(panel: Frame): Promise<readonly string[]> {
  return [...(await overflowing(panel)).map((one) => `overflows: ${one}`), ...(await violations(panel))];
}

/** Goes through the whole page by a key; gives what had the focus and was not to be seen, as behind the head. */
export async function hiddenFocus(page: Page, panel: Frame, key: 'Tab' | 'Shift+Tab'): Promise<readonly string[]> {
  const hidden: string[] = [];
  for (let at = 0; at < 200; at += 1) {
    await page.keyboard.press(key);
    const found = await panel.evaluate(() => {
      const one = document.activeElement;
      if (!document.hasFocus() || one === null || one === document.body) return undefined;
      const { left, top, right, bottom } = one.getBoundingClientRect();
      const parts = [0.02, 0.25, 0.5, 0.75, 0.98];
      const isSeen = parts.some((x) => parts.some((y) => one.contains(document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y))));
      return isSeen ? '' : `${one.tagName} ${one.textContent?.trim().slice(0, 60)}`;
    });
    if (found === undefined) return hidden;
    if (found !== '') hidden.push(found);
  }
  throw new Error(`${key} does not come to an end`);
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
