// VS Code's window on a server: a page in a browser, and the extensions under development in it.
import type { Browser, Page } from 'playwright-core';
import type { Server } from './server.ts';

export type WorkbenchOptions = {
  readonly server: Server;
  readonly folder: string;
  /** Absolute paths of extensions under development; nothing needs to be packaged. */
  readonly develop?: readonly string[];
  /** Absolute path of a module that exports `run()`, called inside the extension host. */
  readonly tests?: string;
  readonly width?: number;
  readonly height?: number;
};

export type Workbench = {
  readonly page: Page;
  /** Loads the window; before that, functions can be exposed to the page. */
  readonly load: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export async function openWorkbench(browser: Browser, options: WorkbenchOptions): Promise<Workbench> {
  const { server, folder, develop = [], tests, width = 1400, height = 900 } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'en-US',
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], {
    origin: server.url,
  });
  // Functions given to evaluate() come through esbuild, which wraps named inner functions in this.
  await context.addInitScript('globalThis.__name ??= (value) => value;');
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  if (develop.length > 0) await injectDevelopment(page, server, develop, tests);
  return {
    page,
    load: async () => void (await page.goto(server.address(folder))),
    close: () => context.close(),
  };
}

/**
 * The page carries its configuration in a <meta>. `developmentOptions` there loads extensions and tests and, unlike
 * the server's smoke-test driver, leaves notification toasts alive.
 */
async function injectDevelopment(
  page: Page,
  server: Server,
  develop: readonly string[],
  tests: string | undefined,
): Promise<void> {
  const authority = `127.0.0.1:${server.port}`;
  const uri = (path: string) => ({ scheme: 'vscode-remote', authority, path });
  const developmentOptions = {
    extensions: develop.map(uri),
    ...(tests !== undefined && { extensionTestsPath: uri(tests) }),
  };
  const isDocument = (url: URL) => url.origin === server.url && url.pathname === '/';
  await page.route(isDocument, async (route) => {
    const response = await route.fetch();
    const html = await response.text();
    const body = html.replace(settingsAttribute, (_, head: string, json: string) => {
      const before: unknown = JSON.parse(unescape(json));
      const after = { ...Object(before), developmentOptions };
      return `${head}${escape(JSON.stringify(after))}"`;
    });
    await route.fulfill({ response, body });
  });
}

const settingsAttribute = /(id="vscode-workbench-web-configuration" data-settings=")([^"]*)"/;

function unescape(attribute: string): string {
  return attribute.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
