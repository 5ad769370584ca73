// Trust, sessions and the journal in the panel of the real VS Code, by keyboard: what was earned before, sessions that run
// and that are over, and a journal of 100,000 entries, of which the last are those of a running demo agent.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before } from 'node:test';
import type { Frame, Locator, Page } from 'playwright-core';
import { openJournal } from '../../src/gate/journal.ts';
import { trustRecord } from '../../src/policy/trust/event.ts';
import { temporaryFolder } from '../support/place.ts';
import { root } from '../support/root.ts';
import { until } from '../support/until.ts';
import { demoCalls, type DemoCalls } from '../support/vscode/demo.ts';
import {
  answerInput,
  closeEditor,
  dialog,
  gateState,
  listRow,
  openContainer,
  screenshot,
  terminalText,
  toast,
  webview,
} from '../support/vscode/drive.ts';
import { inOrder } from '../support/vscode/inOrder.ts';
import { chooseIn } from '../support/vscode/panelKeys.ts';
import { looksRight } from '../support/vscode/looks.ts';
import { openWindow, type Window } from '../support/vscode/window.ts'; // prettier-ignore

let window: Window;
let page: Page;
let panel: Frame;
let agent: DemoCalls;
const place = temporaryFolder('records-');
const folder = path.join(place, 'weather');
const many = 100_000;
const step = inOrder(() => window);

before(async () => {
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'README.md'), '# Weather\n\nTODO: the wind\n');
  const settings = { 'workbench.colorTheme': 'Dark 2026', 'portcullis.permissions.deny': ['frobnicate *'] };
  window = await openWindow({ vsix: path.join(root, 'out', 'portcullis.vsix'), folder, settings });
  page = window.page;
  await gateState(page).waitFor({ timeout: 60_000 });
  writePast();
  const started = Date.now();
  await openContainer(page, 'Portcullis');
  panel = await webview(page, '#panel .head h1', 'No agent runs');
  process.stdout.write(`the panel was there ${Date.now() - started} ms after the click, beside ${many} entries\n`);
}); // prettier-ignore
after(() => window.close());

step('what services have earned is there before any agent runs, with what it depends on', async () => {
  await service('read mcp:github').waitFor();
  assert.match(await panel.locator('.head').innerText(), /No agent runs/);
  assert.match(await service('read mcp:github').innerText(), /6 clean reads from mcp:github: stop asking/);
  const entry = service('write mcp:slack');
  await enter(entry.locator('.entry'));
  const text = await entry.innerText();
  assert.match(text, /to (?:high|critical) risk\..*One thing: /s);
  assert.match(text, /Incidents\s+.*it posted twice/s);
  assert.match(text, /3 succeeded, 0 failed, 1 incident/);
  await entry.scrollIntoViewIfNeeded();
  await shot('records-trust');
});

step('a proposal is accepted, another one is put off', async () => {
  const read = service('read mcp:github');
  const accept = read.locator('.accept[aria-disabled=false]');
  await accept.waitFor();
  await enter(accept);
  await read.filter({ hasText: 'Pass, with a line in the log' }).waitFor();
  assert.equal(await read.locator('.proposal').count(), 0);
  assert.equal(
    await focusIn('[data-service="read mcp:github"]'),
    true,
    'the focus stays where the person is',
  );
  const other = service('read mcp:linear');
  await tabTo(other.getByText('Not now'));
  await page.keyboard.press('Enter');
  await other.locator('.proposal').waitFor({ state: 'detached' });
  await until(() => trustEvents('mcp:github').at(-1) === 'level log proposal', { what: 'the accept is journaled' }); // prettier-ignore
  await until(() => trustEvents('mcp:linear').at(-1) === 'declined', { what: 'the refusal is journaled' });
});

