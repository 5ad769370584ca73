// The panel's page alone in a real browser, with the extension's side of the wire played by the test: what the page says
// when a state comes that the real window shows only for a moment.
import assert from 'node:assert/strict';
import { after, before, test, type TestContext } from 'node:test';
import type { Browser } from 'playwright-core';
import {
  longest,
  type Intent,
  type JournalRow,
  type QuestionView,
  type Slices,
} from '../../src/protocol/panel.ts';
import { until } from '../support/until.ts';
import { openBrowser } from '../support/vscode/browser.ts';
import { openPanelPage } from '../support/vscode/panelPage.ts';

let browser: Browser;

before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

const gate: Slices['gate'] = { stopped: false, title: 'Gated', tone: 'ok', detail: '', mode: 'default', modeName: 'Default', problems: [], weakenings: [] }; // prettier-ignore

test('an allow counts only where it stood: not on a card that has just moved under the pointer', async (t) => {
  const { page, news, sent } = await opened(t);
  const asked = (...ids: readonly string[]) => news({ type: 'slices', part: { gate, waiting: { questions: ids.map(question), groups: [] } } }); // prettier-ignore
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

test('a page of the journal that failed is asked for again; scrolling asks seldom', async (t) => {
  const { page, news, sent } = await opened(t);
  const offsets = async () => (await sent()).flatMap((one) => (one.type === 'journal' ? [one.offset] : []));
  const asked = async () => (await sent()).flatMap((one) => (one.type === 'journal' ? [one.request] : []));
  await news({
    type: 'slices',
    part: { gate, journal: { entries: 50_000, reading: false, verifying: false, choices: [] } },
  });
  await page.locator('#journal > summary').click();
  await until(async () => (await offsets()).length > 0, { what: 'the first page' });
  const answer = async (offset: number) => news({ type: 'journal', request: (await asked()).at(-1) ?? 0, total: 50_000, offset, rows: rowsFrom(offset), days: [] }); // prettier-ignore
  await answer(0);
  await page.locator('#journal .j').first().waitFor();
  // A hundred steps in one breath are one fetch.
  await page.evaluate(`(async () => {
    const list = document.querySelector('.journal');
    for (let at = 1; at <= 100; at += 1) {
      list.scrollTop = at * 5_000;
      list.dispatchEvent(new Event('scroll'));
    }
  })()`);
  const last = Math.floor((100 * 5_000) / 22 / 100) * 100;
  await until(async () => (await offsets()).includes(last), { what: 'what is in sight at the end' });
  assert.ok((await offsets()).length <= 6, (await offsets()).join(' '));
  const before = (await offsets()).length;
  for (const request of await asked()) await news({ type: 'failed', of: 'journal', request });
  await page.evaluate(`document.querySelector('.journal').dispatchEvent(new Event('scroll'))`);
  await until(async () => (await offsets()).slice(before).includes(last), { what: 'the same page again' });
});

test('a comparison ends when it fails, and typing in the simulator does not lose its answer', async (t) => {
  const { page, news, sent } = await opened(t);
  const compare = page.locator('#whatIf .compare');
  const last = async (type: 'whatIf' | 'simulate') => (await sent()).findLast((one) => one.type === type);
  await news({
    type: 'slices',
    part: { gate, presets: { agents: [], modes: [], kinds: [], list: [], folders: [] } },
  });
  await page.locator('#whatIf > summary').click();
  await page.locator('#whatIf textarea').fill('deny: x');
  await compare.click();
  await page.locator('#whatIf .compare', { hasText: 'Comparing…' }).waitFor();
  const first = await until(() => last('whatIf'), { what: 'the comparison' });
  await news({ type: 'failed', of: 'whatIf', request: requestOf(first) });
  await page.locator('#whatIf .compare', { hasText: /^\s*Compare\s*$/ }).click();
  await page.locator('#simulator textarea').fill('git status');
  await until(() => last('simulate'), { what: 'the simulation' });
  const second = requestOf(await last('whatIf'));
  await news({
    type: 'compared',
    request: second,
    result: { looked: 3, notes: [], changed: 0, groups: [] },
  });
  await page.locator('#whatIf .outcome').waitFor();
});

test('rules that another part brings are compared once it is known what is in force, and open as a diff', async (t) => {
  const { page, news, sent } = await opened(t);
  const compared = async () => (await sent()).filter((one) => one.type === 'whatIf');
  const text = '[user settings]\ndeny: x';
  await news({ type: 'slices', part: { gate } });
  await news({ type: 'reveal', section: 'whatIf', rules: text });
  await page.locator('#whatIf textarea').waitFor();
  assert.deepEqual(await compared(), []);
  await news({ type: 'slices', part: { rules: { stamp: 3, allow: 0, ask: 0, deny: 1 } } });
  const [asked] = await until(async () => (await compared()).length > 0 && compared(), {
    what: 'the comparison',
  });
  assert.deepEqual(
    [asked?.type === 'whatIf' && asked.rules, asked?.type === 'whatIf' && asked.trying],
    [text, 'edit'],
  );
  await news({
    type: 'compared',
    request: requestOf(asked),
    result: { looked: 3, notes: [], changed: 0, groups: [] },
  });
  await page.locator('#whatIf .outcome', { hasText: 'Nothing changes' }).waitFor();
  assert.equal(await page.locator('#whatIf .stale').count(), 0);
  await page.locator('#whatIf .diff').click();
  const diff = { type: 'diffRules', trying: 'edit', rules: text };
  await until(async () => (await sent()).some((one) => JSON.stringify(one) === JSON.stringify(diff)), {
    what: 'the diff',
  });
});

test('the stop is there before anything else is', async (t) => {
  const { page, sent } = await opened(t);
  await page.locator('.head h1', { hasText: 'Starting…' }).waitFor();
  await page.locator('.head .stop').click();
  assert.deepEqual(await sent(), [{ type: 'ready' }, { type: 'stop' }]);
});

test('of what VS Code and the extension remember the newer counts, and both are told what is typed', async (t) => {
  const line = 'echo "a & <b>"';
  for (const [own, given] of [[1, 2], [2, 1]] as const) {
    const kept = (at: number) => ({ input: at === 2 ? line : 'older', at });
    const { page, news, sent } = await openPanelPage(browser, undefined, { own: kept(own), given: JSON.stringify(kept(given)) });
    t.after(() => page.close());
    await news({ type: 'slices', part: { gate, presets: { agents: [], modes: [], kinds: [], list: [], folders: [] } } });
    assert.equal(await page.locator('#simulator textarea').inputValue(), line);
    await page.locator('#simulator textarea').fill('git status');
    const told = await until(async () => (await sent()).find((one) => one.type === 'keep'), { what: 'the extension is told' });
    assert.match(told.text, /"input":"git status"/);
    assert.match(JSON.stringify(await page.evaluate('state')), /"input":"git status"/);
  }
}); // prettier-ignore

test('no field takes more than the wire does', async (t) => {
  const { page, news } = await opened(t);
  await news({ type: 'slices', part: { gate, waiting: { questions: [question('q')], groups: [] }, presets: { agents: [], modes: [], kinds: [], list: [], folders: [] }, journal: { entries: 0, reading: false, verifying: false, choices: [] } } }); // prettier-ignore
  await page.locator('.card textarea').waitFor();
  for (const closed of ['journal', 'whatIf']) await page.locator(`#${closed} > summary`).click();
  const fields = { '.card textarea': longest.feedback, '#journal input': longest.filter, '#whatIf textarea': longest.rules, '#simulator textarea': longest.input }; // prettier-ignore
  for (const [field, most] of Object.entries(fields))
    assert.equal(await page.locator(field).first().getAttribute('maxlength'), String(most), field);
});

function requestOf(intent: Intent | undefined): number {
  return intent !== undefined && 'request' in intent ? intent.request : -1;
}

function rowsFrom(offset: number): readonly JournalRow[] {
  return Array.from({ length: 100 }, (_, at) => ({ file: 'f', at: offset + at, bytes: 1, time: 1, text: `call ${offset + at}`, icon: 'pass', says: 'allowed', tone: 'ok', by: 'x', session: 's', isDecision: true })); // prettier-ignore
}

function question(id: string): QuestionView {
  return { id, agent: 'Claude Code', session: 's', what: 'Run', askedAt: 1, pieces: [{ text: 'npm test', marked: false }], consequence: '', why: '', segments: [], facts: [], effects: [], folder: 'f', opinions: [], doubts: [], resumes: false, hasDiff: false }; // prettier-ignore
}

async function opened(t: TestContext) {
  const panel = await openPanelPage(browser);
  t.after(() => panel.page.close());
  return panel;
}
