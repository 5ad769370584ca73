// Classes of the guard, the reference pages and the security report, inside a real VS Code.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../support/until.ts';
import { folder, gate, setting } from './window.ts';

suite('guard', () => {
  const line = 'git push --force';
  const decide = async () =>
    (await gate()).hasPermissionsToUseTool('terminal', { line }, { agent: 'demo', cwd: folder() });
  const label = (): string => vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? '';

  teardown(async () => {
    await setting('floorExceptions', undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
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

  for (const [command, page] of [
    ['portcullis.openHooksReference', 'hooks.md'],
    ['portcullis.openGatesReference', 'trust.md'],
  ] as const)
    test(`${command} shows its page of the package as a preview`, async () => {
      await vscode.commands.executeCommand(command);
      await until(() => label().includes(page), { what: `the preview of ${page}` });
      assert.ok(vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputWebview);
    });

  test('the security report is an untitled document with versions and platform, and nothing else happens', async () => {
    // The message beside it waits for an answer that nobody gives.
    void vscode.commands.executeCommand('portcullis.reportSecurityIssue');
    const document = await until(
      () => {
        const active = vscode.window.activeTextEditor?.document;
        return active?.isUntitled === true ? active : undefined;
      },
      { what: 'the report' },
    );
    assert.equal(document.languageId, 'markdown');
    const text = document.getText();
    assert.ok(text.includes(`- Editor: ${vscode.env.appName} ${vscode.version}`), text);
    assert.ok(text.includes(`- Platform: ${process.platform} ${process.arch}`), text);
    assert.match(text, /^- Portcullis: \d+\.\d+\.\d+$/m);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
