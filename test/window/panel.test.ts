// The panel as a person uses it: opened from the activity bar, it shows what is, checks calls that are typed, and
// answers what waits.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import { temporaryFolder } from '../support/place.ts';
import { root } from '../support/root.ts';
import { until } from '../support/until.ts';
import {
  closeEditor,
  gateState,
  openContainer,
  palette,
  screenshot,
  webview,
} from '../support/vscode/drive.ts';
import { openWindow, type Window } from '../support/vscode/window.ts';

let window: Window;
let page: Page;
let panel: Frame;
const folder = path.join(temporaryFolder('panel-'), 'weather');

before(async () => {
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'README.md'), '# Weather\n\nTODO: the wind\n');
  writeFileSync(path.join(folder, 'file.txt'), 'a secret\n');
  window = await openWindow({ vsix: path.join(root, 'out', 'portcullis.vsix'), folder, settings: { 'workbench.colorTheme': 'Dark 2026' } });
  page = window.page;
  await state('Portcullis').waitFor({ timeout: 60_000 });
}); // prettier-ignore
after(() => window.close());

step('it opens from the activity bar and says that no agent runs', async () => {
  await openContainer(page, 'Portcullis');
  panel = await webview(page, '#panel .head h1', 'No agent runs');
  await panel.locator('#simulator .input').waitFor();
  await shot('panel-empty');
});

step('an empty panel leads to the first steps', async () => {
  await panel.locator('#start .link', { hasText: 'Get started' }).click();
  await page.locator('.getting-started-step', { hasText: 'Launch an agent behind the gate' }).waitFor();
  await shot('walkthrough');
  await closeEditor(page);
});

step(
  'a call that is typed is checked by the real check: its parts, their effects, the decision',
  async () => {
    await type('cat file.txt | grep secret > output.txt');
    await panel.locator('.outcome', { hasText: 'Would ask you' }).waitFor();
    const parts = await panel.locator('.segments > li').allInnerTexts();
    assert.match(parts[0] ?? '', /cat file\.txt[\s\S]*reads file\.txt/);
    assert.match(parts[1] ?? '', /grep secret[\s\S]*filters/);
    assert.match(parts[2] ?? '', /> output\.txt[\s\S]*writes output\.txt/);
    await panel.locator('#simulator .link', { hasText: 'What each layer says' }).click();
    await shot('panel-simulator');
    await type('git push --force');
    await panel.locator('.outcome', { hasText: 'Would be denied' }).waitFor();
    assert.ok(!existsSync(path.join(folder, 'output.txt')), 'nothing was executed');
  },
);

step('a call that waits stands in the panel, and its answer there counts', async () => {
  await palette(page, 'Portcullis: Try the Demo Agent');
  const card = panel.locator('.card', { hasText: 'demo-plan.md' });
  await card.waitFor();
  await card.getByRole('button', { name: 'Why?' }).click();
  await shot('panel-waiting');
  await card.locator('.allow').click();
  await until(() => existsSync(path.join(folder, 'demo-plan.md')), { what: 'the allowed step ran' });
  await panel.locator('.card').first().waitFor();
  await shot('panel-flow');
});

step('the way of the last call is drawn, and tells of each layer by keyboard', async () => {
  const names = await panel.locator('.flow .edge').allInnerTexts();
  assert.deepEqual(names.map((name) => name.split(/[,\n]/u)[0]), ['evaluate', 'uncertain', 'no match', 'decide']);
  assert.equal(await panel.locator('.flow .edge.lit').count(), 4, 'the person decided, so it went past every layer');
  assert.match(await panel.locator('.node.outcome').innerText(), /by you[\s\S]*allow/);
  // A dot goes along each edge that was taken, but not before who wants nothing to move.
  assert.deepEqual(await dots(), ['none', 'none', 'none', 'none']);
  await panel.evaluate(() => document.body.classList.remove('vscode-reduce-motion'));
  assert.deepEqual(await dots(), ['travel', 'travel', 'travel', 'travel']);
  await panel.evaluate(() => document.body.classList.add('vscode-reduce-motion'));
  const rules = panel.locator('.node.rules');
  await rules.focus();
  await page.keyboard.press('Enter');
  await panel.locator('.explanation', { hasText: 'rules' }).waitFor();
  await shot('panel-flow-node');
  await page.keyboard.press('Enter');
  await panel.locator('.explanation').waitFor({ state: 'detached' });
  await panel.locator('.last .link').focus();
  await page.keyboard.press('Enter');
  await panel.locator('.trace .step h2', { hasText: 'Step 1 of 5' }).waitFor();
  await page.keyboard.press('Escape');
  await until(() => panel.evaluate(() => document.activeElement?.matches('.last .link') === true), { what: 'the focus is back' });
}); // prettier-ignore

