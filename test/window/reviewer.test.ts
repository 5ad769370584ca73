// A reviewer set up in the real window, step by step: nothing is written or told before the person has accepted exactly
// that model at that endpoint, and the key stands in no file.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { opinion, startReviewEndpoint, type ReviewEndpoint } from '../support/reviewer.ts';
import { root } from '../support/root.ts';
import { until } from '../support/until.ts';
import { answerInput, choose, dialog, palette, screenshot, toast } from '../support/vscode/drive.ts';
import { openWindow, type Window } from '../support/vscode/window.ts';

let window: Window;
let page: Page;
let endpoint: ReviewEndpoint;
const ends: (() => void)[] = [];

before(async () => {
  endpoint = await startReviewEndpoint({ after: (end) => void ends.push(end) });
  endpoint.says(opinion('low', true, 'It lists files.'));
  window = await openWindow({ vsix: path.join(root, 'out', 'portcullis.vsix') });
  page = window.page;
  await page.locator('.statusbar-item', { hasText: 'Portcullis' }).first().waitFor({ timeout: 60_000 });
});
after(async () => {
  await window.close();
  for (const end of ends) end();
});

step('who declines has told nobody anything, and nothing is written', async () => {
  await describe();
  const asked = dialog(page).filter({ hasText: 'Let openai: scripted at' });
  await asked.getByText('What tools put out and what files hold is not sent.').waitFor();
  await screenshot(page, 'reviewer-consent');
  await asked.getByRole('button', { name: 'Cancel' }).click();
  await asked.waitFor({ state: 'detached' });
  assert.deepEqual(Object.keys(settings()).filter((key) => key.includes('reviewer')), []); // prettier-ignore
  assert.equal(endpoint.requests.length, 0);
});

step('who accepts has it tried at once, and it stands in the user settings', async () => {
  await describe();
  await dialog(page).getByRole('button', { name: 'Let It Review' }).click();
  await toast(page, /Reviewer: openai: scripted at .* It answers, in \d+ ms\./u).waitFor();
  await screenshot(page, 'reviewer-tried');
  assert.equal(endpoint.requests.length, 1);
  const said = settings();
  assert.deepEqual(
    ['kind', 'model', 'endpoint', 'reviews'].map((name) => said[`portcullis.reviewer.${name}`]),
    ['openai', 'scripted', endpoint.url, 'questions'],
  );
});

step('a key goes to the endpoint and into no file', async () => {
  await palette(page, 'Portcullis: Set Reviewer Key…');
  await page.locator('.quick-input-widget').getByText(`Key for ${endpoint.url}`).waitFor();
  await answerInput(page, 'SENTINEL-KEY');
  await toast(page, 'Kept: the next call').waitFor();
  await palette(page, 'Portcullis: Doctor');
  const sent = await until(() => endpoint.requests[1], { what: 'the doctor asks it' });
  assert.equal(sent.headers['authorization'], 'Bearer SENTINEL-KEY');
  assert.ok(!JSON.stringify(settings()).includes('SENTINEL'));
  await page.locator('.editor-instance .view-line', { hasText: 'It answers' }).waitFor();
});

step('it ends with a choice in the same list', async () => {
  await palette(page, 'Portcullis: Set Up Reviewer…');
  await choose(page, 'Off');
  await toast(page, 'No reviewer is asked any more.').waitFor();
  assert.equal(settings()['portcullis.reviewer.kind'], undefined);
});

/** Up to the consent. */
async function describe(): Promise<void> {
  await palette(page, 'Portcullis: Set Up Reviewer…');
  await choose(page, 'An OpenAI-compatible endpoint');
  await page.locator('.quick-input-widget').getByText('Its address').waitFor();
  await answerInput(page, 'http://models.example');
  await page.locator('.quick-input-widget').getByText('http is spoken with this machine alone').waitFor();
  await answerInput(page, endpoint.url);
  await page.locator('.quick-input-widget').getByText('Its model').waitFor();
  await answerInput(page, 'scripted');
  await choose(page, 'Also what you would be asked about');
}

function settings(): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(window.settingsFile, 'utf8'));
}

function step(name: string, run: () => Promise<void>): void {
  void test(name, () => window.step(name.replaceAll(/\W+/g, '-').slice(0, 40), run));
}
