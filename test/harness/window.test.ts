// Each hand that drives VS Code's window, tried on an extension that has something for it to touch.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, test } from 'node:test';
import { makePlace } from '../support/place.ts';
import { areGone } from '../support/processes.ts';
import { orSkip } from '../support/unavailable.ts';
import { until } from '../support/until.ts';
import { findChromium } from '../support/vscode/browser.ts';
import {
  answerInput,
  answerToast,
  choose,
  dialog,
  openContainer,
  openFile,
  palette,
  screenshot,
  statusItem,
  terminalText,
  trustWorkspace,
  typeInTerminal,
  webview,
} from '../support/vscode/drive.ts';
import { vscodeServer } from '../support/vscode/install.ts';
import { openWindow } from '../support/vscode/window.ts';
import { writeExtension } from './throwaway.ts';

test('a window is opened, driven as by a person, and leaves nothing behind', async (t) => {
  if (!(await orSkip(t, Promise.all([vscodeServer(), findChromium()])))) return;
  const place = makePlace({ after });
  place.write('ws/note.txt', 'a note');
  const window = await openWindow({
    develop: [writeExtension(place)],
    folder: place.workspace,
    workspaceTrust: true,
  });
  t.after(window.close);
  const { page, server, step } = window;
  const status = statusItem(page, 'portcullis-test.throwaway.status');
  const says = (text: string) => status.getByText(text, { exact: true }).waitFor();

  await step('trust', async () => {
    await says('Untrusted');
    await trustWorkspace(page);
    await says('Granted');
  });
  await step('notification', async () => {
    await palette(page, 'Throwaway: Ask');
    await answerToast(page, 'A call waits', 'Deny');
    await says('Answer Deny');
  });
  await step('list', async () => {
    await palette(page, 'Throwaway: Pick');
    await choose(page, 'one');
    await says('Picked one');
  });
  await step('input', async () => {
    await palette(page, 'Throwaway: Input');
    await answerInput(page, 'a word');
    await says('Typed a word');
  });
  await step('dialog', async () => {
    await palette(page, 'Throwaway: Modal');
    await dialog(page).getByRole('button', { name: 'Yes' }).click();
    await says('Modal Yes');
  });
  await step('terminal', async () => {
    await palette(page, 'Throwaway: Terminal');
    await until(async () => (await terminalText(page)).includes('here 42'));
    await typeInTerminal(page, 'echo "typed $((6 * 7))"');
    await until(async () => (await terminalText(page)).includes('typed 42'));
  });
  await step('webview', async () => {
    await openContainer(page, 'Throwaway');
    const frame = await webview(page, 'h1', 'A page');
    await frame.getByRole('button').click();
    await frame.getByRole('button', { name: '2' }).waitFor();
  });
  await step('editor', async () => {
    await openFile(page, 'note.txt');
    await page.locator('.view-line', { hasText: 'a note' }).waitFor();
  });
  assert.ok(existsSync(await screenshot(page, 'harness-window')));

  await window.close();
  assert.ok(await areGone([server.pid]));
  assert.ok(!existsSync(server.dir));
});