step('the state of the defences leads to the guard and to what is written about it', async () => {
  await panel.locator('#defences > summary').press('Enter');
  await panel.locator('#defences .link', { hasText: 'What is installed into agents' }).press('Enter');
  await page.locator('.tab', { hasText: /hooks/iu }).waitFor();
  await closeEditor(page);
  await panel.locator('#defences .link', { hasText: 'Review…' }).press('Enter');
  await page.locator('.quick-input-title', { hasText: 'all on' }).waitFor();
  await page.keyboard.press('Escape');
  await shot('panel-defences');
  await panel.locator('#defences > summary').press('Enter');
});

step('what was denied stands with its session, with the reasons', async () => {
  const denied = panel.locator('#sessions details', { hasText: 'denied: 3' });
  await denied.locator('summary').click();
  const shown = await until(
    async () => {
      const all = await denied.locator('li').allInnerTexts();
      return all.length >= 3 ? all : undefined;
    },
    { what: 'three denials' },
  );
  assert.match(shown.join('\n'), /rm -rf ~/);
  assert.equal(await denied.locator('li').count(), 3);
});

step('a decision of the journal opens as five steps, which arrow keys go through', async () => {
  await panel.locator('#journal > summary').click();
  const row = panel.locator('#journal .j', { hasText: 'setup.sh | sh' });
  await row.waitFor();
  await shot('panel-journal');
  await row.click();
  await panel.locator('.trace .step h2', { hasText: 'Step 1 of 5: Entry point' }).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await panel.locator('.trace .step h2', { hasText: 'Step 3 of 5: Classifier' }).waitFor();
  await panel.locator('.trace .lines .decides', { hasText: 'Built-in guard' }).waitFor();
  await shot('panel-trace');
  await page.keyboard.press('Escape');
  await panel.locator('#journal .j').first().waitFor();
});

step('rules that are only typed are held against the last decisions', async () => {
  await panel.locator('#whatIf > summary').click();
  // The rules in force come first, and are replaced.
  await until(async () => /user settings/.test(await panel.locator('#whatIf textarea').inputValue()), {
    what: 'the rules in force',
  });
  await panel.locator('#whatIf textarea').fill('deny: git *\ndeny: grep *');
  await panel.locator('#whatIf .compare').click();
  await panel.locator('#whatIf .outcome', { hasText: 'would be decided otherwise' }).waitFor();
  assert.ok((await panel.locator('#whatIf .result li', { hasText: 'deny' }).count()) > 0);
  await shot('panel-what-if');
});

step('the stop changes the whole panel', async () => {
  await panel.locator('.head .stop').click();
  await panel.locator('body.stopped .head h1', { hasText: 'Stopped' }).waitFor();
  await shot('panel-stopped');
});

async function type(command: string): Promise<void> {
  await panel.locator('#simulator .input textarea').fill(command);
}

function state(text: string) {
  return gateState(page, text);
}

async function shot(name: string): Promise<void> {
  await screenshot(page, name);
}

function step(name: string, run: () => Promise<void>): void {
  void test(name, () => window.step(name.replaceAll(/\W+/g, '-').slice(0, 40), run));
}

/** How the dots on the edges move. */
function dots(): Promise<readonly string[]> {
  return panel.evaluate(() => {
    const all = [...document.querySelectorAll('.flow .edge.lit .dot')];
    return all.map((dot) => getComputedStyle(dot).animationName);
  });
}
