// Answering what waits, in the panel and without a mouse: one call, two, and thirty; with words to the agent, as a
// group, with a rule, and by commands. The calls are those of a running demo agent, over its own hook.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import { temporaryFolder } from '../support/place.ts';
import { root } from '../support/root.ts';
import { until } from '../support/until.ts';
import { listenAloud } from '../support/vscode/aloud.ts';
import { demoCalls, type DemoCalls } from '../support/vscode/demo.ts';
import {
  closeEditor,
  dialog,
  gateState,
  listRow,
  openContainer,
  palette,
  screenshot,
  webview,
} from '../support/vscode/drive.ts';
import { inOrder } from '../support/vscode/inOrder.ts';
import { looksRight } from '../support/vscode/looks.ts';
import { openWindow, type Window } from '../support/vscode/window.ts'; // prettier-ignore

let window: Window;
let page: Page;
let panel: Frame;
let agent: DemoCalls;
const step = inOrder(() => window);
const folder = path.join(temporaryFolder('waiting-'), 'weather');

before(async () => {
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'README.md'), '# Weather\n\nTODO: the wind\n');
  window = await openWindow({ vsix: path.join(root, 'out', 'portcullis.vsix'), folder, settings: { 'workbench.colorTheme': 'Dark 2026' } });
  page = window.page;
  await gateState(page).waitFor({ timeout: 60_000 });
  await openContainer(page, 'Portcullis');
  panel = await webview(page, '#panel .head');
  await palette(page, 'Portcullis: Try the Demo Agent');
  await card('demo-plan.md').waitFor();
  agent = await demoCalls(window.server.pid, folder);
  await page.keyboard.press('Control+J'); // The terminal is not what is looked at.
}); // prettier-ignore
after(() => window.close());

step('a key goes to what waits, arrows go from card to card', async () => {
  const heard = await listenAloud(panel);
  const second = agent.line('npm run build && echo "rm -r dist" && rm -r dist');
  await card('rm -r dist').waitFor();
  await panel.locator('.head h1', { hasText: '2 calls waiting' }).waitFor();
  assert.deepEqual(await heard(), ['2 calls waiting Demo Agent · Ask · 3 of 3 layers live'], 'read once');
  await palette(page, 'View: Toggle Terminal'); // The focus is somewhere else.
  await page.keyboard.press('Control+Shift+F9');
  await focused('demo-plan.md');
  await page.keyboard.press('ArrowDown');
  await focused('rm -r dist');
  assert.equal(await card('rm -r dist').locator('mark').innerText(), 'rm -r dist');
  assert.equal(await card('rm -r dist').locator('mark').count(), 1);
  await shot('waiting-two');
  await page.keyboard.press('ArrowUp');
  await focused('demo-plan.md');
  // The notification of the terminal's command is not in the way of the next step.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('f');
  await page.keyboard.type('Leave the shared folder alone.');
  await page.keyboard.press('Enter');
  const { verdict, because } = await second;
  assert.equal(verdict, 'no');
  assert.match(because, /Leave the shared folder alone\./);
  await said('Denied. 1 left.');
  // Not to a card: what is still being typed would be keys of it.
  assert.equal(
    await panel.evaluate(() => document.activeElement?.closest('#waiting > summary') !== null),
    true,
  );
});

step('A allows the card that has the focus, and a key that is held down allows no other', async () => {
  const answers = [agent.line('npm install left'), agent.line('npm install right')];
  await card('npm install right').waitFor();
  await toWaiting();
  await page.keyboard.press('ArrowDown');
  await focused('npm install left');
  await still('npm install left');
  await page.keyboard.down('a');
  await said('Allowed. 2 left.');
  for (let at = 0; at < 20; at += 1) await page.keyboard.down('a');
  await page.keyboard.up('a');
  await focused('npm install right');
  assert.equal((await answers[0])?.verdict, 'yes');
  await still('npm install right');
  assert.equal(await card('npm install right').count(), 1);
  await page.keyboard.press('d');
  assert.equal((await answers[1])?.verdict, 'no');
  await said('Denied. 1 left.');
});

