// `npm start`, as on a fresh machine without a desktop VS Code: the address that it prints opens a window in which the
// demo agent runs gated.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { atExit } from '../support/ending.ts';
import { temporaryFolder } from '../support/place.ts';
import { endGroup, endWithUs, runnersMark } from '../support/processes.ts';
import { root } from '../support/root.ts';
import { until } from '../support/until.ts';
import { openBrowser } from '../support/vscode/browser.ts';
import {
  answerToast,
  dialog,
  gateState,
  palette,
  screenshot,
  terminalText,
  toast,
} from '../support/vscode/drive.ts';

test('npm start opens a window in which the demo agent runs gated', async (t) => {
  const data = temporaryFolder('start-');
  const browser = await openBrowser();
  t.after(() => browser.close());
  const { address, end } = await start(data);
  t.after(end);
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, locale: 'en-US' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(address);
  await dialog(page).waitFor({ timeout: 60_000 });
  await dialog(page).getByRole('button', { name: 'Yes', exact: false }).first().click();
  await gateState(page).waitFor({ timeout: 60_000 });
  await palette(page, 'Portcullis: Try the Demo Agent');
  await toast(page, 'wants to write the file').waitFor();
  await screenshot(page, 'npm-start');
  const plan = join(data, 'demo-workspace', 'demo-plan.md');
  assert.ok(!existsSync(plan));
  await answerToast(page, 'wants to write the file', 'Allow once');
  await until(() => existsSync(plan), { what: 'the allowed call ran' });
  await until(async () => /denied/.test(await terminalText(page)), { what: 'a denial is on the screen' });
});

async function start(data: string): Promise<{ address: string; end: () => Promise<void> }> {
  const args = [
    '--import',
    'tsx',
    join(root, 'scripts', 'start.ts'),
    '--server',
    '--no-open',
    '--data',
    data,
  ];
  const child = spawn(process.execPath, args, {
    cwd: root,
    detached: true,
    env: { ...process.env, PORTCULLIS_STATE_DIR: join(data, 'state'), ...runnersMark() },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = async (): Promise<void> => {
    if (child.pid !== undefined) await endGroup(child.pid);
  };
  const ended = new Promise((resolve) => child.once('exit', resolve));
  void ended.then(atExit(() => void end()));
  if (child.pid !== undefined) void ended.then(endWithUs(child.pid));
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (output += text.toString()));
  const address = await until(() => /http:\/\/127\.0\.0\.1:\S+/.exec(output)?.[0], {
    what: 'the address of the window',
    timeout: 120_000,
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${output}`);
  });
  return { address, end };
}
