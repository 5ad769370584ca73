// A real window in which the real Claude Code is found on the path, with a scripted model behind it.
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { claudeBinary, claudeEnvironment, seedClaudeHome } from '../claude.ts';
import type { Scripts } from '../model/script.ts';
import { startModel, type Model } from '../model/server.ts';
import { root } from '../root.ts';
import { until } from '../until.ts';
import { dialog, palette, screenshot, statusItem, terminalText } from './drive.ts';
import { openWindow, type Window, type WindowOptions } from './window.ts';

export type ClaudeDrive = {
  readonly model: Model;
  readonly window: Window;
  readonly page: Page;
  /** Ends window and model. */
  readonly close: () => Promise<void>;
};

/** `folder` is the workspace, `scripts` what the model plays. Resolves when the extension is there. */
export async function claudeDrive(
  folder: string,
  scripts: Scripts,
  more: Pick<WindowOptions, 'workspaceTrust' | 'settings'> = {},
): Promise<ClaudeDrive> {
  const model = await startModel({ scripts });
  const opened: Window[] = [];
  const close = async () => {
    try {
      for (const window of opened) await window.close();
    } finally {
      await model.close();
    }
  };
  try {
    const { HOME: _home, PATH: _path, ...env } = claudeEnvironment({ url: model.url, home: '/nowhere' });
    const vsix = path.join(root, 'out', 'portcullis.vsix');
    const window = await openWindow({ vsix, folder, env, ...more });
    opened.push(window);
    const { home, page } = window;
    seedClaudeHome(home, folder);
    const bin = path.join(home, '.local', 'bin');
    mkdirSync(bin, { recursive: true });
    symlinkSync(await claudeBinary(), path.join(bin, 'claude'));
    await gateState(page, 'Portcullis').waitFor({ timeout: 60_000 });
    return { model, window, page, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Launches Claude Code guarded from the list, and consents. With a name for them, keeps pictures of both. */
export async function launchGuarded(
  page: Page,
  shots?: string,
  open: () => Promise<void> = () => palette(page, 'Portcullis: Launch Agent…'),
): Promise<void> {
  await open();
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: 'guarded' }).first();
  await row.waitFor();
  if (shots !== undefined) await screenshot(page, `${shots}-list`);
  await row.click();
  await dialog(page).waitFor();
  if (shots !== undefined) await screenshot(page, `${shots}-consent`);
  await dialog(page).getByRole('button', { name: 'Launch', exact: true }).click();
}

/** The prompt of Claude Code, which takes what is typed from then on. */
export const prompt = '❯';

/** Waits until the terminal shows this text. */
export async function said(page: Page, text: string): Promise<void> {
  await until(async () => (await terminalText(page)).includes(text), { what: text, timeout: 30_000 });
}

/** The status bar's item for the gate, where it says this. */
export function gateState(page: Page, text: string): Locator {
  return statusItem(page, 'portcullis.portcullis.portcullis.state').filter({ hasText: text });
}