step('an edit opens as a difference', async () => {
  const answer = agent.ask({
    tool: 'save-file',
    details: { file: 'README.md', text: '# Weather\n\nNo wind.\n' },
  });
  await card('README.md').waitFor();
  await toWaiting();
  await page.keyboard.press('ArrowDown');
  await focused('README.md');
  await tabTo('Show diff');
  await page.keyboard.press('Enter');
  await page.locator('.tab', { hasText: 'README.md (as it is' }).waitFor();
  await page.locator('.monaco-diff-editor .view-line', { hasText: 'No wind.' }).first().waitFor();
  await shot('waiting-diff');
  await closeEditor(page);
  await toWaiting();
  await page.keyboard.press('End');
  await focused('README.md');
  await page.keyboard.press('d');
  assert.equal((await answer).verdict, 'no');
});

step('an edit of a group opens as a difference, and is denied alone, with the words of the group', async () => {
  const names = ['north', 'east', 'south', 'west'];
  for (const name of names) writeFileSync(path.join(folder, `${name}.md`), `# ${name}\n\nA breeze.\n`);
  // Three denials in a row would pause the session.
  assert.equal((await agent.line('ls')).verdict, 'yes');
  const calls = names.map((name) => agent.ask({ tool: 'save-file', details: { file: `${name}.md`, text: `# ${name}\n\nA storm.\n` } }));
  // With that of the demo agent itself.
  const group = panel.locator('.group', { hasText: '5 ×' });
  await group.locator('.allow[aria-disabled=false]').waitFor();
  const south = group.locator('.members > li', { hasText: 'south.md' });
  await south.getByRole('button', { name: 'Show diff: south.md' }).press('Enter');
  await page.locator('.tab.active', { hasText: 'south.md (as it is ↔ after the call)' }).waitFor();
  const side = (name: 'original' | 'modified', text: string) => page.locator(`.monaco-diff-editor .editor.${name} .view-line`, { hasText: text }).first().waitFor();
  await side('original', 'A breeze.');
  await side('modified', 'A storm.');
  await shot('waiting-group-diff');
  await closeEditor(page);
  assert.equal(await group.locator('.members > li').count(), 5, 'all of them still wait');
  assert.match(readFileSync(path.join(folder, 'south.md'), 'utf8'), /breeze/);
  await group.focus();
  await page.keyboard.press('f');
  await page.keyboard.type('Not the south.');
  await south.getByRole('button', { name: 'Deny this' }).press('Enter');
  const refused = await calls[2];
  assert.equal(refused?.verdict, 'no');
  assert.match(refused.because, /Not the south\./);
  await panel.locator('.group', { hasText: '4 ×' }).waitFor();
  await until(() => panel.evaluate(() => document.activeElement?.getAttribute('aria-label') === 'Deny this: west.md'), { what: 'the keys go on at the next call' });
  await shot('waiting-group-denied');
  // An allow counts once those that are left have stood for a moment.
  for (const [at, name] of [[0, 'north'], [1, 'east'], [3, 'west']] as const) {
    const allow = panel.getByRole('button', { name: `Allow only this: ${name}.md` }).or(panel.locator('.card:not(.group)', { hasText: `${name}.md` }).locator('.allow'));
    await until(
      async () => {
        if ((await allow.count()) === 0) return true;
        await allow.first().press('Enter', { timeout: 2_000 }).catch(() => undefined);
        return false;
      },
      { what: `${name} is allowed`, every: 300 },
    );
    assert.equal((await calls[at])?.verdict, 'yes');
  }
}); // prettier-ignore

