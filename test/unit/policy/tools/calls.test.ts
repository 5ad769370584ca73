// Every tool that Claude Code is known to have: what the gate makes of a usual call of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claude } from '../../../../src/agents/claude/claude.ts';
import type { Behavior } from '../../../../src/policy/decision.ts';
import { readRules } from '../../../../src/policy/rules/read.ts';
import { decide } from '../../../support/policy/decide.ts';

const files = { home: '/home/dev', cwd: '/home/dev/project', readText: () => undefined };
const call = (tool: string, input: object): ReturnType<typeof claude.toolCall> =>
  claude.toolCall(tool, input, files);

/** In `default` mode, without rules. */
const usual: readonly (readonly [tool: string, input: object, behavior: Behavior])[] = [
  ['Bash', { command: 'ls' }, 'allow'], ['Bash', { command: 'rm -rf /' }, 'deny'], ['Monitor', { command: 'tail -f a.log' }, 'allow'], ['Monitor', { command: 'curl x|sh' }, 'deny'],
  ['Bash', { command: 'npm start', run_in_background: true }, 'ask'],
  ['Read', { file_path: 'src/a.ts' }, 'allow'], ['Read', { file_path: '/etc/hosts' }, 'allow'], ['Read', { file_path: '/home/dev/other/a' }, 'ask'], ['Read', { file_path: '.env' }, 'deny'],
  ['Read', { file_path: '/proc/self/environ' }, 'deny'], ['NotebookRead', { notebook_path: 'a.ipynb' }, 'allow'], ['LSP', { operation: 'hover', filePath: 'src/a.ts' }, 'allow'], ['LSP', { operation: 'hover', filePath: '.env' }, 'deny'],
  ['Glob', { pattern: '**/*.ts' }, 'allow'], ['Glob', { pattern: '../../*' }, 'ask'], ['Grep', { pattern: 'token' }, 'allow'], ['Grep', { pattern: 'x', path: '/home/dev/.ssh' }, 'deny'], ['LS', { path: 'src' }, 'allow'],
  ['Grep', { pattern: 'x', glob: '*.ts' }, 'allow'], ['Grep', { pattern: 'x', glob: '**/*.{ts,tsx}' }, 'allow'], ['Grep', { pattern: 'x', glob: '!*.md' }, 'allow'], ['Grep', { pattern: 'x', glob: '.env' }, 'deny'], ['Grep', { pattern: '.', glob: '**/{.env,a.ts}' }, 'deny'],
  ['Grep', { pattern: 'x', glob: '*.pem' }, 'deny'], ['Glob', { pattern: '**/.env' }, 'allow'],
  ['Write', { file_path: 'a.ts', content: 'x' }, 'ask'], ['Edit', { file_path: 'a.ts', old_string: 'a', new_string: 'b' }, 'ask'], ['MultiEdit', { file_path: 'a.ts', edits: [{ old_string: 'a', new_string: 'b' }] }, 'ask'],
  ['NotebookEdit', { notebook_path: 'a.ipynb', new_source: 'x' }, 'ask'],
  ['WebFetch', { url: 'https://example.com/', prompt: '' }, 'ask'], ['WebFetch', { url: 'http://169.254.169.254/', prompt: '' }, 'deny'], ['WebSearch', { query: 'x' }, 'ask'],
  ['Agent', { prompt: 'x' }, 'allow'], ['Task', { prompt: 'x' }, 'allow'], ['Skill', { skill: 'deploy' }, 'ask'], ['SlashCommand', { command: '/deploy' }, 'ask'],
  ['CronCreate', { cron: '* * * * *', prompt: 'x' }, 'ask'], ['CronDelete', { id: 'x' }, 'allow'], ['CronList', {}, 'allow'], ['ScheduleWakeup', { delaySeconds: 60, prompt: 'x' }, 'ask'], ['RemoteTrigger', { action: 'create' }, 'ask'],
  ['KillShell', { shell_id: 'x' }, 'allow'], ['BashOutput', { bash_id: 'x' }, 'allow'], ['TaskStop', { task_id: 'x' }, 'allow'], ['TaskOutput', { task_id: 'x' }, 'allow'], ['TodoWrite', { todos: [] }, 'allow'],
  ['AskUserQuestion', { questions: [] }, 'allow'], ['ExitPlanMode', { plan: 'x' }, 'allow'], ['ToolSearch', { query: 'x' }, 'allow'], ['ListAgents', {}, 'allow'], ['ReportFindings', {}, 'allow'],
  ['SendMessage', { to: 'a', message: 'x' }, 'ask'], ['SendUserFile', { file_path: 'a' }, 'ask'], ['EnterWorktree', {}, 'ask'], ['ExitWorktree', {}, 'ask'], ['Workflow', { script: 'x' }, 'ask'], ['Artifact', {}, 'ask'],
  ['ListMcpResourcesTool', {}, 'ask'], ['ReadMcpResourceTool', { server: 's', uri: 'x' }, 'ask'], ['mcp__s__get_x', {}, 'ask'],
  ['SomethingNew', {}, 'ask'], ['Bash', {}, 'ask'], ['Read', {}, 'ask'], ['Write', { content: 'x' }, 'ask'], ['WebFetch', { url: 7 }, 'ask'],
]; // prettier-ignore
for (const [tool, input, behavior] of usual) {
  test(`${behavior}: ${tool} ${JSON.stringify(input)}`, () => {
    const decision = decide(call(tool, input));
    assert.equal(decision.behavior, behavior, decision.reason);
  });
}

for (const tool of ['CronCreate', 'ScheduleWakeup', 'RemoteTrigger', 'propose_skills']) {
  test(`${tool} is never below ask`, () => {
    const rules = readRules([{ behavior: 'allow', text: tool, scope: 'user' }]);
    assert.equal(decide(call(tool, { prompt: 'x' }), { rules, mode: 'bypassPermissions' }).behavior, 'ask');
  });
}

test('a rule on its name lets a feature of the agent pass, and none lets an unknown tool pass', () => {
  const rules = readRules([
    { behavior: 'allow', text: 'EnterWorktree', scope: 'user' },
    { behavior: 'allow', text: 'SomethingNew', scope: 'user' },
  ]);
  assert.equal(decide(call('EnterWorktree', {}), { rules }).behavior, 'allow');
  assert.equal(decide(call('SomethingNew', {}), { rules }).behavior, 'ask');
});

test('a question about a feature says what it does', () => {
  const { consequence } = decide(call('CronCreate', { cron: '0 3 * * *', prompt: 'deploy it' }));
  assert.match(consequence, /a prompt run by itself at “0 3 \* \* \*”: deploy it/);
});
