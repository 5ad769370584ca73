// A text editor of the window, as a person uses it: the caret is put somewhere, things are read where the pointer rests,
// fixes are chosen by the keyboard.
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { until } from '../until.ts';
import { answerInput } from './drive.ts';

/** A line of an open editor that holds this text. */
export function line(page: Page, text: string): Locator {
  return page
    .locator('.editor-instance .view-line')
    .filter({ hasText: asDrawn(text) })
    .first();
}

/** The piece of a line that holds this text: the editor draws a string as one. */
export function piece(page: Page, text: string): Locator {
  return page
    .locator('.editor-instance .view-line span span')
    .filter({ hasText: asDrawn(text) })
    .last();
}

/** The number of the line in which the caret stands. */
export function activeLine(page: Page, number: number): Locator {
  const pattern = new RegExp(`^${number}$`);
  return page.locator('.monaco-editor.focused .line-numbers.active-line-number').filter({ hasText: pattern });
}

/** Puts the caret behind `word`, in the first line of the file on disk that holds `text`, as one who goes to a line. */
export async function caret(page: Page, file: string, text: string, word: string): Promise<void> {
  const lines = readFileSync(file, 'utf8').split('\n');
  const at = lines.findIndex((one) => one.includes(text));
  const column = (lines[at]?.indexOf(word) ?? 0) + word.length + 1;
  // The panel may have the keys; and settings may stand in front of the other editors.
  await page.locator('.editor-instance .view-lines').last().click();
  await page.keyboard.press('Control+G');
  await answerInput(page, `:${at + 1}:${column}`);
  await activeLine(page, at + 1).waitFor();
}

/** What a lens says, or the link in it. */
export function lens(page: Page, text: string): Locator {
  return page.locator('.codelens-decoration').locator('a, span').filter({ hasText: text }).last();
}

/** The offer that Enter would take. */
export function offered(page: Page, label: string): Locator {
  return page.locator(`.suggest-widget.visible .monaco-list-row.focused[aria-label^="${label}"]`);
}

/** Rests the pointer on `target` until a hover with this text is there. */
export async function hover(page: Page, target: Locator, text: string): Promise<Locator> {
  await target.waitFor();
  const shown = page.locator('.monaco-hover', { hasText: text }).first();
  await until(
    async () => {
      const box = await target.boundingBox();
      if (box === null) return false;
      await page.mouse.move(0, 0);
      await page.mouse.move(box.x + Math.min(box.width / 2, 30), box.y + box.height / 2, { steps: 3 });
      return shown.waitFor({ timeout: 3_000 }).then(
        () => true,
        () => false,
      );
    },
    { what: `a hover with ${text}`, timeout: 30_000 },
  );
  return shown;
}

/** The hover goes when the pointer does. Escape would close settings that stand in front of the window. */
export async function lookAway(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.locator('.monaco-hover').first().waitFor({ state: 'hidden' });
}

/** Chooses an action at the caret by the keyboard. `seen` is called while the list is open. */
export async function fix(page: Page, title: string, seen: () => Promise<void> = async () => {}): Promise<void> {
  const row = page.locator('.action-widget .monaco-list-row').filter({ hasText: title }).first();
  const open = async (): Promise<boolean> => {
    await page.keyboard.press('Control+.');
    return row.waitFor({ timeout: 5_000 }).then(
      () => true,
      async () => {
        // Where no list is open, the key would close settings that stand in front of the window.
        if (await page.locator('.action-widget').first().isVisible()) await page.keyboard.press('Escape');
        return false;
      },
    );
  };
  // Of a text that is just being looked at there are no fixes yet.
  await until(open, { what: `the fix ${title}`, timeout: 30_000 });
  await seen();
  await until(
    async () => {
      const focused = await page.locator('.action-widget .monaco-list-row.focused').innerText();
      if (focused.replaceAll('\u00a0', ' ').includes(title)) return true;
      await page.keyboard.press('ArrowDown');
      return false;
    },
    { what: `${title} is chosen` },
  );
  await page.keyboard.press('Enter');
} // prettier-ignore

/** The editor draws blanks as signs of their own. */
function asDrawn(text: string): RegExp {
  return new RegExp(text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`).replaceAll(' ', String.raw`\s`));
}