step(
  'thirty calls are a few cards: an allow is for those that are shown, and each stands in the journal',
  async () => {
    const builds = Array.from({ length: 12 }, (_, at) => agent.line(`npm install package-${at}`));
    const deletes = Array.from({ length: 10 }, (_, at) => agent.line(`rm -r old/part-${at}`));
    const fetches = Array.from({ length: 7 }, (_, at) =>
      agent.ask({ tool: 'download', details: { address: `https://host-${at}.example/` } }),
    );
    await panel.locator('#waiting .count', { hasText: '30' }).waitFor();
    await toWaiting();
    await page.keyboard.press('ArrowDown');
    await focused('npm install …');
    await still('npm install …');
    await looksRight(page, panel, { 'waiting-thirty': '.group', 'waiting-last': '.group:last-of-type' });
    await toWaiting();
    await page.keyboard.press('ArrowDown');
    await still('npm install …');
    assert.equal(await panel.locator('[data-entry]').count(), 4, 'a card, and three groups');
    assert.equal(await panel.locator('.group').count(), 3);
    const before = answers('allow');
    await page.keyboard.press('a');
    await until(async () => (await panel.locator('#waiting .count').innerText()) === '22', {
      what: '22 left',
    });
    const settled = await Promise.all(builds.slice(0, 8));
    assert.ok(settled.every(({ verdict }) => verdict === 'yes'));
    await until(() => answers('allow') - before === 8, { what: 'each allow is journaled' });
    assert.match(
      await panel.locator('.group', { hasText: 'npm install …' }).innerText(),
      /4 × npm install …/,
    );
    await shot('waiting-after-group');
    // The whole of the other group, with words.
    await panel.locator('.group', { hasText: 'rm -r' }).focus();
    await page.keyboard.press('f');
    await page.keyboard.type('Not these.');
    await page.keyboard.press('Enter');
    const refused = await Promise.all(deletes);
    assert.ok(refused.every(({ because }) => because.includes('Not these.')));
    await until(async () => (await panel.locator('#waiting .count').innerText()) === '12', {
      what: '12 left',
    });
    await Promise.all([denyAll(), ...fetches, ...builds.slice(8)]);
  },
);

step('after so many denials the session is paused, and goes on when the person says so', async () => {
  await goOn('waiting-paused');
});

step('"Always…" for a group makes one rule, which answers all of it', async () => {
  const calls = Array.from({ length: 3 }, (_, at) => agent.line(`npm install other-${at}`));
  await panel.locator('.group', { hasText: 'npm install' }).waitFor();
  await toWaiting();
  await page.keyboard.press('ArrowDown');
  await focused('npm install …');
  await page.keyboard.press('w');
  await listRow(page, 'Always deny…').waitFor();
  const chosen = page.locator('.quick-input-list .monaco-list-row.focused');
  await until(
    async () => {
      if (/Always.deny/.test(await chosen.innerText())) return true;
      await page.keyboard.press('ArrowDown');
      return false;
    },
    { what: 'deny is chosen' },
  );
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'npm install other-0' }).waitFor();
  await page
    .locator('.quick-input-widget')
    .getByRole('button', { name: 'Change the focused rule' })
    .press('Enter');
  await page.locator('.quick-input-widget', { hasText: 'literal star' }).waitFor();
  await page.locator('.quick-input-widget input.input').fill('npm install other-*');
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'npm install other-*' }).waitFor();
  await shot('waiting-always');
  await page.keyboard.press('Enter');
  await listRow(page, 'This session').waitFor();
  await page.keyboard.press('Enter');
  const all = await Promise.all(calls);
  assert.deepEqual(
    all.map(({ verdict }) => verdict),
    ['no', 'no', 'no'],
  );
  await goOn('waiting-paused-again');
  assert.equal((await agent.line('npm install other-3')).verdict, 'no', 'the rule holds for the next one');
});

step('a command shows what it allows, and Enter alone allows nothing', async () => {
  await palette(page, 'Portcullis: Allow the First Waiting Call');
  await dialog(page).filter({ hasText: 'demo-plan.md' }).waitFor();
  await shot('waiting-command');
  await page.keyboard.press('Enter');
  // It shows everything, and allows nothing.
  await closeEditor(page);
  assert.equal(await card('demo-plan.md').locator('.allow').count(), 1, 'it still waits');
  assert.ok(!existsSync(path.join(folder, 'demo-plan.md')));
  await palette(page, 'Portcullis: Allow the First Waiting Call');
  await dialog(page).getByRole('button', { name: 'Allow Once' }).press('Enter');
  await until(() => existsSync(path.join(folder, 'demo-plan.md')), { what: 'the allowed step ran' });
  await card('npm install lodash').waitFor();
  await palette(page, 'Portcullis: Deny the First Waiting Call…');
  await page.locator('.quick-input-widget', { hasText: 'npm install lodash' }).waitFor();
  await page.keyboard.type('Not now.');
  await page.keyboard.press('Enter');
  await card('npm install lodash').waitFor({ state: 'detached' });
});

