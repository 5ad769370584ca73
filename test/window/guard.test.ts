// What a person switches off, in the real window: a settings file alone switches off nothing, a class goes only when its
// name is typed, and as long as it is off status bar and panel say so and lead back.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import { readEntries } from '../support/journal/entries.ts';
import { root } from '../support/root.ts';
import { until } from '../support/until.ts';
import {
  answerInput,
  answerToast,
  choose,
  dialog,
  gateState,
  openContainer,
  palette,
  screenshot,
  toast,
  webview,
} from '../support/vscode/drive.ts';
import { looksRight } from '../support/vscode/looks.ts';
import { openWindow, type Window } from '../support/vscode/window.ts';

let window: Window;
let page: Page;
let panel: Frame;
const off = 'GUARD OFF: force-push';

before(async () => {
  const written = { 'portcullis.floorExceptions': ['force-push'] };
  window = await openWindow({ vsix: path.join(root, 'out', 'portcullis.vsix'), settings: written });
  page = window.page;
  // A part of the gate that is lost; the gate itself begins with the first call that is tried.
  const extensions = path.join(window.home, 'extensions');
  const own = readdirSync(extensions).find((name) => name.startsWith('portcullis.')) ?? '';
  rmSync(path.join(extensions, own, 'dist', 'effect-verb.bin'));
  await state('Portcullis').waitFor({ timeout: 60_000 });
  await openContainer(page, 'Portcullis');
  panel = await webview(page, '#panel .head h1', 'No agent runs');
});
after(() => window.close());

step('what a settings file switches off holds, and is asked about at once', async () => {
  await toast(page, 'switch off force-push of the built-in guard, but you have not confirmed').waitFor();
  await screenshot(page, 'guard-unconfirmed');
  await simulated('git push --force', 'Would be denied');
  assert.equal(await state(off).count(), 0);
});

step('it counts once the person has read what it protects and typed its name', async () => {
  await answerToast(page, 'switch off force-push', 'Review…');
  const asked = dialog(page).filter({ hasText: 'Switch off force-push of the built-in guard?' });
  await asked.getByText('Commits that others build on').waitFor();
  await screenshot(page, 'guard-dialog');
  await asked.getByRole('button', { name: 'Switch Off…' }).click();
  await answerInput(page, 'yes');
  const box = page.locator('.quick-input-widget');
  await box.getByText('Type “force-push”, or press Escape.').waitFor();
  await screenshot(page, 'guard-typed');
  assert.equal(await state(off).count(), 0, 'another word switches off nothing');
  await answerInput(page, 'force-push');
  await state(off).waitFor();
  await simulated('git push --force', 'Would ask');
});

step('as long as it is off the status bar and the panel say so', async () => {
  const item = state(off);
  await until(async () => ((await item.getAttribute('class')) ?? '').includes('warning-kind'), { what: 'the background of a warning' }); // prettier-ignore
  assert.match((await item.locator('a').getAttribute('aria-label')) ?? '', /force-push is OFF.*Commits that others build on.*Restore Protection/); // prettier-ignore
  await panel.locator('.banner', { hasText: 'force-push is OFF' }).waitFor();
  await screenshot(page, 'guard-banner');
  // The banner scrolls away; what does not leads back to it.
  await panel.locator('#doctor > summary').scrollIntoViewIfNeeded();
  await panel.evaluate(() => document.documentElement.scrollTo({ top: document.body.scrollHeight }));
  await panel.getByRole('button', { name: '1 weakened' }).press('Enter');
  await until(() => panel.evaluate(() => document.documentElement.scrollTop === 0 && document.activeElement?.closest('.banner') !== null), { what: 'the banner has the focus' }); // prettier-ignore
});

step('much that is switched off is said in full, in every theme and width, and is restored from there', async () => {
  await palette(page, 'Portcullis: Always Allow Shell Commands…');
  await dialog(page).getByRole('button', { name: 'Always Allow Shell Commands' }).click();
  await answerInput(page, 'always allow');
  await panel.locator('.banner', { hasText: 'ALL SHELL COMMANDS' }).waitFor();
  await palette(page, 'Portcullis: Set Permission Mode…');
  await choose(page, 'Bypass permissions');
  await dialog(page).getByRole('button', { name: 'Bypass Permissions' }).click();
  await answerInput(page, 'bypass permissions');
  await panel.locator('.banner', { hasText: 'Permissions are bypassed' }).waitFor();
  await panel.getByRole('button', { name: '3 weakened' }).waitFor();
  assert.match((await panel.locator('.banner').allInnerTexts()).join('\n'), /ALL SHELL COMMANDS RUN UNASKED[\s\S]*force-push is OFF[\s\S]*Permissions are bypassed/);
  await panel.locator('.banner', { hasText: 'model' }).waitFor();
  await looksRight(page, panel, { weakened: '#panel', 'weakened-layers': '#defences' });
  for (const undo of ['Vet Shell Commands', 'Ask Again']) {
    await panel.locator('.banner').getByRole('button', { name: undo }).press('Enter');
    await panel.locator('.banner', { hasText: undo }).waitFor({ state: 'detached' });
    await until(() => panel.evaluate(() => document.activeElement !== document.body), { what: 'the keys have a place' });
  }
}); // prettier-ignore

