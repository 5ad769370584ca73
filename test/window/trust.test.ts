// Trust in services as a person has it in the window, with the real Claude Code and a real MCP server: proposals in a
// notification, grants in a question, levels and blocks in a list, and what a session took in.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { stdioEntry } from '../support/mcp/config.ts';
import { callsIn } from '../support/mcp/server.ts';
import { temporaryFolder } from '../support/place.ts';
import { until } from '../support/until.ts';
import {
  answerInput,
  answerToast,
  choose,
  listRow,
  openContainer,
  palette,
  screenshot,
  toast,
  typeInTerminal,
  webview,
} from '../support/vscode/drive.ts';
import {
  claudeDrive,
  gateState,
  launchGuarded,
  prompt,
  said,
  type ClaudeDrive,
} from '../support/vscode/claude.ts';

let drive: ClaudeDrive;
let page: Page;
const room = temporaryFolder('trust-window-');
const folder = path.join(room, 'weather');
const served = path.join(room, 'calls.jsonl');
const calls = (tool: string): number => callsIn(served).filter((call) => call.tool === tool).length;
const reads = 'mcp:github · reads';

before(async () => {
  mkdirSync(folder);
  const tool = (name: string) => [{ tool: [`mcp__github__${name}`, { repo: 'a/b' }] as const }];
  drive = await claudeDrive(folder, {
    reads: [...Array.from({ length: 5 }, () => tool('list_issues')), [{ text: 'READ-FIVE' }]],
    sixth: [tool('list_issues'), [{ text: 'READ-SIX' }]],
    blocked: [tool('list_issues'), [{ text: 'READ-NONE' }]],
    writes: [tool('create_issue'), [{ text: 'WROTE-ONE' }]],
    again: [tool('create_issue'), [{ text: 'WROTE-TWO' }]],
  });
  ({ page } = drive);
  const file = path.join(drive.window.home, '.claude.json');
  const mcpServers = { github: stdioEntry(['list_issues', 'create_issue'], served) };
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), mcpServers }));
});
after(() => drive.close());

test('each read is asked about, and five clean ones are proposed in one notification', () =>
  drive.window.step('trust-proposal', async () => {
    await launchGuarded(page);
    await state('1 gated').waitFor({ timeout: 30_000 });
    await said(page, prompt);
    await typeInTerminal(page, 'SCRIPT:reads');
    for (let at = 1; at <= 5; at += 1) {
      await answerToast(page, 'use the MCP server github:', 'Allow once');
      await until(() => calls('list_issues') === at, { what: `read ${at}` });
    }
    // VS Code leaves the fourth notification within 800 ms to the bell; answers as fast as these get there.
    await page.locator('.statusbar-item[id="status.notifications"] a').click();
    const proposal = page.locator('.notifications-center .notification-list-item', {
      hasText: '5 clean reads from mcp:github: stop asking for reads?',
    });
    await proposal.waitFor();
    await screenshot(page, 'trust-proposal');
    await proposal.getByRole('button', { name: 'Accept', exact: true }).click();
    await said(page, 'READ-FIVE');
    await typeInTerminal(page, 'SCRIPT:sixth');
    await said(page, 'READ-SIX');
    assert.equal(calls('list_issues'), 6);
  }));

test('a change is trusted in answer to its question, and the next one passes', () =>
  drive.window.step('trust-grant', async () => {
    await typeInTerminal(page, 'SCRIPT:writes');
    await answerToast(page, 'create_issue', 'Always…');
    await listRow(page, 'Trust mcp:github with writes').waitFor();
    await screenshot(page, 'trust-grant');
    await choose(page, 'Trust mcp:github with writes');
    await said(page, 'WROTE-ONE');
    await typeInTerminal(page, 'SCRIPT:again');
    await said(page, 'WROTE-TWO');
    assert.equal(calls('create_issue'), 2);
  }));

test('the list shows what happened, and a block from it stands in the settings and holds', () =>
  drive.window.step('trust-block', async () => {
    await palette(page, 'Portcullis: Show Trust in Services');
    await listRow(page, reads).waitFor();
    await screenshot(page, 'trust-list');
    await choose(page, reads);
    await listRow(page, 'Blocked').waitFor();
    await screenshot(page, 'trust-actions');
    await choose(page, 'Show its history');
    await page.locator('.tab', { hasText: 'Trust in read' }).waitFor();
    await screenshot(page, 'trust-history');
    await palette(page, 'Portcullis: Show Trust in Services');
    await choose(page, reads);
    await choose(page, 'Blocked');
    await toast(page, 'blocked by your settings').waitFor();
    assert.match(settings(), /"portcullis\.services": \{\s*"read mcp:github": "blocked"\s*\}/);
    await typeInTerminal(page, 'SCRIPT:blocked');
    await said(page, 'READ-NONE');
    assert.equal(calls('list_issues'), 6);
  }));

test('an incident takes all trust in a service, and asks for a word', () =>
  drive.window.step('trust-incident', async () => {
    await palette(page, 'Portcullis: Report an Incident…');
    await choose(page, 'mcp:github');
    await answerInput(page, 'it opened 40 issues');
    await toast(page, 'fell to “Ask each time”').waitFor();
    await screenshot(page, 'trust-incident');
    await palette(page, 'Portcullis: Show Trust in Services');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'after an incident' }).first().waitFor();
    await page.keyboard.press('Escape');
  })); // prettier-ignore

test('what the session took in from others is shown, and cleared', () =>
  drive.window.step('trust-clear', async () => {
    // The panel leads to the same list as the command.
    await openContainer(page, 'Portcullis');
    const panel = await webview(page, '#sessions .link', 'Clear untrusted content…');
    await panel.locator('#sessions .link', { hasText: 'Clear untrusted content…' }).first().click();
    await listRow(page, 'mcp:github').waitFor();
    await page.keyboard.press('Escape');
    await palette(page, 'Portcullis: Clear Untrusted Content of a Session…');
    await listRow(page, 'mcp:github').waitFor();
    await screenshot(page, 'trust-clear');
    await choose(page, 'I looked at it: clear it');
    await toast(page, 'Cleared 1 source of untrusted content of Claude Code').waitFor();
  }));

const settings = (): string => readFileSync(drive.window.settingsFile, 'utf8');

const state = (text: string) => gateState(page, text);