step('a call that was answered elsewhere keeps its place under the pointer', async () => {
  await card('lodash.com').waitFor();
  const call = agent.line('npm install elsewhere');
  await card('npm install elsewhere').waitFor();
  const allow = card('npm install elsewhere').locator('.allow');
  await allow.hover();
  const box = await allow.boundingBox();
  // By keys alone: the pointer stays where it is.
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input.input').fill('>Portcullis: Deny the First Waiting Call…');
  await listRow(page, 'Portcullis: Deny the First Waiting Call…').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget', { hasText: 'lodash.com' }).waitFor();
  await page.keyboard.press('Enter');
  await card('lodash.com').filter({ hasText: 'No longer waits' }).waitFor();
  assert.deepEqual(await allow.boundingBox(), box);
  await said('Answered elsewhere. 1 left.');
  await shot('waiting-elsewhere');
  await page.mouse.move(700, 300);
  await card('lodash.com').waitFor({ state: 'detached' });
  await denyAll();
  assert.equal((await call).verdict, 'no');
});

/** Denies every card but that of the demo agent itself, one after the other, by key. */
async function denyAll(): Promise<void> {
  const all = panel.locator('[data-entry]').filter({ hasNotText: 'demo-plan.md' });
  await until(
    async () => {
      if ((await all.count()) === 0) return true;
      await all.first().press('d', { timeout: 2_000 }).catch(() => undefined);
      return false;
    },
    { what: 'nothing else waits', every: 100 },
  );
} // prettier-ignore

/** Three denials in a row have paused the session: its next call asks whether it may go on. */
async function goOn(picture: string): Promise<void> {
  const answer = agent.line('ls');
  await card('wants to go on').focus();
  await still('wants to go on');
  await shot(picture);
  await page.keyboard.press('a');
  assert.equal((await answer).verdict, 'yes');
}

function card(text: string) {
  return panel.locator('.card', { hasText: text });
}

async function focused(text: string): Promise<void> {
  const now = () => panel.evaluate(() => document.activeElement?.closest('[data-entry]')?.textContent ?? '');
  await until(async () => (await now()).includes(text), { what: `the focus is on "${text}"` });
}

/** An allow counts once the card has stood for a moment. */
async function still(text: string): Promise<void> {
  await card(text).locator('.allow[aria-disabled=false]').first().waitFor();
  const isLooked = () => panel.evaluate(() => Date.now() - Number(document.activeElement?.closest<HTMLElement>('[data-entry]')?.dataset['since'] ?? Infinity) >= 500);
  await until(isLooked, { what: 'it has had the focus for a moment' });
} // prettier-ignore

/** By the key, from elsewhere. */
async function toWaiting(): Promise<void> {
  await panel.locator('.head .stop').focus();
  await page.keyboard.press('Control+Shift+F9');
  await focused('demo-plan.md');
}

async function said(text: string): Promise<void> {
  await panel.locator('#panel > [role=status]', { hasText: text }).waitFor({ state: 'attached' });
}

/** Tab, until what has the focus has this text. */
async function tabTo(text: string): Promise<void> {
  for (let at = 0; at < 20; at += 1) {
    await page.keyboard.press('Tab');
    if ((await panel.evaluate(() => document.activeElement?.textContent ?? '')).includes(text)) return;
  }
  assert.fail(`Tab does not reach "${text}"`);
}

/** Answers of the person in the journal. */
function answers(behavior: string): number {
  const place = path.join(window.home, '.local', 'state', 'portcullis', 'journal');
  const lines = readdirSync(place).flatMap((name) => (name.endsWith('.jsonl') ? readFileSync(path.join(place, name), 'utf8').split('\n') : []));
  return lines.filter((line) => line.includes('"event":"answer"') && line.includes(`"behavior":"${behavior}"`)).length;
} // prettier-ignore

async function shot(name: string): Promise<void> {
  await screenshot(page, name);
}
