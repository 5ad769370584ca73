// The documents in which the gate gives account: doctor and journal.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../support/until.ts';
import { gate } from './window.ts';

suite('records', () => {
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

  test('the journal opens at its newest file', async () => {
    (await gate()).note('test', { hello: 'journal' });
    await vscode.commands.executeCommand('portcullis.showJournal');
    const document = await shown(/\.jsonl$/);
    assert.match(document.getText(), /"hello":"journal"/);
  });
});
