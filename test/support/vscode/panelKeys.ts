// Steps in the panel's page that a person does by keyboard. Each ends when the page shows what came of it.
import type { Frame, Locator, Page } from 'playwright-core';

/** Opens a section, if it is closed. */
export async function openSection(panel: Frame, id: string): Promise<void> {
  const section = panel.locator(`#${id}`);
  if ((await section.getAttribute('open')) === null) await section.locator('> summary').press('Enter');
  await panel.locator(`#${id}[open] > .body > *`).first().waitFor();
}

/** Goes to a choice of a drop-down by the arrow keys, and takes it. */
export async function chooseIn(page: Page, select: Locator, choice: string): Promise<void> {
  await select.press('Enter');
  const list = select.locator('.dropdown.open');
  await list.waitFor();
  const active = list.locator('.option.active');
  const count = await list.locator('.option').count();
  for (let at = 0; at < count; at += 1) await page.keyboard.press('ArrowUp');
  for (let at = 0; at < count; at += 1) {
    if ((await active.count()) > 0 && (await active.innerText()).trim() === choice) break;
    await page.keyboard.press('ArrowDown');
  }
  if ((await active.innerText()).trim() !== choice) throw new Error(`there is no choice "${choice}"`);
  await page.keyboard.press('Enter');
  await list.waitFor({ state: 'detached' });
}