step('a level is granted, a block stands in the settings, and taking it back lifts it there', async () => {
  const entry = service('write mcp:slack');
  await enter(level(entry, 'Ask once a session'));
  await chosen(entry, 'Ask once a session');
  await enter(level(entry, 'Pass').last());
  await dialog(page).filter({ hasText: 'Let all writes of mcp:slack pass' }).waitFor();
  await shot('records-trust-sure');
  await page.keyboard.press('Escape');
  await chosen(entry, 'Ask once a session');
  await enter(level(entry, 'Blocked'));
  await entry.filter({ hasText: 'blocked by your settings' }).waitFor();
  await until(() => /"portcullis\.services": \{\s*"write mcp:slack": "blocked"\s*\}/.test(userSettings()), {
    what: 'the block is written',
  });
  await chosen(entry, 'Blocked');
  await enter(level(entry, 'Ask each time'));
  await chosen(entry, 'Ask each time');
  await until(() => !userSettings().includes('"write mcp:slack"'), { what: 'the block is lifted' });
  assert.equal(
    await focusIn('[data-service="write mcp:slack"]'),
    true,
    'it stays in a list that is sorted anew',
  );
});

step('an incident is reported with a word, and what happened is forgotten after a yes', async () => {
  const entry = service('read mcp:github');
  await enter(entry.locator('.entry'));
  await enter(entry.locator('.link', { hasText: 'Report an incident…' }));
  await answerInput(page, 'it read the wrong repository');
  await entry.filter({ hasText: 'after an incident' }).waitFor();
  await entry.filter({ hasText: 'it read the wrong repository' }).waitFor();
  await entry.scrollIntoViewIfNeeded();
  await shot('records-trust-incident');
  await enter(entry.locator('.link', { hasText: 'Forget what happened…' }));
  await dialog(page).getByRole('button', { name: 'Yes' }).press('Enter');
  await entry.filter({ hasText: 'no trust granted yet' }).waitFor();
  assert.ok(trustEvents('mcp:github').includes('incident'), 'the journal forgets nothing');
});

step('a session says what it is and did, leads to its terminal, pauses and goes on', async () => {
  await enter(panel.locator('vscode-button', { hasText: 'Try the demo agent' }).first());
  const session = panel.locator('#sessions [data-session]').first();
  await session.filter({ hasText: 'gated' }).waitFor({ timeout: 30_000 });
  agent = await demoCalls(window.server.pid, folder);
  const text = await session.innerText();
  assert.match(text, /Guarded · Ask/);
  for (const name of ['private data read', 'untrusted content', 'data sent']) assert.match(text, new RegExp(`${name}: `)); // prettier-ignore
  await page.keyboard.press('Control+J');
  await page.locator('.part.panel').waitFor({ state: 'hidden' });
  await enter(link(session, 'Terminal'));
  await until(async () => (await terminalText(page)).includes('Portcullis vets every tool call'), { what: 'its terminal' }); // prettier-ignore
  await page.keyboard.press('Control+J');
  await enter(link(session, 'Pause'));
  await session.filter({ hasText: 'Paused: you paused it in the panel' }).waitFor();
  const waits = agent.line('ls');
  await panel.locator('.card', { hasText: 'wants to go on' }).waitFor();
  await shot('records-session-paused');
  await enter(link(session, 'Let it go on'));
  assert.equal((await waits).verdict, 'yes');
  await link(session, 'Pause').waitFor();
  assert.equal(await focusIn('#sessions [data-session]'), true);
});

