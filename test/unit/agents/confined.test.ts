// How Claude Code is launched where the session is not trusted: what is switched off, what may not bring it back, and
// how a prompt of others is handed over.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LaunchOptions } from '../../../src/agents/agent.ts';
import { claude } from '../../../src/agents/claude/claude.ts';
import { hiddenTools } from '../../../src/agents/claude/tools.ts';
import { demo } from '../../../src/agents/demo.ts';
import { deferredStart, offText } from '../../../src/agents/subsystems.ts';
import { runsByName } from '../../../src/policy/lock.ts';
import { isRecord } from '../../../src/protocol/decode.ts';

const options: LaunchOptions = {
  program: '/usr/bin/claude',
  args: [],
  profile: 'guarded',
  gateUrl: 'http://127.0.0.1:4711',
  token: 't',
  sessionId: 'id',
  canary: { file: '/usr/bin/node', args: [] },
  env: { PATH: '/bin', CLAUDE_CODE_PLUGIN_DIRS: '/x', CLAUDE_CODE_SKIP_PLUGIN_MCP_SERVERS: '1' },
  home: '/home/u',
  cwd: '/home/u/ws',
  mode: 'default',
  subsystems: deferredStart(false),
};
const trusted: LaunchOptions = { ...options, subsystems: deferredStart(true) };

test('all of it starts by trust alone, and what did not start is named', () => {
  assert.deepEqual(Object.values(deferredStart(true)), [true, true, true, true]);
  assert.deepEqual(Object.values(deferredStart(false)), [false, false, false, false]);
  assert.equal(offText(deferredStart(true)), '');
  assert.equal(offText({ ...deferredStart(true), plugins: false }), 'plugins');
  assert.equal(offText(deferredStart(false)), 'plugins, skills, MCP servers and hooks of the workspace');
});

test('no setting source and no server is read, and the hooks of the gate stay', () => {
  const { args, settings } = launched(options);
  assert.ok(args.includes('--setting-sources='));
  assert.ok(args.includes('--strict-mcp-config'));
  assert.ok(isRecord(settings['hooks']) && 'PreToolUse' in settings['hooks']);
  assert.equal(settings['disableAllHooks'], false);
  assert.equal(settings['disableSkillShellExecution'], true);
  const plain = launched(trusted);
  assert.ok(!plain.args.some((one) => one.startsWith('--setting-sources') || one.startsWith('--strict')));
  assert.ok(!('disableSkillShellExecution' in plain.settings));
});

for (const argument of ['--mcp-config', '--plugin-dir', '--plugin-url=x', '--agents', '--add-dir', '--ide', '--chrome', '--remote-control'])
  test(`${argument} is refused where the session is not trusted, and only there`, () => {
    const plan = claude.launch({ ...options, args: [argument, 'x'] });
    assert.ok(!plan.ok && plan.problem.includes('not trusted'));
    assert.ok(claude.launch({ ...trusted, args: [argument, 'x'] }).ok);
  }); // prettier-ignore

test('variables that load plugins do not reach it; those that keep them away do', () => {
  assert.deepEqual(pluginVariables(options), ['CLAUDE_CODE_SKIP_PLUGIN_MCP_SERVERS']);
  assert.equal(pluginVariables(trusted).length, 2);
});

test("the person's own log-in and model count, their plugins, hooks and permissions do not", () => {
  const ownSettings = {
    apiKeyHelper: 'get-key',
    model: 'm',
    enabledPlugins: { 'a@b': true },
    hooks: { SessionStart: [] },
    permissions: { allow: ['Bash'] },
    disableAllHooks: true,
    statusLine: { type: 'command', command: 'x' },
    env: { ANTHROPIC_BASE_URL: 'u', NODE_OPTIONS: '--require x', CLAUDE_CODE_PLUGIN_DIRS: '/x', NUMBER: 1 },
  };
  const { settings } = launched({ ...options, ownSettings });
  assert.deepEqual([settings['apiKeyHelper'], settings['model']], ['get-key', 'm']);
  for (const key of ['enabledPlugins', 'statusLine']) assert.ok(!(key in settings), key);
  assert.equal(settings['disableAllHooks'], false);
  assert.deepEqual(settings['permissions'], launched(options).settings['permissions']);
  const { env } = settings;
  assert.ok(isRecord(env) && env['ANTHROPIC_BASE_URL'] === 'u' && env['NODE_OPTIONS'] === '');
  assert.ok(!('CLAUDE_CODE_PLUGIN_DIRS' in env) && !('NUMBER' in env));
  for (const odd of [undefined, null, 7, [], { env: [] }])
    assert.ok(claude.launch({ ...options, ownSettings: odd }).ok);
});

test('tools that run commands are hidden where the lock never ends, and only there', () => {
  const hidden = hiddenTools(undefined, true);
  for (const name of ['Bash', 'PowerShell', 'Monitor', 'Workflow', 'CronCreate', 'SendMessage'])
    assert.ok(hidden.includes(name), name);
  assert.ok(hidden.every((name) => runsByName(name) !== undefined));
  assert.deepEqual(denied({ ...options, hideLocked: true }), hidden);
  assert.equal(denied(options), undefined);
  assert.equal(denied(trusted), undefined);
});

test('a prompt of others reads no files by naming them', () => {
  assert.equal(launched({ ...options, foreign: true }).env['CLAUDE_CODE_DISABLE_FILE_MENTIONS'], '1');
  assert.equal(launched(options).env['CLAUDE_CODE_DISABLE_FILE_MENTIONS'], undefined);
});

for (const prompt of ['fix it', '--dangerously-skip-permissions', '--', '-p', '!rm x', '', 'a\nb'])
  test(`a prompt stands behind all options: ${JSON.stringify(prompt)}`, () => {
    const { args } = launched({ ...options, args: ['--model', 'x'], prompt });
    assert.deepEqual(args.slice(-2), ['--', prompt]);
    assert.equal(args.at(-4), '--settings');
    assert.equal(args.indexOf('--'), args.length - 2);
  });

test('an agent that takes no prompt is not started with one', () => {
  assert.equal(demo.launch({ ...options, prompt: 'x' }).ok, false);
});

const id = '11111111-1111-4111-8111-11111111111A';
for (const [args, resumed] of [
  [['--resume', id], id.toLowerCase()],
  [[`--resume=${id}`], id.toLowerCase()],
  [['-p', '-r', id], id.toLowerCase()],
  [['--resume'], undefined],
  [['--resume', 'a title'], undefined],
  [['--continue'], undefined],
  [[], undefined],
] as const)
  test(`the conversation that ${args.join(' ')} goes on with`, () =>
    assert.equal(claude.resumes?.(args), resumed));

function launched(given: LaunchOptions) {
  const plan = claude.launch(given);
  if (!plan.ok) throw new Error(plan.problem);
  const settings: unknown = JSON.parse(plan.args[plan.args.lastIndexOf('--settings') + 1] ?? '');
  return { args: plan.args, env: plan.env, settings: isRecord(settings) ? settings : {} };
}

function denied(given: LaunchOptions): unknown {
  const { permissions } = launched(given).settings;
  return isRecord(permissions) ? permissions['deny'] : undefined;
}

function pluginVariables(given: LaunchOptions): readonly string[] {
  return Object.keys(launched(given).env).filter((name) => name.includes('PLUGIN'));
}
