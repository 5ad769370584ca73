// What else a person does in the panel, by keyboard: content of others is cleared, a recording is opened, exact grants and
// levels are taken back, the journal and the rules are filtered, and a decision is gone through by its links.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before } from 'node:test';
import type { Frame, Locator, Page } from 'playwright-core';
import { openJournal } from '../../src/gate/journal.ts';
import { trustRecord, type TrustEvent } from '../../src/policy/trust/event.ts';
import { temporaryFolder } from '../support/place.ts';
import { root } from '../support/root.ts';
import { until } from '../support/until.ts';
import { demoCalls, type DemoCalls } from '../support/vscode/demo.ts';
import { answerInput, choose, closeEditor, dialog, gateState, listRow, openContainer, screenshot, toast, webview } from '../support/vscode/drive.ts'; // prettier-ignore
import { inOrder } from '../support/vscode/inOrder.ts';
import { chooseIn, openSection } from '../support/vscode/panelKeys.ts';
import { openWindow, type Window } from '../support/vscode/window.ts';

let window: Window;
let page: Page;
let panel: Frame;
let agent: DemoCalls;
const folder = path.join(temporaryFolder('acts-'), 'weather');
const slack = 'write mcp:slack';
const step = inOrder(() => window);

before(async () => {
  mkdirSync(path.join(folder, '.claude'), { recursive: true });
  writeFileSync(
    path.join(folder, '.claude', 'settings.json'),
    '{ "permissions": { "deny": ["Bash(terraform *)"] } }',
  );
  writeFileSync(path.join(folder, 'README.md'), '# Weather\n\nTODO: the wind\n');
  const settings = { 'workbench.colorTheme': 'Dark 2026', 'portcullis.recordings': true, 'portcullis.permissions.deny': ['frobnicate *'], 'portcullis.permissions.allow': ['npm test', 'python *'] }; // prettier-ignore
  window = await openWindow({ vsix: path.join(root, 'out', 'portcullis.vsix'), folder, settings });
  page = window.page;
  await gateState(page).waitFor({ timeout: 60_000 });
  writePast();
  await openContainer(page, 'Portcullis');
  panel = await webview(page, '#panel .head h1', 'No agent runs');
});
after(() => window.close());

step('rules that a person has are a link to them in the first minute', async () => {
  await panel.locator('#start', { hasText: 'Rules that you have hold here too' }).waitFor();
  await enter(panel.locator('#start .link', { hasText: 'Rules that you have' }));
  await closeEditor(page);
});

step('an exact grant and a level are taken back, and what was undone is reported', async () => {
  const entry = panel.locator(`#trust [data-service="${slack}"]`);
  await enter(entry.locator('.entry'));
  await entry.filter({ hasText: 'Always allowed: post_message' }).waitFor();
  await enter(link(entry, 'Take back'));
  await entry.filter({ hasText: 'Always allowed' }).waitFor({ state: 'detached' });
  await enter(entry.locator('.level', { hasText: 'Ask once a session' }));
  await entry.locator('.level[aria-pressed=true]', { hasText: 'Ask once a session' }).waitFor();
  await enter(link(entry, 'Take your level back'));
  await entry.filter({ hasText: 'Take your level back' }).waitFor({ state: 'detached' });
  await enter(link(entry, 'I had to undo it…'));
  await answerInput(page, 'it posted into the wrong channel');
  await entry.filter({ hasText: 'it posted into the wrong channel' }).waitFor();
  await screenshot(page, 'acts-trust');
  await enter(link(entry, 'Whole history'));
  await page.locator('.tab', { hasText: 'Trust in write' }).waitFor();
  await closeEditor(page);
  const told = journaled('trust').filter((one) => one['service'] === 'mcp:slack').map(({ type }) => type); // prettier-ignore
  assert.deepEqual(told.slice(-4), ['level', 'level', 'withdrawn', 'rollback']);
});