step('the banner takes it back: setting, status bar and check', async () => {
  await panel.locator('.banner').getByRole('button', { name: 'Switch On' }).press('Enter');
  await state(off).waitFor({ state: 'detached' });
  await panel.locator('.banner', { hasText: 'force-push' }).waitFor({ state: 'detached' });
  assert.equal(settings()['portcullis.floorExceptions'], undefined);
  await simulated('git push --force ', 'Would be denied');
});

step('review leads to examples, the way to switch a class off, and to leaving it on', async () => {
  await palette(page, 'Portcullis: Review Guard');
  await page.locator('.quick-input-title', { hasText: 'all on' }).waitFor();
  await screenshot(page, 'guard-review');
  await choose(page, 'delete-root');
  await page.locator('.quick-input-title', { hasText: 'delete-root · on' }).waitFor();
  await screenshot(page, 'guard-class');
  await choose(page, 'Switch off…');
  await dialog(page).getByRole('button', { name: 'Switch Off…' }).click();
  await page.locator('.quick-input-widget').getByText('Type “delete-root” to confirm').waitFor();
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  assert.equal(settings()['portcullis.floorExceptions'], undefined);
  assert.equal(await state('GUARD OFF').count(), 0);
});

step('what the guard denied stands with its class, and leads to the entry of the journal', async () => {
  await palette(page, 'Portcullis: Try the Demo Agent');
  await page
    .locator('.notifications-toasts .notification-toast', { hasText: 'demo-plan.md' })
    .first()
    .waitFor();
  await palette(page, 'Portcullis: Review Guard');
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: 'last hit' }).first();
  await row.waitFor();
  await row.click();
  await page
    .locator('.quick-input-list .monaco-list-row', { hasText: 'session' })
    .filter({ has: page.locator('.codicon-book') })
    .first()
    .click();
  await page.locator('.tab', { hasText: 'Journal entry' }).waitFor();
  await screenshot(page, 'guard-hit');
});

step('always-allow-bash must be typed as well, and Restore Protection takes it back', async () => {
  await palette(page, 'Portcullis: Always Allow Shell Commands…');
  await dialog(page).getByRole('button', { name: 'Always Allow Shell Commands' }).click();
  await answerInput(page, 'always allow');
  await state('ALL SHELL ALLOWED').waitFor();
  await palette(page, 'Portcullis: Restore Protection…');
  await choose(page, 'Vet Shell Commands');
  await state('ALL SHELL ALLOWED').waitFor({ state: 'detached' });
  assert.equal(settings()['portcullis.alwaysAllowBash'], undefined);
});

step('the journal has the consents and what came and went', () => {
  const entries = readEntries(journal());
  const told = entries
    .filter(({ event }) => event === 'guard-class' || event === 'consent')
    .map((entry) => (entry.event === 'consent' ? entry['text'] : `${String(entry['class'])} ${String(entry['on'])}`));
  assert.deepEqual(told, ['guard.force-push', 'force-push false', 'alwaysAllowBash', 'mode.bypassPermissions', 'force-push true', 'alwaysAllowBash']);
  return Promise.resolve();
}); // prettier-ignore

function journal(): string {
  return path.join(window.home, '.local', 'state', 'portcullis', 'journal');
}

function settings(): Record<string, unknown> {
  return JSON.parse(readFileSync(window.settingsFile, 'utf8'));
}

async function simulated(command: string, outcome: string): Promise<void> {
  await panel.locator('#simulator .input textarea').fill('');
  await panel.locator('#simulator .input textarea').fill(command);
  await panel.locator('.outcome', { hasText: outcome }).waitFor();
}

function state(text: string) {
  return gateState(page, text);
}

function step(name: string, run: () => Promise<void>): void {
  void test(name, () => window.step(name.replaceAll(/\W+/g, '-').slice(0, 40), run));
}
