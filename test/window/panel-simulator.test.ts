// Trying calls and rules in the panel as a person does, by keyboard: a call that is typed or chosen, the rules that
// speak of it, a rule that is added, the list of all rules, and rules that are compared with the journal and saved.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import { readSettingsText } from '../../src/protocol/settingsText.ts';
import { temporaryFolder } from '../support/place.ts';
import { root } from '../support/root.ts';
import { until } from '../support/until.ts';
import { answerInput, closeEditor, dialog, gateState, palette, screenshot, toast, webview } from '../support/vscode/drive.ts'; // prettier-ignore
import { chooseIn, openSection } from '../support/vscode/panelKeys.ts';
import { looksRight } from '../support/vscode/looks.ts';
import { openWindow, type Window } from '../support/vscode/window.ts';

let window: Window;
let page: Page;
let panel: Frame;
const folder = path.join(temporaryFolder('simulator-'), 'weather');
const rules = {
  'portcullis.permissions.deny': ['git push *'],
  'portcullis.permissions.allow': ['npm *', 'python *', 'npm test'],
};

before(async () => {
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'README.md'), '# Weather\n\nTODO: the wind\n');
  writeFileSync(path.join(folder, 'file.txt'), 'a secret\n');
  window = await openWindow({ vsix: path.join(root, 'out', 'portcullis.vsix'), folder, settings: { 'workbench.colorTheme': 'Dark 2026', ...rules } }); // prettier-ignore
  page = window.page;
  await gateState(page).waitFor({ timeout: 60_000 });
});
after(() => window.close());

step('the command puts the caret into the field, and a typed pipeline is shown as steps', async () => {
  await openSimulator();
  await page.keyboard.type('cat file.txt | grep secret > output.txt');
  await outcome('Would ask you');
  const steps = await panel.locator('#simulator .segments > li').allInnerTexts();
  assert.equal(steps.length, 3, steps.join('\n'));
  assert.match(steps[0] ?? '', /cat file\.txt[\s\S]*reads file\.txt/);
  assert.match(steps[1] ?? '', /grep secret[\s\S]*filters/);
  assert.match(steps[2] ?? '', /> output\.txt[\s\S]*writes output\.txt/);
  assert.equal(await panel.locator('#simulator .segments .arrow').count(), 2);
  assert.equal(await panel.locator('#simulator [role=status]').innerText(), 'Would ask you', 'all that is read aloud'); // prettier-ignore
  await panel.locator('#simulator .folder', { hasText: folder }).waitFor();
  assert.ok(!existsSync(path.join(folder, 'output.txt')), 'nothing was executed');
  await screenshot(page, 'simulator-pipeline');
});

step('half a call says what is missing', async () => {
  await choose('Kind of call', 'MCP');
  await tabTo('The call to simulate');
  await overwrite('github');
  await panel.locator('#simulator .doubt', { hasText: 'the server, a dot and its tool' }).waitFor();
  await page.keyboard.type('.list_issues {"a":');
  await panel.locator('#simulator .doubt', { hasText: 'not whole JSON yet' }).waitFor();
});

step('an example is chosen by keys, and chosen again after something else was typed', async () => {
  await choose('An example', 'Delete everything');
  await outcome('Would be denied');
  assert.equal(await field().inputValue(), 'rm -rf /');
  await panel.locator('#simulator .actions', { hasText: 'No rule changes this' }).waitFor();
  await tabTo('The call to simulate');
  await overwrite('ls');
  await outcome('Would run');
  await choose('An example', 'Delete everything');
  await outcome('Would be denied');
  await screenshot(page, 'simulator-denied');
});

step('what a file will hold is looked into', async () => {
  await choose('An example', 'Plant code that runs later');
  await outcome('Would be denied');
  await tabTo('What the file will hold');
  await overwrite('echo hello');
  await outcome('Would ask you');
  await screenshot(page, 'simulator-content');
});

