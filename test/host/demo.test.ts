// The demo agent, end to end: a real terminal, the real hook, and what then stands in the world.
import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Gate, Pending } from '../../src/gate/api.ts';
import { readLatch } from '../../src/gate/latch.ts';
import { stateDirFor } from '../../src/gate/stateDir.ts';
import { until } from '../support/until.ts';
import { endAgents, folder, gate, inList, setting } from './window.ts';

suite('the demo agent', function () {
  this.timeout(90_000);
  const precious = path.join(homedir(), 'precious.txt');
  const plan = () => path.join(folder(), 'demo-plan.md');
  let up: Gate;

  suiteSetup(async () => {
    writeFileSync(precious, 'precious');
    writeFileSync(path.join(folder(), 'README.md'), '# Here\n\nTODO: nothing\n');
    await setting('permissions.deny', ['WebFetch(domain:lodash.com)']);
    up = await gate();
  });
  suiteTeardown(async () => {
    await endAgents();
    await setting('permissions.deny', undefined);
  });

  test('its terminal is gated, what is allowed runs, what is denied does not', async () => {
    const decided: string[] = [];
    const listening = up.decided.on(({ decision }) => decided.push(`${decision.behavior} ${decision.layer}`));
    await vscode.commands.executeCommand('portcullis.tryDemo');
    await until(() => live()[0]?.state === 'gated', { what: 'the sign of life' });

    const first = await question();
    assert.equal(first.call.kind, 'edit');
    assert.ok(!existsSync(plan()), 'nothing may run while the person is asked');
    await answerToast();
    await until(() => existsSync(plan()), { what: 'the allowed file is written' });

    const second = await question();
    assert.equal(second.call.kind, 'shell');
    assert.ok(up.approvals.answer(second.id, { behavior: 'deny' }));

    await until(() => decided.length >= 10, { what: 'ten decisions', timeout: 30_000 });
    listening.dispose();
    assert.ok(existsSync(precious), 'the home folder is still there');
    assert.equal(decided.filter((one) => one === 'deny floor').length, 3, decided.join(', '));
    assert.equal(decided.at(-1), 'deny deny-rule');
    assert.ok(!existsSync(path.join(folder(), 'node_modules')));
  });

  test('a stop ends it, is kept on disk, and refuses launches until it is released', async () => {
    const file = path.join(stateDirFor(process.env, process.platform, homedir()), 'stop.json');
    assert.ok(live().length > 0);
    await vscode.commands.executeCommand('portcullis.stop');
    assert.equal(up.stop.state().engaged, true);
    assert.equal(readLatch(file).engaged, true);
    await until(() => live().length === 0, { what: 'no session lives' });
    await until(() => !vscode.window.terminals.some((one) => one.name.startsWith('Demo Agent')));

    const call = await up.hasPermissionsToUseTool(
      'terminal',
      { line: 'ls' },
      { agent: 'demo', cwd: folder() },
    );
    assert.deepEqual([call.behavior, call.layer], ['deny', 'stop']);
    await vscode.commands.executeCommand('portcullis.tryDemo');
    assert.equal(live().length, 0);

    up.stop.release('a test');
    assert.equal(readLatch(file).engaged, false);
    const next = await up.hasPermissionsToUseTool(
      'terminal',
      { line: 'ls' },
      { agent: 'demo', cwd: folder() },
    );
    assert.equal(next.behavior, 'allow');
  });

  test('a paused session waits until it is resumed, by commands', async () => {
    await vscode.commands.executeCommand('portcullis.tryDemo');
    const first = await question();
    await vscode.commands.executeCommand('portcullis.pauseSession');
    assert.equal(live()[0]?.paused, 'you paused it');
    up.approvals.answer(first.id, { behavior: 'deny' });
    const held = await until(() => up.approvals.pending().find((one) => one.resumes));
    const picking = vscode.commands.executeCommand('portcullis.resumeSession');
    await until(async () => {
      await inList(0);
      return live()[0]?.paused === undefined;
    });
    await picking;
    assert.equal(up.approvals.answer(held.id, { behavior: 'allow' }), false, 'the resume has answered it');
    await until(() => up.approvals.pending().some((one) => !one.resumes) || live().length === 0);
    for (const { id } of live()) await up.sessions.end(id);
  });

  test('ending a waiting session withdraws its question', async () => {
    await vscode.commands.executeCommand('portcullis.tryDemo');
    const waiting = await question();
    await up.sessions.end(waiting.session);
    assert.equal(up.approvals.pending().length, 0);
    assert.equal(up.approvals.answer(waiting.id, { behavior: 'allow' }), false);
  });

  function live() {
    return up.sessions.list().filter((one) => one.state !== 'ended');
  }

  function question(): Promise<Pending> {
    return until(() => up.approvals.pending()[0], { what: 'a question', timeout: 30_000 });
  }

  /** The first button of the notification, by the keyboard. */
  async function answerToast(): Promise<void> {
    const before = up.approvals.pending()[0]?.id;
    await until(async () => {
      await vscode.commands.executeCommand('notifications.focusFirstToast');
      await vscode.commands.executeCommand('notification.acceptPrimaryAction');
      return up.approvals.pending()[0]?.id !== before;
    });
  }
});
