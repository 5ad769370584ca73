// A real window in which the real Claude Code is found on the path, with a scripted model behind it.
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { claudeBinary, claudeEnvironment, seedClaudeHome } from '../claude.ts';
import { root } from '../root.ts';
import { statusItem } from './drive.ts';
import { openWindow, type Window, type WindowOptions } from './window.ts';

/** `folder` is the workspace, `url` that of the model. Resolves when the extension is there. */
export async function openClaudeWindow(
  folder: string,
  url: string,
  more: Pick<WindowOptions, 'workspaceTrust' | 'settings'> = {},
): Promise<Window> {
  const { HOME: _home, PATH: _path, ...env } = claudeEnvironment({ url, home: '/nowhere' });
  const vsix = path.join(root, 'out', 'portcullis.vsix');
  const window = await openWindow({ vsix, folder, env, ...more });
  try {
    seedClaudeHome(window.home, folder);
    const bin = path.join(window.home, '.local', 'bin');
    mkdirSync(bin, { recursive: true });
    symlinkSync(await claudeBinary(), path.join(bin, 'claude'));
    await gateState(window.page, 'Portcullis').waitFor({ timeout: 60_000 });
    return window;
  } catch (error) {
    await window.close();
    throw error;
  }
}

/** The status bar's item for the gate, where it says this. */
export function gateState(page: Page, text: string): Locator {
  return statusItem(page, 'portcullis.portcullis.portcullis.state').filter({ hasText: text });
}