step('a refused call of a session leads to its decision, and from there to the rule', async () => {
  assert.equal((await agent.line('frobnicate --all')).verdict, 'no');
  const session = panel.locator('#sessions [data-session]').first();
  const denied = session.locator('details', { hasText: /denied: \d/ });
  await enter(denied.locator('summary'));
  await enter(denied.locator('.link', { hasText: 'frobnicate --all' }));
  await panel.locator('.trace h2', { hasText: 'Step 1 of 5' }).waitFor();
  for (let at = 0; at < 3; at += 1) await page.keyboard.press('ArrowRight');
  await panel.locator('.trace h2', { hasText: 'Step 4 of 5: Rules' }).waitFor();
  await shot('records-trace');
  await looksRight(page, panel, { trace: '.trace', 'trace-step': '.trace .step' });
  await enter(panel.locator('.trace dd .link', { hasText: 'frobnicate *' }));
  const rule = page.locator('.monaco-editor .view-line', { hasText: 'frobnicate' });
  await rule.waitFor();
  await page.locator('.monaco-editor.focused .current-line').first().waitFor();
  await closeEditor(page);
  await enter(panel.locator('.trace .link', { hasText: 'Back' }));
  await panel.locator('.trace').waitFor({ state: 'detached' });
  assert.equal(await panel.evaluate(() => document.activeElement?.textContent?.includes('frobnicate --all')), true); // prettier-ignore
});

step('a session is ended after a yes, and stands among those that are over, with its records', async () => {
  const session = panel.locator('#sessions [data-session]').first();
  await enter(link(session, 'End…'));
  await dialog(page).filter({ hasText: 'End this session?' }).waitFor();
  await dialog(page).getByRole('button', { name: 'End Session' }).press('Enter');
  await panel.locator('#sessions', { hasText: 'No agent runs in this window.' }).waitFor();
  const past = panel.locator('#sessions .past');
  await past.waitFor();
  await enter(past);
  const row = panel.locator(`#sessions [data-session="${agent.session}"]`);
  await row.waitFor();
  assert.match(await row.innerText(), /\d+ calls?, \d+ denied/);
  await row.scrollIntoViewIfNeeded();
  await shot('records-past');
  await enter(link(row, 'Report'));
  await closeEditor(page);
  await enter(link(row, 'Messages'));
  await page.locator('.editor-instance .monaco-editor .view-lines').first().waitFor();
  await closeEditor(page);
  await enter(link(row, /\d denied/));
  await panel.locator('#journal [role=status]', { hasText: /\d of [\d,]+ entries fit/ }).waitFor();
  await panel.locator('#journal .j', { hasText: 'frobnicate --all' }).waitFor();
  await shot('records-journal-session');
});

step('keys go through 100,000 entries without a gap, and scrolling stays smooth', async () => {
  await enter(link(panel.locator('#journal'), 'Show all'));
  await panel.locator('#journal .j[aria-setsize^="100"]').first().waitFor();
  await tabTo(panel.locator('#journal .journal'));
  await page.keyboard.press('End');
  await panel.locator('#journal .j.active', { hasText: 'window opened' }).waitFor();
  await gapless();
  await page.keyboard.press('Home');
  await panel.locator('#entry-0.active').waitFor();
  for (let at = 0; at < 25; at += 1) await page.keyboard.press('PageDown');
  await gapless();
  const worst = await panel.evaluate(async () => {
    const list = document.querySelector('.journal');
    if (list === null) return Number.NaN;
    const frames: number[] = [];
    let last = await new Promise(requestAnimationFrame);
    for (let at = 0; at < 120; at += 1) {
      list.scrollTop += 4_000;
      const now = await new Promise(requestAnimationFrame);
      frames.push(now - last);
      last = now;
    }
    return Math.round(Math.max(...frames));
  });
  process.stdout.write(`the longest frame of 120 while scrolling 100,000 entries: ${worst} ms\n`);
  await gapless();
});

step('the journal is filtered by text, outcome and session, and an entry is one key away', async () => {
  await tabTo(panel.locator('#journal vscode-textfield'), 'Shift+Tab');
  await page.keyboard.type('echo 9998');
  const status = panel.locator('#journal [role=status]').first();
  await status.filter({ hasText: /^\s*11 of / }).waitFor();
  await inOutcome('denied');
  await status.filter({ hasText: /^\s*[12] of / }).waitFor();
  await inOutcome('Every outcome');
  await status.filter({ hasText: /^\s*11 of / }).waitFor();
  await tabTo(panel.locator('#journal .journal'));
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await panel.locator('#entry-1.active').waitFor();
  await shot('records-journal');
  await page.keyboard.press('Enter');
  await panel.locator('.trace .command', { hasText: 'echo 99988' }).waitFor();
  await page.keyboard.press('Shift+ArrowRight');
  await panel.locator('.trace .command', { hasText: 'echo 99987' }).waitFor();
  await page.keyboard.press('Escape');
  await panel.locator('.trace').waitFor({ state: 'detached' });
  assert.equal(await panel.evaluate(() => document.activeElement?.className), 'journal');
});

