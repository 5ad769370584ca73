// Driving VS Code's window as a person does: the palette, lists, notifications, the status bar, dialogs, terminals,
// webviews. Which element is which is known here only.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Frame, Locator, Page } from 'playwright-core';
import { root } from '../root.ts';
import { until } from '../until.ts';

/** Runs a command by its title, exactly as the palette shows it. */
export async function palette(page: Page, title: string): Promise<void> {
  // While a window starts, commands are still being added, and an open list does not show the late ones.
  const run = () => listRow(page, title).click({ timeout: 5_000 });
  await fromQuickOpen(page, 'F1', `>${title}`, run, `the command "${title}"`);
}

/** Opens quick open, types, and acts on what it lists. A key that is pressed while a webview takes the focus is lost. */
async function fromQuickOpen(
  page: Page,
  key: string,
  text: string,
  act: (input: Locator) => Promise<void>,
  what: string,
): Promise<void> {
  const open = async (): Promise<boolean> => {
    await page.keyboard.press(key);
    const input = page.locator('.quick-input-widget input.input');
    return input
      .fill(text, { timeout: 5_000 })
      .then(() => act(input))
      .then(
        () => true,
        async () => {
          await page.keyboard.press('Escape');
          return false;
        },
      );
  };
  await until(open, { what, timeout: 45_000 });
}

/** Chooses a row of the open list by its label. */
export async function choose(page: Page, label: string): Promise<void> {
  await listRow(page, label).click();
}

/** A row of the open list, by its whole label. */
export function listRow(page: Page, label: string): Locator {
  const exact = page.locator('.label-name').getByText(label, { exact: true });
  return page.locator('.quick-input-list .monaco-list-row').filter({ has: exact }).first();
}

/** Fills the open input box, or filters the open list, and presses Enter. */
export async function answerInput(page: Page, text: string): Promise<void> {
  const input = await quickInput(page);
  await input.fill(text);
  await input.press('Enter');
}

/** Opens a file of the workspace by its path there; of files of one name, the one whose row says `folder`. */
export async function openFile(page: Page, path: string, folder = ''): Promise<void> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  // Until the search has run the list holds the files that were open before, and Enter takes the row that is chosen. A
  // list that was filled while the window started does not show what is found later.
  const chosen = page.locator('.quick-input-list .monaco-list-row.focused');
  const enter = async (input: Locator): Promise<void> => {
    await chosen.filter({ hasText: name }).filter({ hasText: folder }).waitFor({ timeout: 8_000 });
    await input.press('Enter', { timeout: 5_000 });
  };
  await fromQuickOpen(page, 'Control+P', path, enter, `the file ${path}`);
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  await page.locator('.editor-instance .monaco-editor .view-lines').first().waitFor();
}

/** A notification that holds this text; its buttons: `.getByRole("button", { name })`. */
export function toast(page: Page, text: string | RegExp): Locator {
  return page.locator('.notifications-toasts .notification-toast').filter({ hasText: text }).first();
}

/** Presses a button of a notification, once it is there. */
export async function answerToast(page: Page, text: string | RegExp, button: string): Promise<void> {
  await toast(page, text).getByRole('button', { name: button, exact: true }).click();
}

/** A modal dialog; its buttons: `.getByRole("button", { name })`. */
export function dialog(page: Page): Locator {
  return page.locator('.monaco-dialog-box');
}

/** Trusts the open folder, where `workspaceTrust` is on. */
export async function trustWorkspace(page: Page): Promise<void> {
  await palette(page, 'Workspaces: Manage Workspace Trust');
  const editor = page.locator('.workspace-trust-editor');
  await editor.getByRole('button', { name: 'Trust', exact: true }).click();
  await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor({ state: 'detached' });
  await page.keyboard.press('Control+W');
}

/** `id` is `<publisher>.<extension>.<item>`. A click on it: `.locator("a").click()`. */
export function statusItem(page: Page, id: string): Locator {
  return page.locator(`.statusbar-item[id="${id}"]`);
}

/** The item of the status bar that tells the state of the gate, where it says this. */
export function gateState(page: Page, says = ''): Locator {
  return statusItem(page, 'portcullis.portcullis.portcullis.state').filter({ hasText: says });
}

/** Opens a view container by its title in the activity bar. */
export async function openContainer(page: Page, title: string): Promise<void> {
  await page.locator(`.activitybar .action-item a[aria-label^="${title}"]`).first().click();
}

/** Closes the editor that is shown. A key that is pressed while another editor takes the focus is lost. */
export async function closeEditor(page: Page): Promise<void> {
  const tabs = page.locator('.tabs-container .tab, .modal-editor-part'); // Settings open above the other editors.
  await tabs.first().waitFor();
  const before = await tabs.count();
  const close = async (): Promise<boolean> => {
    await page.keyboard.press('Control+W');
    return tabs
      .nth(before - 1)
      .waitFor({ state: 'detached', timeout: 5_000 })
      .then(
        () => true,
        () => false,
      );
  };
  await until(close, { what: 'the editor is closed', timeout: 30_000 });
}

/** What the visible terminal shows. Long lines wrap, so compare without white space. */
export async function terminalText(page: Page): Promise<string> {
  const rows = await page.locator('.xterm-rows > div').allInnerTexts();
  return rows.join('\n').replaceAll('\u00a0', ' ');
}

/** Types a line into the visible terminal. */
export async function typeInTerminal(page: Page, line: string): Promise<void> {
  await page.locator('.terminal-wrapper .xterm').first().click();
  await page.keyboard.type(line);
  const wanted = line.replaceAll(/\s/g, '');
  const shown = async () => (await terminalText(page)).replaceAll(/\s/g, '').includes(wanted);
  await until(shown, { what: `"${line}" is in the terminal` });
  await sleep(400); // A program takes an Enter in the same read as the text for a part of what is pasted.
  await page.keyboard.press('Enter');
}

/**
 * The webview in which `selector` finds an element (whose text holds `text`, if given). Every frame is asked,
 * because a locator with a time limit would wait in the wrong ones. A first show takes seconds.
 */
export async function webview(page: Page, selector: string, text = ''): Promise<Frame> {
  const holds = (frame: Frame) =>
    frame
      .locator(selector)
      .filter({ hasText: text })
      .count()
      .catch(() => 0); // It was taken away meanwhile.
  const look = async () => {
    for (const frame of page.frames())
      if (frame !== page.mainFrame() && (await holds(frame)) > 0) return frame;
    return undefined;
  };
  return until(look, { what: `a webview with ${selector} ${text}`, timeout: 30_000 });
}

/** A picture of the window in out/shots/; gives its path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const folder = join(root, 'out', 'shots');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name.replace(/[^\w.-]+/g, '-')}.png`);
  await page.screenshot({ path });
  return path;
}

async function quickInput(page: Page): Promise<Locator> {
  const input = page.locator('.quick-input-widget input.input');
  await input.waitFor();
  return input;
}
