// The journal, its decisions and trust in the panel's page, in a real browser: what keys and scrolling do in a list that is
// longer than what was fetched. The extension's side of the wire is played by the test.
import assert from 'node:assert/strict';
import { after, before, test, type TestContext } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Intent, JournalRow, News, Slices, Trace } from '../../src/protocol/panel.ts';
import { until } from '../support/until.ts';
import { openBrowser } from '../support/vscode/browser.ts';
import { openPanelPage } from '../support/vscode/panelPage.ts';

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

const gate: Slices['gate'] = { stopped: false, title: 'Gated', tone: 'ok', detail: '', mode: 'default', modeName: 'Ask', problems: [], weakenings: [] }; // prettier-ignore
const sessions = ['5e5510aa-1', '5e5510bb-2'];
const choices: Slices['journal']['choices'] = [
  { field: 'behavior', options: [{ id: 'allow', name: 'allowed' }, { id: 'deny', name: 'denied' }] },
  { field: 'layer', options: [{ id: 'floor', name: 'Built-in guard' }] },
  { field: 'session', options: sessions.map((id) => ({ id, name: id.slice(0, 8) })) },
]; // prettier-ignore

/** Midnight of today and the days before, here. */
const midnight = new Date().setHours(0, 0, 0, 0);

test('rows stand in their order and without a gap, wherever one scrolls', async (t) => {
  const { page } = await journalOf(t, 5_000);
  for (const line of [400, 380, 2_000, 1_975, 0]) {
    await page.evaluate(`document.querySelector('.journal').scrollTop = ${line * 22}`);
    await until(async () => (await rowsInSight(page)).length > 8, { what: `rows at line ${line}` });
    const seen = await rowsInSight(page);
    assert.deepEqual(seen, Array.from({ length: seen.length }, (_, at) => (seen[0] ?? 0) + at), `at ${line}`);
    const place = await page.evaluate(`(() => {
      const list = document.querySelector('.journal');
      const row = [...list.querySelectorAll('.j')].find((one) => one.getBoundingClientRect().top >= list.getBoundingClientRect().top);
      return Math.round((row.getBoundingClientRect().top - list.getBoundingClientRect().top + list.scrollTop) / 22) - Number(row.dataset.at);
    })()`);
    assert.ok(typeof place === 'number' && place >= 0 && place <= 3, `only days stand between the rows: ${String(place)}`);
  }
}); // prettier-ignore

test('every drop-down shows a word, also in sections that begin closed and when a filter is taken back', async (t) => {
  const { page, news } = await journalOf(t, 300);
  await news({ type: 'slices', part: { presets: { agents: [{ id: 'claude', name: 'Claude Code' }], modes: [{ id: 'default', name: 'Ask' }], kinds: [{ id: 'shell', name: 'Shell', hint: '', agents: ['claude'] }], list: [], folders: [] } } }); // prettier-ignore
  const words = async (): Promise<readonly string[]> => {
    const all: unknown = await page.evaluate(
      `[...document.querySelectorAll('vscode-single-select')].map((one) => one.shadowRoot.querySelector('.text').textContent.trim())`,
    );
    return Array.isArray(all) ? all.map(String) : [];
  };
  const shows = (word: RegExp) =>
    until(async () => (await words()).some((one) => word.test(one)), { what: String(word) });
  await page.locator('#journal .link', { hasText: 'More filters' }).click();
  await shows(/^Decided by anything$/);
  assert.deepEqual((await words()).filter((one) => one === ''), []); // prettier-ignore
  await page.locator('#journal .j').nth(4).click();
  await page.locator('.trace').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('#journal .link', { hasText: /Only session/ }).click();
  await shows(/^5e5510/);
  await page.locator('#journal .link', { hasText: 'Show all' }).click();
  await shows(/^Every session$/);
});

test('arrows go from row to row, Page, Home and End further; the focus stays in the list and Enter opens the row', async (t) => {
  const { page, sent } = await journalOf(t, 5_000);
  await page.locator('#journal .journal').focus();
  const active = async () =>
    Number(
      String(await page.locator('.journal').getAttribute('aria-activedescendant')).replace('entry-', ''),
    );
  const at = (row: number) => until(async () => (await active()) === row, { what: `row ${row}` });
  await at(0);
  for (let row = 1; row <= 60; row += 1) {
    await page.keyboard.press('ArrowDown');
    await at(row);
  }
  await page.keyboard.press('PageUp');
  assert.ok((await active()) < 60);
  await page.keyboard.press('End');
  await at(4_999);
  await page.locator('#entry-4999', { hasText: 'call 4999' }).waitFor();
  await page.keyboard.press('ArrowUp');
  await at(4_998);
  assert.equal(await page.evaluate(`document.activeElement.className`), 'journal');
  await page.keyboard.press('Enter');
  await until(async () => (await sent()).some((one) => one.type === 'trace' && one.at === 4_998), {
    what: 'that row is asked for',
  });
  await page.locator('.trace').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Home');
  await at(0);
  assert.equal(await page.locator('#entry-0').getAttribute('aria-posinset'), '1');
});