step('what a session took in from others opens, and is cleared from the panel', async () => {
  await enter(panel.locator('#start vscode-button', { hasText: 'Try the demo agent' }));
  const card = panel.locator('.card', { hasText: 'demo-plan.md' });
  await card.waitFor();
  agent = await demoCalls(window.server.pid, folder);
  await page.keyboard.press('Control+J');
  const answer = agent.run({ tool: 'download', details: { address: 'https://host.example/' } });
  const fetched = panel.locator('.card', { hasText: 'host.example' });
  await fetched.focus();
  await fetched.locator('.allow[aria-disabled=false]').press('Enter');
  assert.equal((await answer).verdict, 'yes');
  const session = panel.locator('#sessions [data-session]').first();
  const taken = session.locator('details', { hasText: 'untrusted content: 1' });
  await enter(taken.locator('summary'));
  await taken.locator('li', { hasText: 'host.example' }).waitFor();
  await session.evaluate((one) => one.scrollIntoView());
  await screenshot(page, 'acts-untrusted');
  await enter(link(session, 'Clear untrusted content…'));
  await listRow(page, 'I looked at it: clear it').waitFor();
  await choose(page, 'I looked at it: clear it');
  await toast(page, 'Cleared 1 source of untrusted content').waitFor();
  await session.filter({ hasText: 'untrusted content: none' }).waitFor();
  assert.equal(await link(session, 'Clear untrusted content…').count(), 0);
});

step('a card leads to its rule, to everything as a document, and to a rule of its own', async () => {
  const answer = agent.line('make all');
  const card = panel.locator('.card', { hasText: 'make all' });
  await card.waitFor();
  await card.focus();
  await enter(link(card, 'Why?'));
  await enter(link(card, 'Open everything as a document'));
  await page.locator('.tab', { hasText: 'Question' }).waitFor();
  await closeEditor(page);
  await card.focus();
  await page.keyboard.press('w');
  await listRow(page, 'Always deny…').waitFor();
  await page.keyboard.press('Escape');
  await listRow(page, 'Always deny…').waitFor({ state: 'hidden' });
  await card.focus();
  await page.keyboard.press('d');
  assert.equal((await answer).verdict, 'no');
});

step('of a group one call is allowed, one is denied and one is read, each by its own button', async () => {
  const calls = ['one', 'two', 'three', 'four'].map((name) => agent.line(`npm install ${name}`));
  const group = panel.locator('.group', { hasText: '4 × npm install' });
  await group.locator('.allow[aria-disabled=false]').waitFor();
  const member = (name: string) => group.locator('.members > li', { hasText: `npm install ${name}` });
  await member('one').getByRole('button', { name: 'Open everything as a document' }).press('Enter');
  await page.locator('.tab', { hasText: 'Question' }).waitFor();
  await closeEditor(page);
  await group.locator('.allow[aria-disabled=false]').waitFor();
  await member('one').getByRole('button', { name: 'Allow only this' }).press('Enter');
  assert.equal((await calls[0])?.verdict, 'yes');
  await panel.locator('.group', { hasText: '3 × npm install' }).waitFor();
  const inGroup = panel.locator('.members > li', { hasText: 'npm install four' });
  await inGroup.getByRole('button', { name: 'Deny this' }).press('Enter');
  assert.equal((await calls[3])?.verdict, 'no');
  for (const [at, name] of [[1, 'two'], [2, 'three']] as const) {
    // Three denials in a row would pause the session.
    assert.equal((await agent.line('ls')).verdict, 'yes');
    await panel.locator('.card:not(.group)', { hasText: `npm install ${name}` }).press('d');
    assert.equal((await calls[at])?.verdict, 'no');
  }
}); // prettier-ignore

step('a decision is gone through by its links and buttons, and leads to its session', async () => {
  assert.equal((await agent.line('frobnicate --all')).verdict, 'no');
  await panel.locator('.last', { hasText: 'frobnicate --all' }).waitFor();
  await enter(panel.locator('.last .link'));
  const at = (text: string) => panel.locator('.trace h2', { hasText: text }).waitFor();
  await at('Step 1 of 5');
  await enter(panel.locator('.trace .steps .link', { hasText: 'Rules' }));
  await at('Step 4 of 5: Rules');
  await enter(panel.locator('.trace vscode-button', { hasText: 'Next step' }));
  await at('Step 5 of 5');
  await enter(panel.locator('.trace vscode-button', { hasText: 'Previous step' }));
  await at('Step 4 of 5');
  await enter(panel.locator('.trace .row .link', { hasText: 'Session' }));
  await panel.locator('.trace').waitFor({ state: 'detached' });
  await panel.locator('#journal [role=status]', { hasText: /\d of \d+ entries fit/ }).first().waitFor();
  await filterShows('session', 'Demo Agent');
}); // prettier-ignore