step('what is filtered is exported, and nothing else', async () => {
  await tabTo(panel.locator('#journal .link', { hasText: 'Export these 11…' }));
  await page.keyboard.press('Enter');
  await listRow(page, 'Entries (JSON lines)').waitFor();
  await answerInput(page, 'Entries (JSON lines)');
  const name = page.locator('.quick-input-widget', { hasText: 'Export the journal' }).locator('input.input');
  await until(async () => /portcullis-journal-\S+\.jsonl$/.test(await name.inputValue()), { what: 'a name is offered' }); // prettier-ignore
  await name.press('Enter');
  await toast(page, 'The journal was exported').waitFor();
  const file = path.join(window.home, readdirSync(window.home).find((one) => one.startsWith('portcullis-journal-')) ?? ''); // prettier-ignore
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  assert.equal(lines.length, 11);
  for (const line of lines) assert.match(line, /"subject":"echo 9998\d?"|"subject":"echo \d?9998"/);
});

step('verifying says in the section that the journal is whole', async () => {
  await enter(panel.locator('#journal .link', { hasText: 'Verify' }));
  const said = panel.locator('#journal .verified', { hasText: 'The journal is whole' });
  await said.waitFor({ timeout: 60_000 });
  assert.match(await said.innerText(), /100,\d{3} entries in \d+ files/);
});

step('a changed entry is found, and the panel leads to it', async () => {
  const [file = ''] = readdirSync(journalFolder()).filter((name) => name.includes('jsonl')).sort(); // prettier-ignore
  const whole = path.join(journalFolder(), file);
  writeFileSync(whole, readFileSync(whole, 'utf8').replace('"subject":"echo 40"', '"subject":"echo 41"'));
  await enter(panel.locator('#journal .link', { hasText: 'Verify' }));
  const said = panel.locator('#journal .verified', { hasText: 'The journal is broken' });
  await said.waitFor({ timeout: 60_000 });
  await panel.locator('#journal > summary .chip', { hasText: 'broken' }).waitFor();
  await shot('records-broken');
  await enter(said.locator('.link', { hasText: 'Go to the break' }));
  await page.locator('.tab', { hasText: file }).waitFor();
  await closeEditor(page);
});

step('records, trust and sessions can be read and reached in four themes and two widths', () =>
  looksRight(page, panel, {
    'records-verified': '#journal .verified',
    'records-journal': '#journal',
    'records-sessions': '#sessions',
    'records-trust': '#trust',
  }),
);

/** What was before this window: decisions of three days, and what happened with some services. */
function writePast(): void {
  const quiet = () => undefined;
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  let time = Date.now() - many * 2_500 - 60_000;
  mkdirSync(stateDir(), { recursive: true });
  const journal = openJournal({ folder: journalFolder(), log, now: () => time });
  for (let n = 0; n < many; n += 1) {
    time += 2_500;
    const behavior = n % 9 === 0 ? 'deny' : 'allow';
    journal.append({ event: 'decision', id: `past-${n}`, session: `5eed${String(n % 40).padStart(2, '0')}-0000`, agent: 'claude', tool: 'Bash', subject: `echo ${n}`, behavior, layer: behavior === 'allow' ? 'safe' : 'floor', reason: 'It only prints.' }); // prettier-ignore
    if (n === 40) journal.append({ event: 'note', text: 'an entry of another kind' });
  }
  const events = [
    ...Array.from({ length: 6 }, (_, at) => ({ type: 'success', service: 'mcp:github', kind: 'read', call: `g${at}` }) as const),
    ...Array.from({ length: 5 }, (_, at) => ({ type: 'success', service: 'mcp:linear', kind: 'read', call: `l${at}` }) as const),
    ...Array.from({ length: 3 }, (_, at) => ({ type: 'success', service: 'mcp:slack', kind: 'write', call: `s${at}` }) as const),
    { type: 'incident', service: 'mcp:slack', kind: 'write', reason: 'it posted twice' } as const,
  ]; // prettier-ignore
  for (const event of events) journal.append(trustRecord({ ...event, time }));
  journal.close();
}

