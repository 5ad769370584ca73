// Rules that come from elsewhere than VS Code's settings: the files of Claude Code, other extensions, always-allow-bash.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { accepted, extension, folder, gate, setting } from './window.ts';

suite('rules', () => {
  const { Workspace } = vscode.ConfigurationTarget;
  const line = 'npm install lodash';

  const decision = async () =>
    (await gate()).hasPermissionsToUseTool('terminal', { line }, { agent: 'demo', cwd: folder() });
  const decides = async (behavior: string, layer: string) => {
    const made = await decision();
    assert.deepEqual([made.behavior, made.layer], [behavior, layer], made.reason);
  };
  const agentFile = () => path.join(folder(), '.claude', 'settings.local.json');
  const write = (permissions: object): void => {
    mkdirSync(path.dirname(agentFile()), { recursive: true });
    writeFileSync(agentFile(), `{\n"permissions": ${JSON.stringify(permissions)}\n}`);
  };

  teardown(async () => {
    rmSync(agentFile(), { force: true });
    for (const key of ['permissions.deny', 'readAgentRules', 'alwaysAllowBash', 'denyTools'])
      await setting(key, undefined);
    await setting('permissions.deny', undefined, Workspace);
  });

  test('a deny rule in a file of Claude Code holds for the next call, and is gone with the file', async () => {
    await decides('ask', 'mode');
    write({ deny: ['Bash(npm install *)'] });
    await decides('deny', 'deny-rule');
    assert.deepEqual((await decision()).rule, { text: 'Bash(npm install *)', behavior: 'deny', scope: 'workspace', file: agentFile(), line: 2 }); // prettier-ignore
    rmSync(agentFile());
    await decides('ask', 'mode');
  });

  test('its allow rules count when the person lets them, and has approved exactly them', async () => {
    write({ allow: ['Bash(npm install lodash)'] });
    await decides('ask', 'mode');
    await setting('readAgentRules', 'all');
    await decides('ask', 'mode');
    await accepted(vscode.commands.executeCommand('portcullis.approveWorkspaceRules'));
    await decides('allow', 'allow-rule');
    write({ allow: ['Bash(npm install lodash)', 'Bash(npm *)'] });
    await decides('ask', 'mode');
    write({ allow: ['Bash(npm install lodash)'] });
    await setting('readAgentRules', undefined);
    await decides('ask', 'mode');
  });

  test('neither a workspace nor a setting that nobody confirmed lets all shell commands pass', async () => {
    await assert.rejects(setting('alwaysAllowBash', true, Workspace));
    await setting('alwaysAllowBash', true);
    await decides('ask', 'mode');
  });

  test('a rule in user settings knows its file and line', async () => {
    await setting('permissions.deny', ['npm install *']);
    const { rule } = await decision();
    assert.equal(path.basename(rule?.file ?? ''), 'settings.json');
    const text = readFileSync(rule?.file ?? '', 'utf8');
    assert.match(text.split('\n')[(rule?.line ?? 0) - 1] ?? '', /npm install \*/);
  });

  test('denied tools of the settings and of other extensions, as long as these want', async () => {
    await setting('denyTools', ['TERMINAL']);
    await decides('deny', 'deny-rule');
    await setting('denyTools', undefined);
    const { ToolPermissionContext, denyTools } = await extension();
    const tools = ToolPermissionContext.fromIterables(new Set(['Other']), ['TERM', ' ']);
    assert.deepEqual([tools.blocks('Terminal'), tools.problems.length], [true, 1]);
    await decides('ask', 'mode');
    const held = denyTools(tools);
    await decides('deny', 'deny-rule');
    held.dispose();
    await decides('ask', 'mode');
    for (const wrong of [undefined, {}, { blocks: () => false }, []])
      assert.throws(() => void Reflect.apply(denyTools, undefined, [wrong]), TypeError);
  });
});
