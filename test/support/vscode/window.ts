// A whole VS Code for one test file: browser, server, packaged extension, workspace; ended as one.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { removeFolder, temporaryFolder } from '../place.ts';
import { until } from '../until.ts';
import { openBrowser } from './browser.ts';
import { screenshot } from './drive.ts';
import { installVsix, settingsFile, startServer, type Server, type ServerOptions } from './server.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from './workbench.ts';

export type WindowOptions = Pick<ServerOptions, 'settings' | 'env' | 'workspaceTrust'> &
  Pick<WorkbenchOptions, 'develop' | 'width' | 'height'> & {
    /** A packaged extension, installed before the start: production mode, as a person has it. */
    readonly vsix?: string;
    /** Absolute; an empty folder unless told. */
    readonly folder?: string;
  };

export type Window = {
  readonly page: Page;
  readonly server: Server;
  /** The workspace. */
  readonly folder: string;
  /** HOME of the extension host and of terminals. */
  readonly home: string;
  /** The user's settings.json. */
  readonly settingsFile: string;
  /** Another window, of the same or of another folder, on the same server. */
  readonly another: (folder?: string) => Promise<Page>;
  /** Opens a workspace file in place of what the page shows; `folders` are the names that it must then list. */
  readonly openWorkspace: (file: string, folders: readonly string[]) => Promise<void>;
  /** Runs `step`; when it fails, a picture of the window is kept as out/shots/failed-<name>.png. */
  readonly step: <T>(name: string, step: () => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
};

/** Ready when the workbench is drawn; extensions activate some seconds later. */
export async function openWindow(options: WindowOptions = {}): Promise<Window> {
  const browser = await openBrowser(); // First: were it missing, a server would stay behind.
  const dir = temporaryFolder('vscode-');
  const folder = options.folder ?? join(dir, 'workspace');
  let server: Server | undefined;
  const close = async () => {
    try {
      await browser.close();
    } finally {
      await server?.stop(); // Also behind a browser that crashed.
      removeFolder(dir);
    }
  };
  try {
    await mkdir(folder, { recursive: true });
    if (options.vsix !== undefined) await installVsix(options.vsix, { dir });
    const running = await startServer({ ...options, dir });
    server = running;
    const open = async (where: string): Promise<Page> => {
      const workbench = await openWorkbench(browser, { ...options, server: running, folder: where });
      await ready(workbench);
      return workbench.page;
    };
    const page = await open(folder);
    return {
      page,
      server,
      folder,
      home: dir,
      settingsFile: settingsFile(dir),
      another: (where = folder) => open(where),
      openWorkspace: (file, folders) => openWorkspace(page, running, file, folders),
      async step(name, step) {
        try {
          return await step();
        } catch (error) {
          await screenshot(page, `failed-${name}`).catch(() => ''); // The page may be gone.
          throw error;
        }
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openWorkspace(
  page: Page,
  server: Server,
  file: string,
  folders: readonly string[],
): Promise<void> {
  await page.goto(`${server.url}/?workspace=${encodeURIComponent(file)}`);
  // VS Code now and then reads the workspace file before it can reach its folder, and then shows none of its folders.
  const listed = async (): Promise<boolean> => {
    const waits = folders.map((name) =>
      page.locator('.explorer-folders-view', { hasText: name }).waitFor({ timeout: 15_000 }),
    );
    const there = (await Promise.allSettled(waits)).every((wait) => wait.status === 'fulfilled');
    if (!there) await page.reload();
    return there;
  };
  await until(listed, { what: 'the folders of the workspace', timeout: 90_000 });
}

async function ready({ page, load }: Workbench): Promise<void> {
  await load();
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
}