test('days stand above their first row; what is read stays where it is when the journal grows', async (t) => {
  const { page, news, add } = await journalOf(t, 1_000);
  const day = page.locator('#journal .day').first();
  await day.filter({ hasText: 'Today' }).waitFor();
  await page.evaluate(`document.querySelector('.journal').scrollTop = 295 * 22`);
  await page.locator('#journal .j', { hasText: 'call 305' }).waitFor();
  await page.locator('#journal .day', { hasText: 'Yesterday' }).waitFor();
  await page.locator('#journal .j', { hasText: 'call 305' }).click();
  await page.locator('.trace').waitFor();
  await page.keyboard.press('Escape');
  const top = () => page.evaluate(`(() => {
    const row = [...document.querySelectorAll('.j')].find((one) => one.textContent.includes('call 305'));
    return row === undefined ? undefined : Math.round(row.getBoundingClientRect().top);
  })()`); // prettier-ignore
  const before = await top();
  add(7);
  await news({ type: 'slices', part: { journal: state(1_007) } });
  await page.locator('#entry-312.active', { hasText: 'call 305' }).waitFor();
  await until(async () => (await top()) === before, {
    what: `the row stands where it stood (${String(before)})`,
  });
});

test('after a decision was looked at, the page is as it was; other decisions are one key away', async (t) => {
  const { page, sent } = await journalOf(t, 400);
  await page.locator('#journal .journal').focus();
  for (let row = 0; row < 30; row += 1) await page.keyboard.press('ArrowDown');
  await page.locator('#entry-30.active').waitFor();
  const there = () => page.evaluate(`[window.scrollY, document.querySelector('.journal').scrollTop, document.activeElement.className].join(' ')`); // prettier-ignore
  const before = await there();
  await page.keyboard.press('Enter');
  await page.locator('.trace h2', { hasText: 'Step 1 of 2' }).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.locator('.trace h2', { hasText: 'Step 2 of 2' }).waitFor();
  await page.keyboard.press('Shift+ArrowRight');
  await page.locator('.trace .command', { hasText: 'call 31' }).waitFor();
  await page.locator('.trace h2', { hasText: 'Step 2 of 2' }).waitFor();
  await page.locator('.trace dd .link', { hasText: 'rm *' }).click();
  assert.deepEqual((await sent()).at(-1), { type: 'openRule', rule: { text: 'rm *', behavior: 'deny', scope: 'user', file: '/s.json', line: 7 } }); // prettier-ignore
  await page.keyboard.press('Escape');
  await page.locator('.trace').waitFor({ state: 'detached' });
  await until(async () => (await there()) === before, { what: `where it was: ${String(before)}` });
});

test('what another part of VS Code brings into view is not hidden behind an open decision', async (t) => {
  const { page, news } = await journalOf(t, 100);
  await news({
    type: 'slices',
    part: { presets: { agents: [], modes: [], kinds: [], list: [], folders: [] } },
  });
  await page.locator('#journal .j').first().click();
  await page.locator('.trace').waitFor();
  await news({ type: 'reveal', section: 'simulator', command: 'git push' });
  await page.locator('#simulator textarea').waitFor();
  assert.equal(await page.locator('.trace').count(), 0);
});

test('what is filtered is what is exported; a result of verifying stands in the section', async (t) => {
  const { page, news, sent } = await journalOf(t, 500);
  await page.locator('#journal input').fill('call 44');
  await page.locator('#journal [role=status]', { hasText: '11 of 500 entries fit.' }).waitFor();
  await page.locator('#journal .link', { hasText: 'Export these 11…' }).click();
  assert.deepEqual((await sent()).at(-1), { type: 'exportJournal', filter: { text: 'call 44' } });
  await page.locator('#journal .link', { hasText: 'Verify' }).click();
  assert.deepEqual((await sent()).at(-1), { type: 'verifyJournal' });
  const verified = { at: Date.now(), text: 'The journal is broken in 1 of 2 files.', tone: 'danger', broken: true } as const; // prettier-ignore
  await news({ type: 'slices', part: { journal: { ...state(500), verified } } });
  await page.locator('#journal .verified .link', { hasText: 'Go to the break' }).click();
  assert.deepEqual((await sent()).at(-1), { type: 'openBreak' });
  await news({ type: 'slices', part: { journal: { ...state(500), problem: 'f.jsonl cannot be read' } } });
  await page.locator('#journal [role=alert]', { hasText: 'cannot be read' }).waitFor();
});

