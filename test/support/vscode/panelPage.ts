// The built page of the panel alone in a browser. Whoever opens it plays the extension.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Intent, News } from '../../../src/protocol/panel.ts';
import { attribute } from '../../../src/extension/panel/attribute.ts';
import { root } from '../root.ts';

export interface PanelPage {
  readonly page: Page;
  readonly news: (news: News) => Promise<void>;
  /** What the page has sent since it opened. */
  readonly sent: () => Promise<readonly Intent[]>;
}

/** `hear` gets each intent at once; `kept` is what the page before remembered, in VS Code and in the extension. */
export async function openPanelPage(
  browser: Browser,
  hear?: (intent: Intent, news: PanelPage['news']) => void,
  kept: { readonly own?: unknown; readonly given?: string } = {},
): Promise<PanelPage> {
  const files = path.join(root, 'dist', 'panel');
  const style = readFileSync(path.join(files, 'panel.css'), 'utf8');
  const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
  const news = async (one: News): Promise<void> => {
    await page.evaluate(`window.postMessage(${JSON.stringify(one)})`);
  };
  if (hear !== undefined) await page.exposeFunction('heard', (intent: Intent) => hear(intent, news));
  await page.setContent(`<!doctype html><html lang="en"><style>${style}</style><main id="panel" data-kept="${attribute(kept.given ?? '')}"></main>
    <script>var sent = []; var state = ${JSON.stringify(kept.own ?? null)}; function acquireVsCodeApi() {
      return { postMessage: (one) => { sent.push(one); window.heard?.(one); }, getState: () => state, setState: (one) => (state = one) };
    }</script></html>`);
  await page.addScriptTag({ content: readFileSync(path.join(files, 'panel.js'), 'utf8') });
  return { page, news, sent: () => page.evaluate('sent') };
} // prettier-ignore
