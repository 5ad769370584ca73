// The documents in which the gate gives account: doctor and journal.
import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { remindIfDue } from '../../src/extension/journal/reminder.ts';
import { verified } from '../../src/extension/journal/verify.ts';
import { openJournal } from '../../src/gate/journal.ts';
import { ledgerFile } from '../../src/gate/stores/history.ts';
import { readLedger } from '../../src/gate/stores/ledger.ts';
import { savePromptFile, workspacePlace } from '../../src/gate/stores/promptFiles.ts';
import { stateDirFor } from '../../src/gate/stateDir.ts';
import { until } from '../support/until.ts';
import { firstRows, folder, gate, setting } from './window.ts';

suite('records', () => {
  const isShown = (name: RegExp): boolean =>
    name.test(vscode.window.activeTextEditor?.document.uri.path ?? '');
  const shown = (name: RegExp) =>
    until(() => {
      const document = vscode.window.activeTextEditor?.document;
      return document && name.test(document.uri.path) && document;
    });

  test('the doctor says where the gate listens and which agents there are', async () => {
    await vscode.commands.executeCommand('portcullis.doctor');
    const document = await shown(/Doctor/);
    assert.match(document.getText(), new RegExp(`127\\.0\\.0\\.1:${(await gate()).port}`));
    assert.match(document.getText(), /- Claude Code: /);
  });

  test('the journal lists its entries, and a choice shows all that one says', async () => {
    (await gate()).note('test', { hello: 'journal' });
    await firstRows('portcullis.showJournal', () => isShown(/Journal entry/), 'the entry');
    assert.match((await shown(/Journal entry/)).getText(), /"hello": "journal"/);
  });

  test('the journal is verified in a process of its own, and the break is told with its place', async () => {
    const { token } = new vscode.CancellationTokenSource();
    const programDir = path.join(extensionPath(), 'dist');
    const [whole, torn] = ['whole', 'torn'].map((name) => path.join(temporary(), name, 'journal'));
    assert.ok(whole && torn);
    for (const folder of [whole, torn]) {
      const writer = openJournal({ folder, log: quiet, now: Date.now });
      for (let n = 0; n < 5; n += 1) writer.append({ event: 'note', about: n });
      writer.close();
    }
    const [file = ''] = readdirSync(torn);
    const lines = readFileSync(path.join(torn, file), 'utf8').split('\n');
    writeFileSync(path.join(torn, file), [...lines.slice(0, 2), ...lines.slice(3)].join('\n'));
    const good = await verified({ folder: whole, programDir }, token);
    assert.deepEqual([good?.entries, good?.problems], [7, []]);
    const bad = await verified({ folder: torn, programDir }, token);
    assert.deepEqual(bad?.problems.map(({ line }) => line), [3]); // prettier-ignore
  });

  test('the reminder comes when the interval is over and something happened, and only once', async () => {
    const folder = path.join(temporary(), 'journal');
    const values = new Map<string, unknown>();
    const memory: vscode.Memento = {
      keys: () => [...values.keys()],
      get: (key: string, otherwise?: unknown) => values.get(key) ?? otherwise,
      update: (key, value) => Promise.resolve(void values.set(key, value)),
    };
    const start = Date.now();
    const remind = (days: number): Promise<boolean> =>
      remindIfDue({ folder, memory, now: () => start + days * 86_400_000, onError: assert.ifError });
    assert.equal(await remind(0), false, 'the interval begins');
    assert.equal(await remind(8), false, 'nothing happened');
    const writer = openJournal({ folder, log: quiet, now: () => start + 9 * 86_400_000 });
    writer.append({ event: 'decision', behavior: 'deny' });
    writer.close();
    assert.equal(await remind(10), false, 'not yet');
    assert.equal(await remind(16), true);
    assert.equal(await remind(16), false, 'not twice');
    await setting('journal.reminderDays', 0);
    assert.equal(await remind(300), false, 'never');
    await setting('journal.reminderDays', undefined);
  });

  const stateDir = stateDirFor(process.env, process.platform, homedir());

  /** A session of this window that wanted one thing, which was denied. */
  async function sessionRan(): Promise<string> {
    const up = await gate();
    const env = { PATH: process.env['PATH'] };
    const launch = await up.launch({ agent: 'demo', program: process.execPath, args: [], profile: 'guarded', cwd: folder(), env }); // prettier-ignore
    await up.hasPermissionsToUseTool('terminal', { line: 'rm -rf ~' }, { agent: 'demo', session: launch.session, cwd: folder() }); // prettier-ignore
    launch.ended(0);
    return launch.session;
  }

  test('a session is chosen from a list, and its report names what was denied and why', async () => {
    const session = await sessionRan();
    assert.equal(readLedger(ledgerFile(stateDir)).at(-1)?.id, session);
    const title = new RegExp(`Session ${session.slice(0, 8)}\\.md$`);
    // The newest session, then the first row: the report.
    await firstRows('portcullis.showSessions', () => isShown(title), 'the report');
    const text = (await shown(title)).getText();
    assert.match(text, /Denials, in the order in which they fell/);
    assert.match(text, /\| terminal \| rm -rf/);
    assert.match(text, /\| floor \| [a-z-]+ \|/);
  });

  test('stale session files are listed and removed; younger ones stay', async () => {
    const place = workspacePlace(folder());
    const [old, young] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'] as const;
    for (const sessionId of [old, young]) savePromptFile(place, { sessionId, prompts: ['x'] });
    const file = (id: string): string => path.join(folder(), '.portcullis', 'sessions', `${id}.json`);
    utimesSync(file(old), 0, Date.now() / 1000 - 40 * 86_400);
    // First the number of days, then the list in which all are chosen.
    await firstRows('portcullis.pruneSessionFiles', () => !existsSync(file(old)), 'the old file is gone');
    assert.ok(existsSync(file(young)));
  }); // prettier-ignore

  test('the report of a session is saved where the person says', async () => {
    await sessionRan();
    const dialogs = vscode.workspace.getConfiguration('files');
    await dialogs.update('simpleDialog.enable', true, vscode.ConfigurationTarget.Global);
    const reports = (): readonly string[] => readdirSync(folder()).filter((name) => /^session-.*\.md$/.test(name));
    await firstRows('portcullis.exportSessionReport', () => reports().length > 0, 'the file is there');
    await vscode.commands.executeCommand('notifications.clearAll');
    await dialogs.update('simpleDialog.enable', undefined, vscode.ConfigurationTarget.Global);
    assert.match(readFileSync(path.join(folder(), reports()[0] ?? ''), 'utf8'), /^# Session report/);
  }); // prettier-ignore

  test('the doctor names files that others may look into, and mends them', async function () {
    if (process.platform === 'win32') return this.skip();
    const file = ledgerFile(stateDir);
    const modes = (): string => (statSync(file).mode & 0o777).toString(8);
    chmodSync(file, 0o644);
    const running = vscode.commands.executeCommand('portcullis.doctor');
    await until(() =>
      /ledger\.jsonl \(mode 644\)/.test(vscode.window.activeTextEditor?.document.getText() ?? ''),
    );
    await until(async () => {
      await vscode.commands.executeCommand('notifications.focusFirstToast');
      await vscode.commands.executeCommand('notification.acceptPrimaryAction');
      return modes() === '600';
    });
    await vscode.commands.executeCommand('notifications.clearAll');
    await running;
  });
});

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

function temporary(): string {
  return mkdtempSync(path.join(tmpdir(), 'journal-'));
}

function extensionPath(): string {
  return vscode.extensions.getExtension('portcullis.portcullis')?.extensionPath ?? '';
}
