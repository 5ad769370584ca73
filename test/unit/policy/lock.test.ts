// The shell lock of sessions that are not trusted: what it holds, that nothing lifts it, and that it holds nothing else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ToolCall } from '../../../src/policy/call.ts';
import { causeText, causesNow, modeWithin, type Cause } from '../../../src/policy/confinement.ts';
import { permissionModes } from '../../../src/policy/decision.ts';
import { runsByName } from '../../../src/policy/lock.ts';
import { readRules } from '../../../src/policy/rules/read.ts';
import { decide } from '../../support/policy/decide.ts';
import { sources } from './rules/made.ts';

const workspace: Cause = { kind: 'workspace' };
const foreign: Cause = { kind: 'foreign', from: 'an issue' };
const dryRun: Cause = { kind: 'dry-run' };

const shells = [
  'Bash', 'bash', 'BASH', 'BashOutput', 'write_bash', 'mcp__x__run-bash', 'rebash', 'Ｂａｓｈ', 'B_ash', 'Shell', 'local_shell', 'KillShell',
  'run_shell_command', 'PowerShell', 'powershell', 'pwsh_powershell', 'Terminal', 'terminal', 'run_in_terminal', 'mcp__terminal__read',
  'mcp__desktop-commander__start_process', 'mcp__x__executeCommand', 'mcp__ide__executeCode', 'exec_command', 'Exec', 'Monitor', 'monitor',
  // Of real servers: ssh-mcp, Desktop Commander, mcp-run-python, JetBrains, VS Code, kubernetes-mcp-server, mcp-server-kubernetes.
  'mcp__ssh__exec', 'mcp__ssh__sudo-exec', 'mcp__dc__interact_with_process', 'mcp__py__run_python_code', 'mcp__jetbrains__execute_run_configuration',
  'runTasks', 'runTests', 'mcp__x__ssh_exec', 'mcp__x__ssh_execute', 'mcp__x__docker_exec', 'mcp__x__pods_exec', 'mcp__x__exec_in_pod', 'mcp__x__k8s_exec_pod',
  'mcp__x__run_cmd', 'mcp__x__exec_cmd', 'mcp__x__cmd', 'mcp__x__execute_process', 'mcp__x__spawn_process', 'mcp__x__run_python', 'mcp__x__execute_python',
  'mcp__x__runUserCode', 'mcp__x__run-npm-script', 'mcp__x__execute_python3', 'mcp__x__ＲｕｎＣｍｄ', 'mcp__x__run_remote_command', 'launchProcess',
  'Workflow', 'CronCreate', 'ScheduleWakeup', 'RemoteTrigger', 'SendMessage', 'EnterWorktree', 'REPL',
]; // prettier-ignore
const others = [
  'Read', 'Edit', 'Write', 'Grep', 'Glob', 'WebFetch', 'Agent', 'Task', 'TodoWrite', 'CronList', 'CronDelete', 'ExitWorktree', 'execute',
  'mcp__github__get_issue', 'mcp__x__monitor_status', 'Frobnicate',
  // Words that only look like it.
  'mcp__db__execute_sql', 'mcp__db__execute_query', 'mcp__db__run_query', 'mcp__x__executive_summary', 'mcp__github__search_code', 'mcp__github__create_ssh_key',
  'mcp__run__code_search', 'mcp__x__start_task', 'mcp__x__list_processes', 'mcp__x__get_container', 'mcp__x__list_hosts', 'mcp__github__list_workflow_runs',
  'mcp__github__run_workflow', 'mcp__x__spawn_agent', 'mcp__x__start_timer', 'mcp__docker__list_containers', 'mcp__x__test_connection',
]; // prettier-ignore

for (const name of shells)
  test(`${name} is locked`, () => {
    assert.ok(runsByName(name) ?? runsByName(name.split('__')[2] ?? ''), name);
    const call = named(name);
    assert.equal(decide(call, { causes: [] }).layer === 'lock', false);
    for (const cause of [workspace, foreign, dryRun]) {
      const { behavior, layer, reason, advice } = decide(call, { causes: [cause] });
      assert.deepEqual([behavior, layer], ['deny', 'lock']);
      assert.ok(reason.includes(causeText(cause)), reason);
      assert.match(reason, /destroy/);
      assert.match(advice ?? '', /tell the person/);
    }
  });

for (const name of others)
  test(`${name} is not locked`, () => {
    assert.equal(runsByName(name), undefined);
    assert.notEqual(decide(named(name), { causes: [workspace, foreign] }).layer, 'lock');
  });

