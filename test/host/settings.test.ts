// Rules and modes in settings.json hold for the next call; those of the workspace only tighten until approved.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { PermissionMode } from '../../src/policy/decision.ts';
import { accepted, folder, gate, setting } from './window.ts';

suite('settings', () => {
  const { Global, Workspace } = vscode.ConfigurationTarget;
  const line = 'npm install lodash';

  const decides = async (behavior: string, layer: string, mode?: PermissionMode) => {
    const up = await gate();
    const context = { agent: 'demo', cwd: folder(), ...(mode && { mode }) } as const;
    const decision = await up.hasPermissionsToUseTool('terminal', { line }, context);
    assert.deepEqual([decision.behavior, decision.layer], [behavior, layer], decision.reason);
  };

  teardown(async () => {
    for (const key of ['permissions.allow', 'permissions.ask', 'permissions.deny', 'permissionMode'])
      for (const target of [Global, Workspace]) await setting(key, undefined, target);
  });

  test('without a rule the person is asked', () => decides('ask', 'mode'));

  test('an allow rule of the person holds for the next call', async () => {
    await setting('permissions.allow', ['npm install lodash']);
    await decides('allow', 'allow-rule');
  });

  test('a deny rule wins over an allow rule', async () => {
    await setting('permissions.allow', ['npm *']);
    await setting('permissions.deny', ['npm install *']);
    await decides('deny', 'deny-rule');
  });

  test('a deny rule of the workspace counts at once', async () => {
    await setting('permissions.deny', ['npm install *'], Workspace);
    await decides('deny', 'deny-rule');
  });

  test('an allow rule of the workspace counts after the person approved it, until it changes', async () => {
    await setting('permissions.allow', ['npm install lodash'], Workspace);
    await decides('ask', 'mode');
    const approving = vscode.commands.executeCommand('portcullis.approveWorkspaceRules');
    await accepted(approving);
    await decides('allow', 'allow-rule');
    await setting('permissions.allow', ['npm install lodash', 'npm *'], Workspace);
    await decides('ask', 'mode');
  });

  test('a mode of the person holds for the next call', async () => {
    await setting('permissionMode', 'plan');
    await decides('deny', 'mode');
  });

  test('a workspace cannot set a mode that loosens', async () => {
    for (const mode of ['auto', 'bypassPermissions', 'acceptEdits']) {
      await setting('permissionMode', mode, Workspace);
      await decides('ask', 'mode');
    }
  });

  test('bypassing does not count before it is confirmed for this workspace', async () => {
    await setting('permissionMode', 'bypassPermissions');
    await decides('ask', 'mode');
  });

  test('a value of a wrong type takes nothing away from the rules that are right', async () => {
    await setting('permissions.allow', 7);
    await setting('permissions.deny', ['npm install *']);
    await decides('deny', 'deny-rule');
  });
});
