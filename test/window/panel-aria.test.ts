// The panel's page without eyes: what is read aloud and how often, what everything is called, and where the keys are after
// what had the focus was drawn anew, moved or taken away. The extension's side of the wire is played by the test.
import assert from 'node:assert/strict';
import { after, before, test, type TestContext } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { nodeIds, type FlowView, type NodeId, type QuestionView, type Slices } from '../../src/protocol/panel.ts'; // prettier-ignore
import { until } from '../support/until.ts';
import { listenAloud } from '../support/vscode/aloud.ts';
import { openBrowser } from '../support/vscode/browser.ts';
import { openPanelPage, type PanelPage } from '../support/vscode/panelPage.ts';

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

/** Calls are asked about from here on. */
const began = Date.now();
const gate: Slices['gate'] = { stopped: false, title: 'Gated', tone: 'ok', detail: 'Demo Agent · Ask', mode: 'default', modeName: 'Ask', problems: [], weakenings: [] }; // prettier-ignore

test('a call that comes is read aloud once, and what else changes is not', async (t) => {
  const { page, news, heard } = await opened(t);
  await asked(news, ['first']);
  assert.deepEqual(await heard(), ['1 call waiting Demo Agent · Ask']);
  await asked(news, ['first', 'second']);
  assert.deepEqual(await heard(), ['2 calls waiting Demo Agent · Ask']);
  // Patches of a busy session, and ages that go on by the second.
  for (let calls = 1; calls <= 20; calls += 1) await news({ type: 'slices', part: { sessions: sessions(calls), gate: { ...gate, title: '2 calls waiting' } } }); // prettier-ignore
  const age = page.locator('[data-question=second] header > .dim');
  const [before] = await age.allInnerTexts();
  await until(async () => (await age.innerText()) !== before, { what: 'a second goes by' });
  assert.deepEqual(await heard(), []);
});

test('what became of calls is read aloud each time, also when it is the same', async (t) => {
  const { page, news, heard } = await opened(t);
  await asked(news, ['first', 'second']);
  await heard();
  for (const [id, then] of [['first', ['second', 'third']], ['second', ['third', 'fourth']]] as const) {
    await page.locator(`[data-question=${id}]`).press('d');
    await asked(news, then);
    assert.deepEqual(await heard(), ['Denied. 2 left.']);
  }
}); // prettier-ignore

test('the focus stays through a patch of everything that is shown', async (t) => {
  const { page, news } = await opened(t);
  const ids = ['first', 'one', 'two', 'three', 'four'];
  await asked(news, ids, ids.slice(1));
  await news({ type: 'slices', part: { presets, flow, trust: { list: [service('a', 50), service('b', 40)] }, rules: { stamp: 1, allow: 0, ask: 0, deny: 1 } } }); // prettier-ignore
  const places = {
    'a card': '[data-question=first]',
    'a button of a card': '[data-question=first] .link >> text=Why?',
    'a call of a group': '[data-question=two] button[title="Deny this"]',
    'a layer': '.node.rules',
    'the simulator': '#simulator textarea >> nth=0',
    'a service that moves': '[data-service="write a"] .entry',
    'a session': '#sessions .link >> text=Pause',
  };
  for (const [name, place] of Object.entries(places)) {
    await news({ type: 'slices', part: { trust: { list: [service('a', 50), service('b', 40)] }, sessions: sessions(1) } });
    await page.locator(place).focus();
    await page.evaluate('window.before = document.activeElement');
    await asked(news, [...ids, name], ids.slice(1));
    await news({ type: 'slices', part: { flow: { ...flow, summary: [name] }, trust: { list: [service('b', 41), service('a', 51)] }, sessions: sessions(2) } });
    await page.locator('.summary', { hasText: name }).waitFor();
    assert.equal(await page.evaluate('document.activeElement === before'), true, name);
  }
}); // prettier-ignore

test('who goes through the calls of a group by key stays at its buttons, and hears which call is next', async (t) => {
  const { page, news, sent } = await opened(t);
  await asked(news, ['one', 'two', 'three', 'four'], ['one', 'two', 'three', 'four']);
  await page.locator('[data-question=two] button[title="Deny this"]').press('Enter');
  assert.deepEqual((await sent()).at(-1), { type: 'answer', id: 'two', behavior: 'deny' });
  await asked(news, ['one', 'three', 'four'], ['one', 'three', 'four']);
  await focusIs(page, 'Deny this: npm install three');
  await page.keyboard.press('Enter');
  assert.deepEqual((await sent()).at(-1), { type: 'answer', id: 'three', behavior: 'deny' });
  // Two are no group any more: the focus is on a card, in which no key was meant for it yet.
  await asked(news, ['one', 'four']);
  await until(() => page.evaluate(`document.activeElement.matches('[data-question]')`), { what: 'a card has the focus' });
}); // prettier-ignore

test('what had the focus and is gone leaves it at a place from which one goes on', async (t) => {
  const { page, news } = await openPanelPage(browser);
  t.after(() => page.close());
  const weakening = { id: 'guard:force-push', text: 'The guard is off.', tone: 'warning', undo: 'Switch On' } as const;
  await news({ type: 'slices', part: { gate: { ...gate, weakenings: [weakening] }, sessions: { ran: false, list: [] } } });
  await page.locator('.banner vscode-button').focus();
  await news({ type: 'slices', part: { gate } });
  await focusIs(page, 'Try the demo agent');
  await news({ type: 'slices', part: { sessions: sessions(0) } });
  await focusIs(page, 'Waiting for you');
  await page.locator('.head .stop').focus();
  await news({ type: 'slices', part: { gate: { ...gate, stopped: true, title: 'Stopped' } } });
  await focusIs(page, 'Release…');
  await news({ type: 'slices', part: { gate } });
  await focusIs(page, 'Waiting for you');
}); // prettier-ignore