step('another agent and another mode', async () => {
  await choose('An example', 'Read, filter, write');
  await choose('Agent', 'Demo Agent');
  await outcome('Would ask you');
  await choose('Permission mode', 'Plan');
  await outcome('Would be denied');
  await choose('Permission mode', 'Current mode');
  await choose('Agent', 'Claude Code');
  await outcome('Would ask you');
});

step('the learned model says how sure it is, and because of which words', async () => {
  await type('frobctl purge --all');
  await outcome('Would ask you');
  await panel.locator('#simulator .facts', { hasText: /Learned model: changes something 9\d %, destroys something 9\d %/ }).waitFor(); // prettier-ignore
  await tabTo('What each layer says');
  await page.keyboard.press('Enter');
  const opinion = panel
    .locator('#simulator')
    .getByRole('group', { name: 'Second opinion of the learned model' });
  await opinion.getByText('frobctl purge --all').waitFor();
  assert.match(await opinion.innerText(), /destroys something\s+9\d %[\s\S]*purge \+\d/);
  await opinion.scrollIntoViewIfNeeded();
  await screenshot(page, 'simulator-opinion');
  await page.keyboard.press('Enter');
  await opinion.waitFor({ state: 'detached' });
});

step('each rule that speaks of a call says what becomes of it, and leads to where it stands now', async () => {
  await type('npm test && git push origin main');
  await outcome('Would be denied');
  const shown = await panel.locator('#simulator .rules > li').allInnerTexts();
  assert.equal(shown.length, 3, shown.join('\n'));
  assert.match(shown[0] ?? '', /deny[\s\S]*git push \*[\s\S]*decides[\s\S]*Speaks of git push origin main/);
  assert.match(shown[1] ?? '', /npm \*[\s\S]*changes nothing[\s\S]*The deny rule “git push \*” .* wins over it/);
  assert.equal(await panel.locator('#simulator .rules s').count(), 2, 'what is shadowed is struck through');
  await screenshot(page, 'simulator-rules');
  // Lines come above the rule, after the page has been told where it stands.
  const text = readFileSync(window.settingsFile, 'utf8');
  writeFileSync(window.settingsFile, text.replace('{', '{\n  // One.\n  // Two.\n  // Three.'));
  const line = readSettingsText(readFileSync(window.settingsFile, 'utf8')).lines.of('deny', 'git push *');
  assert.ok(line);
  await tabTo('git push *');
  await page.keyboard.press('Enter');
  await atLine(line);
  await closeEditor(page);
}); // prettier-ignore

step('a rule is added for a call that would ask, and the simulator follows at once', async () => {
  await openSimulator();
  await type('make all');
  await outcome('Would ask you');
  await addRule('$(circle-slash) Always deny…');
  await until(() => settings('deny').includes('Bash(make all)') || settings('deny').some((one) => one.includes('make')), { what: 'the deny rule is in the settings' }); // prettier-ignore
  await outcome('Would be denied');
  await panel.locator('#simulator .rules .decides', { hasText: 'make' }).waitFor();
});

step('and for a call that would run: it is asked about from now on', async () => {
  await openSimulator();
  await type('git status');
  await outcome('Would run');
  await addRule('$(comment-discussion) Always ask…');
  await until(() => settings('ask').some((one) => one.includes('git status')), { what: 'the ask rule is in the settings' }); // prettier-ignore
  await outcome('Would ask you');
  await screenshot(page, 'simulator-added');
});

step('all rules stand in a list with what there is to say about each, and are searched', async () => {
  await openSection(panel, 'rules');
  await panel.locator('#rules .rules > li', { hasText: 'git push *' }).waitFor();
  assert.equal(await panel.locator('#rules .rules > li').count(), 6);
  await panel.locator('#rules .finding', { hasText: 'can be told to run' }).waitFor();
  await panel.locator('#rules .finding', { hasText: 'says it already' }).waitFor();
  await panel.locator('#rules').evaluate((section) => section.scrollIntoView());
  await screenshot(page, 'rules');
  await tabTo('Search rules');
  await page.keyboard.type('python');
  await until(async () => (await panel.locator('#rules .rules > li').count()) === 1, {
    what: 'one rule is left',
  });
  await tabTo('python *');
  await page.keyboard.press('Enter');
  const line = readSettingsText(readFileSync(window.settingsFile, 'utf8')).lines.of('allow', 'python *');
  await atLine(line);
  await closeEditor(page);
});