function stateDir(): string {
  return path.join(window.home, '.local', 'state', 'portcullis');
}

function journalFolder(): string {
  return path.join(stateDir(), 'journal');
}

/** What the journal says of a service, in order. */
function trustEvents(name: string): readonly string[] {
  const files = readdirSync(journalFolder()).filter((file) => file.endsWith('.jsonl'));
  const lines = files.flatMap((file) => readFileSync(path.join(journalFolder(), file), 'utf8').split('\n'));
  return lines
    .filter((line) => line.includes('"event":"trust"') && line.includes(`"service":"${name}"`))
    .map((line): { time: string; type: string; level?: string; source?: string } => JSON.parse(line))
    .sort((one, other) => one.time.localeCompare(other.time))
    .map(({ type, level: to, source }) => [type, ...(to === undefined ? [] : [to, source])].join(' '));
}

function userSettings(): string {
  return readFileSync(window.settingsFile, 'utf8');
}

function service(id: string): Locator {
  return panel.locator(`#trust [data-service="${id}"]`);
}

function level(of: Locator, name: string | RegExp): Locator {
  return of.locator('.level', { hasText: name });
}

async function chosen(of: Locator, name: string): Promise<void> {
  await of.locator('.level[aria-pressed=true]', { hasText: name }).waitFor();
}

function link(of: Locator, text: string | RegExp): Locator {
  return of.locator('.link', { hasText: text }).first();
}

/** With the focus on it, by the key. */
async function enter(of: Locator): Promise<void> {
  await of.press('Enter');
}

/** Tab, until this has the focus. */
async function tabTo(wanted: Locator, key = 'Tab'): Promise<void> {
  const has = () => wanted.evaluate((one) => one === document.activeElement || one.contains(document.activeElement)); // prettier-ignore
  if (!(await focusIn('#panel'))) await panel.locator('#trust > summary').focus();
  for (let at = 0; at < 60; at += 1) {
    if (await has()) return;
    await page.keyboard.press(key);
  }
  assert.fail(`${key} does not reach ${wanted.toString()}`);
}

function focusIn(selector: string): Promise<boolean> {
  return panel.evaluate((where) => document.activeElement?.closest(where) !== null && document.activeElement !== document.body, selector); // prettier-ignore
}

/** Rows that are in sight follow each other. */
async function gapless(): Promise<void> {
  const seen = async (): Promise<readonly number[]> =>
    panel.evaluate(() => {
      const list = document.querySelector('.journal')?.getBoundingClientRect();
      return [...document.querySelectorAll<HTMLElement>('.j')].flatMap((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        const isInside = list !== undefined && top >= list.top - 1 && bottom <= list.bottom + 1;
        return isInside && row.querySelector('.time') !== null ? [Number(row.dataset['at'])] : [];
      });
    });
  const rows = await until(
    async () => {
      const all = await seen();
      return all.length >= 8 ? all : undefined;
    },
    { what: 'rows are in sight' },
  );
  assert.deepEqual(rows, Array.from({ length: rows.length }, (_, at) => (rows[0] ?? 0) + at)); // prettier-ignore
}

async function inOutcome(name: string): Promise<void> {
  const select = panel.locator('#journal vscode-single-select[data-field=behavior]');
  await chooseIn(page, select, name);
  await select.locator('.text', { hasText: name }).waitFor();
}

async function shot(name: string): Promise<void> {
  await screenshot(page, name);
}
