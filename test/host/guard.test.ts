// Classes of the guard inside a real VS Code.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { folder, gate, setting } from './window.ts';

suite('guard', () => {
  const line = 'git push --force';
  const decide = async () =>
    (await gate()).hasPermissionsToUseTool('terminal', { line }, { agent: 'demo', cwd: folder() });

  teardown(async () => {
    await setting('floorExceptions', undefined);
  });

  test('a class that a settings file switches off holds as long as nobody has confirmed it', async () => {
    await setting('floorExceptions', ['force-push']);
    const { behavior, layer, floor } = await decide();
    assert.deepEqual([behavior, layer, floor], ['deny', 'floor', 'force-push']);
    await assert.rejects(setting('floorExceptions', ['force-push'], vscode.ConfigurationTarget.Workspace));
  });

  test('to take back a weakening that is not there changes nothing', async () => {
    await setting('floorExceptions', ['force-push']);
    await vscode.commands.executeCommand('portcullis.restoreProtection', 'guard:force-push');
    await vscode.commands.executeCommand('portcullis.restoreProtection', 'guard:no-such-class');
    const kept = vscode.workspace.getConfiguration('portcullis').get('floorExceptions');
    assert.deepEqual(kept, ['force-push']);
  });
});