step('the journal is filtered by agent, session, outcome and layer, by kind, tool and service', async () => {
  await enter(link(panel.locator('#journal'), 'Show all'));
  await enter(link(panel.locator('#journal'), 'More filters'));
  const all = await entries();
  for (const [field, choice, seen] of [
    ['layer', 'Deny rules', 'frobnicate --all'],
    ['behavior', 'denied', 'frobnicate --all'],
    ['tool', 'terminal', 'frobnicate --all'],
    ['agent', 'Demo Agent', 'frobnicate --all'],
    ['event', 'call decided', 'frobnicate --all'],
  ] as const) {
    await chooseIn(page, select(field), choice);
    await filterShows(field, choice);
    await panel.locator('#journal [role=status]', { hasText: 'entries fit' }).first().waitFor();
    await panel.locator('#journal .j', { hasText: seen }).first().waitFor();
  }
  await screenshot(page, 'acts-journal');
  await enter(link(panel.locator('#journal'), 'Show all'));
  await chooseIn(page, select('service'), 'mcp:slack');
  await panel.locator('#journal [role=status]', { hasText: 'entries fit' }).first().waitFor();
  await enter(link(panel.locator('#journal'), 'Show all'));
  await until(async () => (await entries()) >= all, { what: 'all entries are back' });
});

step('the entry that keys stand on opens and filters by its own buttons', async () => {
  const list = panel.locator('#journal .journal');
  await list.press('Home');
  const chosen = panel.locator('#journal .chosen-entry');
  await chosen.waitFor();
  await enter(link(chosen, 'Open'));
  await panel.locator('.trace').waitFor();
  await page.keyboard.press('Escape');
  await panel.locator('.trace').waitFor({ state: 'detached' });
  await enter(link(chosen, 'Only session'));
  await panel.locator('#journal [role=status]', { hasText: 'entries fit' }).first().waitFor();
  await enter(link(panel.locator('#journal'), 'Show all'));
});

step('rules are narrowed to those that never decided, and lead to the settings', async () => {
  await openSection(panel, 'rules');
  const rules = panel.locator('#rules .rules > li');
  await until(async () => (await rules.count()) === 4, { what: 'all rules' });
  await chooseIn(page, panel.locator('#rules vscode-single-select'), 'That never decided');
  await until(async () => (await rules.count()) === 3, { what: 'the rule that decided is not among them' });
  await chooseIn(page, panel.locator('#rules vscode-single-select'), 'All rules');
  await until(async () => (await rules.count()) === 4, { what: 'all rules again' });
  await enter(link(panel.locator('#rules'), 'Open the settings'));
  await closeEditor(page);
});

step('further rules are tried beside those in force, and thrown away again', async () => {
  await openSection(panel, 'whatIf');
  const way = panel.locator('#whatIf vscode-single-select');
  await chooseIn(page, way, 'Add to the rules');
  const tried = panel.locator('#whatIf textarea');
  await until(async () => (await tried.inputValue()) === '', { what: 'no rule is tried yet' });
  await tried.press('End');
  await page.keyboard.type('deny: ls *');
  await enter(panel.locator('#whatIf .compare'));
  await panel.locator('#whatIf .outcome', { hasText: 'It only tightens' }).waitFor();
  await chooseIn(page, way, 'Change the rules');
  await until(async () => (await tried.inputValue()).includes('deny: frobnicate *'), { what: 'the rules in force' });
  await tried.press('Control+End');
  await page.keyboard.type('\ndeny: ls *');
  await enter(panel.locator('#whatIf .again'));
  await until(async () => !(await tried.inputValue()).includes('ls *'), { what: 'they are as they were' });
}); // prettier-ignore

step('the report of a running session is shown, and what is written about the gate', async () => {
  const session = panel.locator('#sessions [data-session]').first();
  await enter(link(session, 'Report'));
  await page.locator('.tab', { hasText: 'Session ' }).waitFor();
  await closeEditor(page);
  await openSection(panel, 'doctor');
  await enter(link(panel.locator('#doctor'), 'Full report'));
  await page.locator('.tab').first().waitFor();
  await closeEditor(page);
  await openSection(panel, 'defences');
  await enter(link(panel.locator('#defences'), 'What the gate decides by'));
  await page.locator('.tab', { hasText: 'trust.md' }).waitFor();
  await closeEditor(page);
});