step('what if opens with the rules in force; a change that only tightens says so', async () => {
  await palette(page, 'Portcullis: Try the Demo Agent');
  await panel.locator('.card .allow').first().focus();
  await panel.locator('.card .allow[aria-disabled=false]').first().waitFor();
  await page.keyboard.press('Enter');
  await until(() => existsSync(path.join(folder, 'demo-plan.md')), { what: 'the demo has gone on' });
  await openSection(panel, 'whatIf');
  const tried = panel.locator('#whatIf textarea');
  await until(async () => (await tried.inputValue()).includes('deny: git push *'), { what: 'the rules in force' }); // prettier-ignore
  await tabTo('Rules to try');
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\ndeny: git *\ndeny: grep *\ndeny: rg *\ndeny: cat *');
  await tabTo('Compare');
  await page.keyboard.press('Enter');
  await panel.locator('#whatIf .outcome', { hasText: 'It only tightens' }).waitFor();
  await panel.locator('#whatIf .hits', { hasText: 'Newly denied' }).waitFor();
  const examples = panel.locator('vscode-single-select[label="An example"]');
  await looksRight(page, panel, { 'what-if': '#whatIf .result', 'what-if-rules': '#rules', choices: '#simulator' }, async (picture, look) => {
    if (picture !== 'choices') return look();
    // A list of choices closes when the page is scrolled.
    await examples.press('Enter');
    await page.keyboard.press('ArrowDown');
    await examples.locator('.option.active').waitFor();
    // The picture shows it open; what is looked through behind that scrolls the page, which closes it.
    await look();
    await page.keyboard.press('Escape');
    await examples.locator('.dropdown.open').waitFor({ state: 'detached' });
  });
}); // prettier-ignore

step('a hit opens as a trace, and a changed text marks the results as old', async () => {
  await panel.locator('#whatIf textarea').focus();
  await tabTo(/./, '#whatIf .result .link');
  await page.keyboard.press('Enter');
  await panel.locator('.trace .step h2', { hasText: 'Step 1 of 5' }).waitFor();
  await page.keyboard.press('Escape');
  await panel.locator('#whatIf .hits').first().waitFor();
  await panel.locator('#whatIf textarea').focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\nallow');
  await panel.locator('#whatIf .stale').waitFor();
  await tabTo('Compare');
  await page.keyboard.press('Enter');
  await panel
    .locator('#whatIf .doubt', { hasText: 'does not say whether it allows, asks or denies' })
    .waitFor();
  await screenshot(page, 'what-if-refused');
});

step('a pasted settings file keeps its deny rules denying, and is saved once the person has seen what changes', async () => {
  await panel.locator('#whatIf textarea').focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+Shift+End');
  await page.keyboard.insertText('{\n  "portcullis.permissions.deny": [ "git push *", "terraform *" ],\n}');
  await tabTo('Save…');
  await page.keyboard.press('Enter');
  const box = dialog(page);
  await box.waitFor();
  const text = await box.innerText();
  assert.match(text, /\+ deny: terraform \*/);
  assert.match(text, /− allow: npm \*/);
  assert.match(text, /− ask: .*git status/);
  await screenshot(page, 'what-if-save');
  await page.keyboard.press('Enter');
  await until(() => settings('deny').includes('terraform *'), { what: 'the rules are in the settings' });
  assert.deepEqual([settings('deny').sort(), settings('allow'), settings('ask')], [['git push *', 'terraform *'], [], []]);
  await toast(page, 'of rules in the user settings').getByRole('button', { name: 'Undo', exact: true }).press('Enter');
  await until(() => settings('allow').includes('npm *'), { what: 'it was taken back' });
  assert.ok(!settings('deny').includes('terraform *'));
}); // prettier-ignore