test('a call that runs shell lines is locked under any name', () => {
  const calls: readonly ToolCall[] = [
    { kind: 'shell', tool: 'Innocent', command: 'ls', shell: 'posix', background: false },
    { kind: 'skill', tool: 'Skill', name: 'x', commands: ['ls'] },
    { kind: 'skill', tool: 'SlashCommand', name: 'x', commands: undefined },
  ];
  for (const call of calls) assert.equal(decide(call, { causes: [foreign] }).layer, 'lock');
  const plain: ToolCall = { kind: 'skill', tool: 'Skill', name: 'x', commands: [] };
  assert.notEqual(decide(plain, { causes: [foreign] }).layer, 'lock');
});

test('a sub-agent is locked where git makes it a work tree, and where its calls are not seen', () => {
  const agent = { kind: 'agent', tool: 'Agent', name: 'x', prompt: 'y' } as const;
  for (const isolation of ['work-tree', 'elsewhere'] as const)
    for (const mode of permissionModes) {
      const call: ToolCall = { ...agent, isolation };
      assert.equal(decide(call, { causes: [workspace], mode }).layer, 'lock');
      assert.notEqual(decide(call, { mode }).layer, 'lock');
    }
  assert.equal(decide(agent, { causes: [workspace] }).behavior, 'allow');
});

test('no rule, mode, approval or setting lifts it, and what stands above it still speaks', () => {
  const rules = readRules([
    ...sources({ allow: ['*', 'Bash', 'ls'] }),
    ...sources({ allow: ['ls'] }, 'session'),
  ]);
  for (const causes of [[workspace], [foreign], [dryRun], [workspace, foreign, dryRun]])
    for (const mode of permissionModes) {
      const loose = { causes, mode, rules, alwaysAllowShell: true, workspaceTrusted: true };
      assert.equal(decide('ls', loose).layer, 'lock', mode);
      assert.equal(decide('ls', { ...loose, stopped: true }).layer, 'stop');
      assert.equal(decide('rm -rf /', loose).layer, 'floor');
      assert.equal(decide('rm -rf /', { ...loose, floorExceptions: ['delete-root'] }).layer, 'lock');
    }
});

test('any name with bash in it is locked, whatever stands around it and whatever the case', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.mixedCase(fc.constant('bash')), fc.string(), (before, bash, after) => {
      assert.equal(decide(named(before + bash + after), { causes: [foreign] }).behavior, 'deny');
    }),
  );
}); // prettier-ignore

test('a dry run lets pass what is proved to read, and nothing else', () => {
  const causes = [dryRun];
  const rules = readRules(sources({ allow: ['Edit(**)', 'WebFetch(domain:example.com)', 'mcp__*'] }));
  const read: ToolCall = { kind: 'read', tool: 'Read', paths: ['src/a.ts'] };
  const effects: readonly ToolCall[] = [
    { kind: 'edit', tool: 'Write', action: 'write', paths: ['src/a.ts'] },
    { kind: 'fetch', tool: 'WebFetch', url: 'https://example.com' },
    { kind: 'mcp', tool: 'mcp__a__get', server: 'a', name: 'get', input: {} },
    { kind: 'read', tool: 'Read', paths: ['~/.ssh/id_rsa'] },
    { kind: 'other', tool: 'Frobnicate', problem: 'x' },
  ];
  for (const mode of permissionModes) {
    assert.equal(decide(read, { causes, rules, mode }).behavior, 'allow');
    for (const call of effects) {
      const { behavior, layer } = decide(call, { causes, rules, mode, alwaysAllowShell: true });
      assert.deepEqual([behavior, layer], ['deny', 'lock'], `${call.tool} in ${mode}`);
    }
  }
});

test('a broken part turns no lock into a question', () => {
  const shell = { read: () => assert.fail('broken') };
  for (const line of ['ls', 'rm x']) {
    const { behavior, layer } = decide(line, { causes: [dryRun], shell });
    assert.deepEqual([behavior, layer], ['deny', 'lock']);
  }
});

test('the workspace is a cause only while it is not trusted, and asks no less than the mode of a start', () => {
  assert.deepEqual(causesNow([foreign], true), [foreign]);
  assert.deepEqual(causesNow([foreign], false), [workspace, foreign]);
  assert.deepEqual(
    permissionModes.map((mode) => modeWithin(mode, [workspace])),
    ['default', 'default', 'plan', 'auto', 'dontAsk', 'default'],
  );
  for (const mode of permissionModes) assert.equal(modeWithin(mode, []), mode);
});

/** As an agent's decoder would give a tool of that name that is no shell to it. */
function named(tool: string): ToolCall {
  const [, server = '', name = ''] = /^mcp__(.+?)__(.+)$/.exec(tool) ?? [];
  if (server !== '') return { kind: 'mcp', tool, server, name, input: {} };
  return { kind: 'other', tool, problem: 'not known' };
}
