// The panel's page alone in a real browser, with the extension's side of the wire played by the test: what the page says
// when a state comes that the real window shows only for a moment.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test, type TestContext } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Intent, News, QuestionView, Slices } from '../../src/protocol/panel.ts';
import { root } from '../support/root.ts';
import { until } from '../support/until.ts';
import { openBrowser } from '../support/vscode/browser.ts';

let browser: Browser;
const files = path.join(root, 'dist', 'panel');
const script = readFileSync(path.join(files, 'panel.js'), 'utf8');
const style = readFileSync(path.join(files, 'panel.css'), 'utf8');

before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

const gate: Slices['gate'] = { stopped: false, title: 'Gated', tone: 'ok', detail: '', mode: 'default', modeName: 'Default', problems: [] }; // prettier-ignore

test('an allow counts only where it stood: not on a card that has just moved under the pointer', async (t) => {
  const { page, news, sent } = await opened(t);
  const asked = (...ids: readonly string[]) => news({ type: 'slices', part: { gate, waiting: { questions: ids.map(question) } } }); // prettier-ignore
  await asked('first', 'second');
  const first = await page.locator('[data-question=first] .allow').boundingBox();
  assert.ok(first);
  await page.locator('[data-question=first] .allow').click();
  // The second half of the double click falls into the moment in which the next card has taken the place.
  await page.evaluate(`new MutationObserver((_, watching) => {
    if (document.querySelector('[data-question=first]')) return;
    watching.disconnect();
    const { x, y, width, height } = ${JSON.stringify(first)};
    const there = document.elementFromPoint(x + width / 2, y + height / 2);
    window.hit = there.closest('[data-question]').dataset.question;
    there.click();
  }).observe(document.querySelector('#waiting'), { subtree: true, childList: true });`);
  await asked('second');
  await until(() => page.evaluate('window.hit === "second"'), {
    what: 'the second click fell on the next card',
  });
  // It can be answered once it has stood still, and one that comes below it changes nothing.
  await page.locator('[data-question=second] .allow[aria-disabled=false]').waitFor();
  assert.deepEqual(await answers(), ['first']);
  await asked('second', 'third');
  await page.locator('[data-question=third]').waitFor();
  await page.evaluate(`document.querySelector('[data-question=second] .allow').click()`);
  assert.deepEqual(await answers(), ['first', 'second']);

  async function answers(): Promise<readonly string[]> {
    return (await sent()).flatMap((one) => (one.type === 'answer' ? [one.id] : []));
  }
});

function question(id: string): QuestionView {
  return { id, agent: 'Claude Code', session: 's', what: 'Run', askedAt: 1, pieces: [{ text: 'npm test', marked: false }], consequence: '', why: '', segments: [], facts: [], lines: [], resumes: false, hasDiff: false }; // prettier-ignore
}

/** The page, a way to send it news, and what it has sent since it opened. */
async function opened(t: TestContext) {
  const page: Page = await browser.newPage();
  t.after(() => page.close());
  await page.setContent(`<!doctype html><html lang="en"><style>${style}</style><main id="panel"></main>
    <script>var sent = []; function acquireVsCodeApi() {
      return { postMessage: (one) => sent.push(one), getState() {}, setState() {} };
    }</script></html>`);
  await page.addScriptTag({ content: script });
  const news = async (one: News): Promise<void> => {
    await page.evaluate(`window.postMessage(${JSON.stringify(one)})`);
  };
  const sent = (): Promise<readonly Intent[]> => page.evaluate('sent');
  return { page, news, sent };
}