test('everything that keys reach has a name of its own, and no field is called by its example', async (t) => {
  const { page, news } = await opened(t);
  await asked(news, ['first', 'one', 'two', 'three'], ['one', 'two', 'three']);
  await news({ type: 'slices', part: { presets, flow, trust: { list: [service('a', 50)] }, rules: { stamp: 1, allow: 0, ask: 0, deny: 1 }, journal: { entries: 1, reading: false, verifying: false, choices: [{ field: 'behavior', options: [{ id: 'deny', name: 'denied' }] }] } } });
  for (const id of ['rules', 'whatIf', 'journal', 'identity', 'defences', 'doctor']) await page.locator(`#${id} > summary`).click();
  const cdp = await page.context().newCDPSession(page);
  const { nodes } = await cdp.send('Accessibility.getFullAXTree');
  const keyed = nodes.filter(({ ignored, properties }) => !ignored && properties?.some(({ name, value }) => name === 'focusable' && value.value === true));
  const names = keyed.filter(({ role }) => role?.value !== 'RootWebArea').map(({ role, name }) => `${String(role?.value)} ${String(name?.value)}`);
  assert.deepEqual(names.filter((one) => /^\S+ (?:undefined)?$/.test(one)), []);
  for (const field of ['What the agent is told when you deny; Enter denies', 'The file to write', 'What the file will hold', 'Search rules', 'Rules to try', 'Filter the journal by text']) assert.ok(names.includes(`textbox ${field}`), `${field} in ${names.join('\n')}`);
  for (const choice of ['An example', 'Agent', 'Kind of call', 'Permission mode', 'Folder', 'Outcome']) assert.ok(names.some((one) => new RegExp(`^combobox ${choice}$`, 'i').test(one)), choice);
}); // prettier-ignore

async function asked(news: PanelPage['news'], ids: readonly string[], group: readonly string[] = []): Promise<void> {
  const title = ids.length === 0 ? 'Gated' : `${ids.length} call${ids.length === 1 ? '' : 's'} waiting`;
  const groups = group.length === 0 ? [] : [{ id: 'g', label: 'npm install …', ids: group }];
  await news({ type: 'slices', part: { gate: { ...gate, title }, waiting: { questions: ids.map(question), groups } } }); // prettier-ignore
} // prettier-ignore

function question(id: string): QuestionView {
  return { id, agent: 'Demo Agent', session: 's', what: 'Run', askedAt: began, pieces: [{ text: `npm install ${id}`, marked: false }], consequence: 'It installs packages.', why: 'No rule covers it.', segments: [], facts: [], effects: [], folder: 'f', opinions: [], doubts: [], resumes: false, hasDiff: true }; // prettier-ignore
}

function sessions(calls: number): Slices['sessions'] {
  return { ran: true, list: [{ id: 's', agent: 'Demo Agent', state: 'gated', tone: 'ok', mode: 'Guarded · Ask', detail: `${calls} calls, 0 denied`, folder: '/w', startedAt: 1, calls, denials: 0, live: true, terminal: true, flow: [], refused: [], clearable: false }] }; // prettier-ignore
}

function service(name: string, score: number): Slices['trust']['list'][number] {
  return { service: name, label: name, kind: 'write', score, tone: 'ok', level: 'Ask', source: '', happened: '', incidents: [], risk: { text: 'low risk', tone: 'plain', why: '' }, scores: [], trend: '', history: [], levels: [], exact: [], ownLevel: false }; // prettier-ignore
}

const presets: Slices['presets'] = { agents: [{ id: 'claude', name: 'Claude Code' }], modes: [{ id: 'plan', name: 'Plan' }], kinds: [{ id: 'shell', name: 'Shell', hint: 'git status', content: 'What the file will hold', agents: ['claude'] }], list: [{ name: 'List', tool: 'shell', input: 'ls' }], folders: [{ path: '/a', name: 'a' }, { path: '/b', name: 'b' }] }; // prettier-ignore
const nodeOf = (id: NodeId): FlowView['nodes'][number] => ({
  id,
  name: id,
  state: '',
  about: '',
  counts: [],
});
const flow: FlowView = {
  nodes: nodeIds.map(nodeOf),
  edges: [],
  summary: [],
  days: [],
  last: { id: 'd', subject: 'ls', at: 1 },
};

/** The name of what has the focus, as far as its text or label says it. */
async function focusIs(page: Page, name: string): Promise<void> {
  const now = `(document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent).trim().startsWith(${JSON.stringify(name)})`;
  await until(() => page.evaluate(now), { what: `the focus is on "${name}"` });
}

async function opened(t: TestContext) {
  const panel = await openPanelPage(browser);
  t.after(() => panel.page.close());
  await panel.news({ type: 'slices', part: { gate, sessions: sessions(0) } });
  await panel.page.locator('.head h1', { hasText: 'Gated' }).waitFor();
  return { ...panel, heard: await listenAloud(panel.page) };
}