async function openSimulator(): Promise<void> {
  await palette(page, 'Portcullis: Simulate a Call');
  panel = await webview(page, '#simulator textarea');
  await until(async () => (await focused()) === 'The call to simulate', {
    what: 'the caret is in the field',
  });
}

/** The caret of the editor that opened stands in this line. */
async function atLine(line: number | undefined): Promise<void> {
  await page.locator('.editor-instance .line-numbers.active-line-number', { hasText: new RegExp(`^${line}$`) }).waitFor(); // prettier-ignore
}

/** Through the flow of "Always…", each time with what is offered first. */
async function addRule(choice: string): Promise<void> {
  await tabTo('Add a rule for this…');
  await page.keyboard.press('Enter');
  const label = choice.replace(/^\$\([^)]*\) /, '');
  await until(async () => (await page.locator('.quick-input-list .monaco-list-row', { hasText: label }).count()) > 0, { what: label }); // prettier-ignore
  await answerInput(page, label);
  await page.locator('.quick-input-title', { hasText: '2 of 3' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-title', { hasText: '3 of 3' }).waitFor();
  await answerInput(page, 'All my workspaces');
}

function settings(list: 'allow' | 'ask' | 'deny'): readonly string[] & string[] {
  const { values } = readSettingsText(readFileSync(window.settingsFile, 'utf8'));
  const found: unknown = Object.entries(Object(values)).find(([key]) => key === `portcullis.permissions.${list}`)?.[1]; // prettier-ignore
  return Array.isArray(found) ? found.map(String) : [];
}

function field() {
  return panel.locator('#simulator .input textarea').first();
}

async function outcome(text: string): Promise<void> {
  await panel.locator('#simulator .outcome b', { hasText: text }).waitFor();
}

/** Writes over what is in the field of the simulator. */
async function type(text: string): Promise<void> {
  await field().focus();
  await overwrite(text);
}

/** The same in the field that has the focus. VS Code selects all a moment later than it is asked to, so that is not used. */
async function overwrite(text: string): Promise<void> {
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+Shift+End');
  await page.keyboard.type(text);
}

/** The name of what has the focus: its label, or its text. */
function focused(): Promise<string> {
  return panel.evaluate(() => {
    let one = document.activeElement;
    const label = (element: Element | null) => element?.getAttribute('label') ?? element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
    const outer = label(one);
    while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
    return outer === '' ? label(one) : outer;
  });
} // prettier-ignore

/** Tabs on until what has this name has the focus; backwards where it stands before. */
async function tabTo(name: string | RegExp, within?: string): Promise<void> {
  const isBefore = await panel.evaluate(
    ([label, selector]) => {
      const text = (one: Element) => ('label' in one ? String(one.label) : (one.textContent?.trim() ?? ''));
      const all = [...document.querySelectorAll(selector ?? 'vscode-single-select, vscode-textarea, vscode-textfield, vscode-button, button')];
      const wanted = all.find((one) => selector !== undefined || text(one) === label);
      const now = document.activeElement;
      return wanted !== undefined && now !== null && (wanted.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
    },
    [String(name), within] as const,
  ); // prettier-ignore
  for (let at = 0; at < 80; at += 1) {
    const now = await focused();
    const fits = typeof name === 'string' ? now === name : name.test(now);
    if (fits && (within === undefined || (await panel.evaluate((selector) => document.activeElement?.matches(selector) === true, within)))) return; // prettier-ignore
    await page.keyboard.press(isBefore ? 'Shift+Tab' : 'Tab');
    if (!(await panel.evaluate(() => document.hasFocus()))) break;
  }
  throw new Error(
    `nothing named ${String(name)} can be reached by Tab; the focus is on "${(await focused()).slice(0, 80)}"`,
  );
}

async function choose(name: string, choice: string): Promise<void> {
  await tabTo(name);
  await chooseIn(page, panel.locator(`vscode-single-select[label="${name}"]`), choice);
}

function step(name: string, run: () => Promise<void>): void {
  void test(name, () => window.step(name.replaceAll(/\W+/g, '-').slice(0, 40), run));
}