step('a security issue is reported from the panel: a text to fill in, of which nothing is sent', async () => {
  await enter(link(panel.locator('#defences'), 'Report a security issue…'));
  const text = page.locator('.editor-instance .view-line');
  await text.filter({ hasText: 'Security report: Portcullis' }).waitFor();
  await text.filter({ hasText: 'Nothing of this was sent' }).waitFor();
  await text.filter({ hasText: /Portcullis:\s\d+\.\d+\.\d+/ }).waitFor();
  const told = toast(page, 'report it privately: nothing was sent');
  await told.waitFor();
  await screenshot(page, 'acts-security');
  await told.getByRole('button', { name: 'Open Security Policy' }).press('Enter');
  await page.locator('.tab.active', { hasText: 'SECURITY.md' }).waitFor();
  await closeEditor(page);
  await page.keyboard.press('Control+W');
  await dialog(page).getByRole('button', { name: "Don't Save" }).press('Enter');
  await page.locator('.tabs-container .tab').first().waitFor({ state: 'detached' });
});

step('a session that is over shows its recording, exports its report, and filters the journal', async () => {
  const session = panel.locator('#sessions [data-session]').first();
  await enter(link(session, 'End…'));
  await dialog(page).getByRole('button', { name: 'End Session' }).press('Enter');
  await enter(panel.locator('#sessions .past'));
  const row = panel.locator(`#sessions [data-session="${agent.session}"]`);
  await link(row, 'Recording').waitFor();
  await row.evaluate((one) => one.scrollIntoView());
  await screenshot(page, 'acts-past');
  await enter(link(row, 'Recording'));
  await page.locator('.tab', { hasText: '.cast' }).waitFor();
  await page.locator('.view-line', { hasText: '"version"' }).first().waitFor();
  await closeEditor(page);
  await enter(link(row, 'Export…'));
  const name = page.locator('.quick-input-widget input.input');
  await until(async () => (await name.inputValue().catch(() => '')).endsWith('.md'), {
    what: 'a name is offered',
  });
  const file = path.join(folder, path.basename(await name.inputValue()));
  await name.press('Enter');
  await until(() => readdirSync(folder).includes(path.basename(file)), { what: 'the report is written' });
  assert.match(readFileSync(file, 'utf8'), /frobnicate --all/);
  await enter(row.getByRole('button', { name: 'Journal' }));
  await panel.locator('#journal [role=status]', { hasText: 'entries fit' }).first().waitFor();
});

/** What happened with a service before this window, and what the person granted it. */
function writePast(): void {
  const quiet = () => undefined;
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  let time = Date.now() - 3_600_000;
  mkdirSync(state(), { recursive: true });
  const journal = openJournal({ folder: path.join(state(), 'journal'), log, now: () => time });
  const place = { service: 'mcp:slack', kind: 'write' } as const;
  const events: readonly TrustEvent[] = [
    ...[0, 1, 2].map((at) => ({ ...place, type: 'success', call: `s${at}`, time: time + at }) as const),
    { ...place, type: 'level', level: 'log', source: 'grant', exact: { name: 'post_message', risk: 'medium' }, time: time + 9 },
  ]; // prettier-ignore
  for (const event of events) {
    time += 1_000;
    journal.append(trustRecord({ ...event, time }));
  }
  journal.close();
}

function journaled(event: string): readonly Readonly<Record<string, unknown>>[] {
  const place = path.join(state(), 'journal');
  const lines = readdirSync(place).filter((name) => name.endsWith('.jsonl')).flatMap((name) => readFileSync(path.join(place, name), 'utf8').split('\n')); // prettier-ignore
  return lines
    .filter((line) => line.includes(`"event":"${event}"`))
    .map((line): Record<string, unknown> => JSON.parse(line))
    .sort((one, other) => String(one['time']).localeCompare(String(other['time'])));
}

function state(): string {
  return path.join(window.home, '.local', 'state', 'portcullis');
}

/** How many there are, as the head of the section says. */
async function entries(): Promise<number> {
  return Number((await panel.locator('#journal > summary .dim').innerText()).replaceAll(/\D/g, ''));
}

function select(field: string): Locator {
  return panel.locator(`#journal vscode-single-select[data-field=${field}]`);
}

async function filterShows(field: string, text: string): Promise<void> {
  await select(field).locator('.text', { hasText: text }).waitFor();
}

function link(of: Locator, text: string): Locator {
  return of.locator('.link', { hasText: text }).first();
}

/** With the focus on it, by the key. */
async function enter(of: Locator): Promise<void> {
  await of.press('Enter');
}