test('a hostile row stays text, and the page says nothing else', async (t) => {
  const { page } = await journalOf(t, 3, (at) => (at === 1 ? '<img src=x onerror="window.pwned = 1"> ⟨U+202E⟩' : undefined));
  await page.locator('#journal .j', { hasText: '<img src=x' }).waitFor();
  assert.equal(await page.locator('#journal img').count(), 0);
  assert.equal(await page.evaluate('window.pwned'), undefined);
}); // prettier-ignore

function state(entries: number): Slices['journal'] {
  return { entries, reading: false, verifying: false, choices };
}

/** The page with the journal open, answered as the extension does. `hostile` gives other texts. */
async function journalOf(t: TestContext, count: number, hostile: (at: number) => string | undefined = () => undefined) {
  let total = count;
  let added = 0;
  const nameOf = (at: number): string => hostile(at) ?? `call ${at - added}`;
  const rowOf = (at: number): JournalRow => {
    const session = sessions[Math.abs(at - added) % 2] ?? '';
    return { file: 'f', at: at - added, bytes: 1, time: midnight - at * 300_000 + 86_400_000 - 1, text: nameOf(at), icon: 'pass', says: 'allowed', tone: 'ok', by: 'Proved safe', session, isDecision: true };
  };
  const answer = (intent: Intent, news: (one: News) => Promise<void>): void => {
    if (intent.type === 'journal') {
      const { request, offset, limit, filter } = intent;
      const all = Array.from({ length: total }, (_, at) => at).filter((at) => nameOf(at).includes(filter.text ?? '') && (filter.session === undefined || rowOf(at).session === filter.session));
      const seconds = all.findIndex((at) => rowOf(at).time < midnight);
      const days = [{ day: dayOf(midnight), at: 0 }, ...(seconds > 0 ? [{ day: dayOf(midnight - 1), at: seconds }] : [])];
      void news({ type: 'journal', request, total: all.length, offset, rows: all.slice(offset, offset + limit).map(rowOf), days });
    }
    if (intent.type === 'trace') {
      const place = (at: number) => ({ file: 'f', at, bytes: 1 });
      void news({ type: 'trace', trace: traceFor(intent.at), beside: { ...(intent.at > 0 ? { newer: place(intent.at - 1) } : {}), older: place(intent.at + 1) }, ...(intent.filter === undefined ? {} : { filter: intent.filter }) });
    }
  };
  const panel = await openPanelPage(browser, answer);
  t.after(() => panel.page.close());
  await panel.news({ type: 'slices', part: { gate, journal: state(total) } });
  await panel.page.locator('#journal > summary').click();
  await panel.page.locator('#journal .j').first().waitFor();
  return {
    ...panel,
    add: (more: number): void => {
      total += more;
      added += more;
    },
  };
} // prettier-ignore

function traceFor(at: number): Trace {
  const rule = { text: 'rm *', behavior: 'deny', scope: 'user', file: '/s.json', line: 7 } as const;
  const step = { code: 'x', says: 'deny', tone: 'danger', lines: [] } as const;
  return { id: `${at}`, time: 1, subject: `call ${at}`, session: '', outcome: { text: 'denied', tone: 'danger' }, steps: [{ ...step, name: 'Entry', facts: [] }, { ...step, name: 'Rules', facts: [{ name: 'Rule', value: 'rm *', rule }] }] };
} // prettier-ignore

function dayOf(time: number): string {
  const date = new Date(time);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-'); // prettier-ignore
}

/** The places of the rows that a person sees, from above. */
async function rowsInSight(page: Page): Promise<readonly number[]> {
  const seen: unknown = await page.evaluate(`(() => {
    const list = document.querySelector('.journal').getBoundingClientRect();
    const inside = [...document.querySelectorAll('.j')].filter((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return top >= list.top - 1 && bottom <= list.bottom + 1 && !one.textContent.includes('…');
    });
    return inside.map((one) => Number(one.dataset.at));
  })()`);
  return Array.isArray(seen) ? seen.map(Number) : [];
}
