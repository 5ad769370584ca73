// Claude Code's wire, read and written: messages recorded from 2.1.329, and what must not pass for one.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { ToolPermissionContext } from '../../../src/policy/rules/toolContext.ts';
import type { AgentFiles, HookEvent, HookReply, LaunchOptions } from '../../../src/agents/agent.ts';
import { claude } from '../../../src/agents/claude/claude.ts';
import { deferredStart } from '../../../src/agents/subsystems.ts';
import { commandsIn } from '../../../src/agents/claude/skills.ts';

const recorded: unknown = JSON.parse(readFileSync(new URL('recorded.json', import.meta.url), 'utf8'));
const messages: readonly Readonly<Record<string, unknown>>[] = Array.isArray(recorded) ? recorded : [];
const noFiles: AgentFiles = { home: '/home/u', cwd: '/home/u/ws', readText: () => undefined };

const types: Readonly<Record<string, HookEvent['type']>> = {
  PreToolUse: 'preTool',
  PermissionRequest: 'permission',
  PostToolUse: 'postTool',
  PostToolUseFailure: 'postTool',
  UserPromptSubmit: 'prompt',
  UserPromptExpansion: 'expansion',
  ConfigChange: 'configChange',
  SessionStart: 'sessionStart',
  PreCompact: 'compacting',
  SessionEnd: 'sessionEnd',
  Stop: 'turnEnd',
  StopFailure: 'turnEnd',
  SubagentStop: 'turnEnd',
};

describe('recorded messages', () => {
  for (const message of messages) {
    const name = String(message['hook_event_name']);
    const tool = message['tool_name'] === undefined ? '' : ` of ${JSON.stringify(message['tool_name'])}`;
    test(`${name}${tool} is read`, () => {
      const event = claude.read(message);
      assert.equal(event?.type, types[name] ?? 'notice');
      assert.equal(event?.cwd, message['cwd']);
      assert.equal(event?.agentSession, message['session_id']);
    });
  }
});

test('the end of a turn has the last words, of a sub-agent with its id, of a failure with its cause', () => {
  const ends = messages.map((message) => claude.read(message)).filter((event) => event?.type === 'turnEnd');
  assert.deepEqual(
    ends.map(({ agentId, reply, error }) => [agentId, reply, error]),
    [
      [undefined, 'FIN', undefined],
      ['ac14ef1324915fe0e', 'sub done', undefined],
      [undefined, 'API Error: 400 scripted', 'unknown'],
    ],
  );
  assert.match(ends[1]?.transcript ?? '', /subagents\/agent-ac14ef1324915fe0e\.jsonl$/);
  const nameless = claude.read({ hook_event_name: 'SubagentStop', session_id: 's', cwd: '/' });
  assert.equal(nameless?.type === 'turnEnd' && nameless.agentId, '', 'no sub-agent passes for the agent');
});

const kinds: readonly (readonly [tool: string, input: unknown, kind: string])[] = [
  ['Bash', { command: 'ls' }, 'shell'],
  ['Monitor', { command: 'tail -f x' }, 'shell'],
  ['PowerShell', { command: 'Get-ChildItem' }, 'shell'],
  ['Write', { file_path: '/a', content: '' }, 'edit'],
  ['NotebookEdit', { notebook_path: '/a.ipynb' }, 'edit'],
  ['Read', { file_path: '/a' }, 'read'],
  ['Grep', { pattern: 'x' }, 'search'],
  ['WebFetch', { url: 'https://example.com', prompt: '' }, 'fetch'],
  ['WebSearch', { query: 'x' }, 'webSearch'],
  ['Agent', { prompt: 'x', subagent_type: 'Explore' }, 'agent'],
  ['Task', { prompt: 'x' }, 'agent'],
  ['Skill', { skill: 'deploy' }, 'skill'],
  ['TodoWrite', { todos: [] }, 'internal'],
  ['mcp__github__create_issue', { title: 'x' }, 'mcp'],
  ['mcp__my_server__do__it', {}, 'mcp'],
  ['Frobnicate', {}, 'other'],
  ['bash', { command: 'ls' }, 'other'],
  ['CronCreate', { cron: '* * * * *', prompt: 'x' }, 'feature'],
  ['CronList', {}, 'internal'],
  ['ScheduleWakeup', { delaySeconds: 60, prompt: 'x' }, 'feature'],
  ['EnterWorktree', {}, 'feature'],
  ['SendMessage', { to: 'a', message: 'x' }, 'feature'],
  ['Workflow', { script: 'x' }, 'feature'],
  ['KillShell', { shell_id: 'x' }, 'internal'],
  ['LSP', { operation: 'hover', filePath: '/a.ts', line: 1, character: 1 }, 'read'],
  ['LSP', { operation: 'hover' }, 'other'],
  ['ReadMcpResourceTool', { server: 's', uri: 'x' }, 'mcp'],
  ['ListMcpResourcesTool', {}, 'mcp'],
  ['MultiEdit', { file_path: '/a', edits: [] }, 'edit'],
  ['apply_patch', { command: '*** Begin Patch\n*** Delete File: a\n*** End Patch' }, 'edit'],
  ['apply_patch', {}, 'other'],
  ['Bash', {}, 'other'],
  ['Bash', { command: 7 }, 'other'],
  ['Bash', null, 'other'],
  ['Read', { file_path: ['/a'] }, 'other'],
  ['constructor', {}, 'other'],
  ['__proto__', {}, 'other'],
];
for (const [tool, input, kind] of kinds) {
  test(`${tool} ${JSON.stringify(input)} is a call of kind ${kind}`, () =>
    assert.equal(claude.toolCall(tool, input, noFiles).kind, kind));
}

test('where a sub-agent works is read, and an unknown place is one that is not seen', () => {
  for (const [given, isolation] of [[undefined, undefined], ['worktree', 'work-tree'], ['remote', 'elsewhere'], ['new', 'elsewhere'], [7, 'elsewhere']] as const) {
    const call = claude.toolCall('Task', { prompt: 'x', ...(given === undefined ? {} : { isolation: given }) }, noFiles);
    assert.equal(call.kind === 'agent' && call.isolation, isolation);
  }
}); // prettier-ignore

const malformed: readonly (readonly [what: string, body: unknown])[] = [
  ['nothing', undefined],
  ['a text', 'PreToolUse'],
  ['a list', []],
  ['no event', { session_id: 's', cwd: '/' }],
  ['no session', { hook_event_name: 'PreToolUse', cwd: '/', tool_name: 'Bash', tool_use_id: 'x', tool_input: {} }],
  ['no folder', { hook_event_name: 'PreToolUse', session_id: 's', tool_name: 'Bash', tool_use_id: 'x', tool_input: {} }],
  ['no tool', { hook_event_name: 'PreToolUse', session_id: 's', cwd: '/', tool_use_id: 'x', tool_input: {} }],
  ['no call id', { hook_event_name: 'PreToolUse', session_id: 's', cwd: '/', tool_name: 'Bash', tool_input: {} }],
  ['no input', { hook_event_name: 'PreToolUse', session_id: 's', cwd: '/', tool_name: 'Bash', tool_use_id: 'x' }],
  ['a tool that is no text', { hook_event_name: 'PreToolUse', session_id: 's', cwd: '/', tool_name: 1, tool_use_id: 'x', tool_input: {} }],
  ['a prompt that is no text', { hook_event_name: 'UserPromptSubmit', session_id: 's', cwd: '/', prompt: {} }],
]; // prettier-ignore
for (const [what, body] of malformed) {
  test(`a message with ${what} is refused`, () => assert.equal(claude.read(body), undefined));
}

const base = { agentSession: 's', cwd: '/', tool: 'Bash', input: {}, callId: 'c', agentId: undefined };
const preTool: HookEvent = { ...base, type: 'preTool', nativeMode: undefined };
const replies: readonly HookReply[] = [
  { type: 'silent' },
  { type: 'block', reason: 'r' },
  { type: 'decision', behavior: 'deny', reason: 'r' },
  { type: 'context', text: 'r' },
];
for (const reply of replies) {
  test(`${reply.type} to a call that wants to run is an explicit deny`, () =>
    assert.match(JSON.stringify(claude.write(preTool, reply)), /"permissionDecision":"deny"/));
}
test('an allow is an explicit allow', () =>
  assert.match(
    JSON.stringify(claude.write(preTool, { type: 'decision', behavior: 'allow', reason: '' })),
    /"permissionDecision":"allow"/,
  ));
test('a reason longer than Claude Code takes is cut', () => {
  const answer = claude.write(preTool, { type: 'decision', behavior: 'deny', reason: 'x'.repeat(20_000) });
  assert.ok((/x+…/.exec(JSON.stringify(answer))?.[0].length ?? 0) <= 10_000);
  assert.ok(claude.longestText < 10_000);
});
test('the text for the start of a session is additional context, and cut where Claude Code would hide the rest', () => {
  const event = { ...preTool, type: 'sessionStart', source: 'startup' } as const;
  const said = (text: string): unknown => claude.write(event, { type: 'context', text });
  assert.deepEqual(said('hello'), {
    hookSpecificOutput: { hookEventName: 'SessionStart', additionalContext: 'hello' },
  });
  assert.ok((/x+…/.exec(JSON.stringify(said('x'.repeat(20_000))))?.[0].length ?? 0) <= 10_000);
  assert.deepEqual(claude.write(event, { type: 'silent' }), {});
});

const options: LaunchOptions = {
  program: '/usr/bin/claude',
  args: [],
  profile: 'guarded',
  gateUrl: 'http://127.0.0.1:4711',
  token: 'secret-token',
  sessionId: 'id',
  canary: { file: '/usr/bin/node', args: ['/x/hook.cjs'] },
  env: { PATH: '/bin', NODE_OPTIONS: '--require x', CLAUDE_CODE_SIMPLE: '1', LD_PRELOAD: 'x', PORTCULLIS_TOKEN: 'old', HTTPS_PROXY: 'http://proxy:1' },
  home: '/home/u',
  cwd: '/home/u/ws',
  mode: 'default',
  subsystems: deferredStart(true),
}; // prettier-ignore

for (const argument of ['--settings', '--settings={}', '--bare', '--safe-mode', '--setting-sources=user', '--dangerously-skip-permissions', '--permission-mode=bypassPermissions', '--bg', '--worktree', '-w', '-pw', '-wname', '--cloud', '--always-allow-bash', '--']) {
  test(`${argument} is refused`, () => {
    const plan = claude.launch({ ...options, args: [argument, 'x'] });
    assert.ok(!plan.ok && plan.problem.includes(/^-\w*w/.test(argument) ? '-w' : (argument.split('=')[0] ?? '')));
  });
} // prettier-ignore

/** Denied names and prefixes → the rules that keep the tools from the model. */
for (const [names, prefixes, hidden] of [
  [[], [], undefined],
  [['webfetch'], [], ['WebFetch']],
  [['Task'], [], ['Agent', 'Task']],
  [['NotebookEdit'], [], ['NotebookEdit']],
  [[' mcp__Fs__write '], ['mcp__GitHub__'], ['mcp__Fs__write', 'mcp__GitHub__*']],
  [[], ['cron'], ['CronCreate', 'CronDelete', 'CronList']],
  [['Frobnicate'], ['mcp__a(b'], undefined],
  [['', 'LSP'], [' '], ['LSP']],
] as const)
  test(`denied tools are not listed: ${names.join()} ${prefixes.join()}`, () => {
    const plan = claude.launch({ ...options, tools: ToolPermissionContext.fromIterables(names, prefixes) });
    assert.ok(plan.ok);
    const { permissions } = JSON.parse(plan.args.at(-1) ?? '');
    assert.deepEqual(permissions.deny, hidden);
    assert.deepEqual(permissions.ask, ['*']);
  });

test('the settings stand last, ask about every tool, and hold no token', () => {
  const plan = claude.launch({ ...options, args: ['--model', 'x'] });
  assert.ok(plan.ok);
  assert.equal(plan.args.at(-2), '--settings');
  const text = plan.args.at(-1) ?? '';
  assert.match(text, /"ask":\["\*"\]/);
  assert.match(text, /"disableAllHooks":false/);
  assert.ok(!plan.args.join(' ').includes('secret-token'));
  assert.equal(plan.env['PORTCULLIS_TOKEN'], 'secret-token');
});

test('an option without its value at the end does not swallow the settings', () => {
  const plan = claude.launch({ ...options, profile: 'handsOff', args: ['--model'] });
  assert.ok(plan.ok);
  assert.deepEqual(plan.args.slice(0, 2), plan.args.slice(-2));
  assert.equal(plan.args[0], '--settings');
});

test('neither Bun nor another place for managed settings reaches the agent', () => {
  const env = { BUN_OPTIONS: '--preload x', BUN_INSPECT: '1', CLAUDE_CODE_MANAGED_SETTINGS_PATH: '/x' };
  const plan = claude.launch({ ...options, env });
  assert.ok(plan.ok);
  assert.deepEqual(
    Object.keys(env).filter((name) => name in plan.env),
    [],
  );
});

test('what could disable hooks does not reach the agent; the own proxy does, but not for the gate', () => {
  const plan = claude.launch(options);
  assert.ok(plan.ok);
  for (const name of ['NODE_OPTIONS', 'CLAUDE_CODE_SIMPLE', 'LD_PRELOAD'])
    assert.equal(plan.env[name], undefined);
  const settings = plan.args.at(-1) ?? '';
  assert.match(settings, /"HTTPS_PROXY":"http:\/\/proxy:1"/);
  assert.match(settings, /"NO_PROXY":"127\.0\.0\.1,localhost"/);
});

test('hands-off is one flag, never beside a mode', () => {
  const plan = claude.launch({ ...options, profile: 'handsOff' });
  assert.ok(
    plan.ok &&
      plan.args.includes('--dangerously-skip-permissions') &&
      !plan.args.includes('--permission-mode'),
  );
});

const versions: readonly (readonly [output: string, refused: boolean])[] = [
  ['2.1.329 (Claude Code)', false],
  ['2.1.295', false],
  ['3.0.0', false],
  ['2.2.0', false],
  ['2.1.294', true],
  ['2.1.197 (Claude Code)', true],
  ['1.9.999', true],
  ['', true],
  ['command not found', true],
  ['warning: node 20.1.0 is old\n2.1.197 (Claude Code)', true],
  ['using 3.0.0\n2.1.329 (Claude Code)\n', false],
  ['20.1.0\n2.1.197 (Claude Code)', true],
];
for (const [output, refused] of versions) {
  test(`version "${output}" is ${refused ? 'refused' : 'taken'}`, () =>
    assert.equal(claude.refuseVersion(output) !== undefined, refused));
}

const skill = (content: string): AgentFiles => ({
  ...noFiles,
  readText: (path) => (path === '/home/u/ws/.claude/skills/deploy/SKILL.md' ? content : undefined),
});
test('a skill brings the commands that its text runs by itself', () => {
  const call = claude.toolCall(
    'Skill',
    { skill: 'deploy' },
    skill('Status: !`git status`\n```!\nrm -rf x\n```\n'),
  );
  assert.deepEqual(call.kind === 'skill' && call.commands, ['git status', 'rm -rf x']);
});
test('a skill whose text cannot be read is one of which nothing is known', () => {
  const call = claude.toolCall('Skill', { skill: 'other' }, skill('x'));
  assert.ok(call.kind === 'skill' && call.commands === undefined);
});
test('a skill name that climbs out of its folder is not followed', () => {
  const call = claude.toolCall(
    'Skill',
    { skill: '../../etc/passwd' },
    { ...noFiles, readText: () => '!`x`' },
  );
  assert.ok(call.kind === 'skill' && call.commands === undefined);
});
const texts: readonly (readonly [what: string, text: string, commands: readonly string[]])[] = [
  ['over several lines', 'a !`touch x\n`', ['touch x']],
  ['in a block on one line', '```! touch x ```', ['touch x']],
  ['in a block that begins within a line', 'then ```!touch x\n```', ['touch x']],
  ['with arguments put in as text', '!`echo $ARGUMENTS`', ['echo $ARGUMENTS "$(']],
  ['with a numbered argument', '!`echo $1`', ['echo $1 "$(']],
  ['with a named argument', '---\narguments: [who]\n---\n!`echo $who`', ['echo $who "$(']],
  ['with a variable of the shell', '!`echo $HOME`', ['echo $HOME']],
];
for (const [what, text, commands] of texts)
  test(`a command ${what} is seen`, () => assert.deepEqual(commandsIn(text), commands));

test('of several files of one name the commands of all are seen', () => {
  const readText = (path: string): string | undefined =>
    path.endsWith('ws/.claude/commands/x.md')
      ? 'fine'
      : path === '/home/u/.claude/skills/x/SKILL.md'
        ? '!`bad`'
        : undefined;
  const call = claude.toolCall('Skill', { skill: 'x' }, { ...noFiles, readText });
  assert.deepEqual(call.kind === 'skill' && call.commands, ['bad']);
});
test('of commands for another shell nothing is known', () => {
  const call = claude.toolCall('Skill', { skill: 'deploy' }, skill('---\nshell: powershell\n---\n!`ls`'));
  assert.ok(call.kind === 'skill' && call.commands === undefined);
});
for (const [pattern, path] of [
  ['**/*.ts', undefined],
  ['/etc/**', '/etc/'],
  ['~/.ssh/*', '~/.ssh/'],
  ['../../x/*', '/home/u/ws/../../x/'],
  ['*/../../y', '/'],
  ['{..,a}/*', '/'],
] as const)
  test(`Glob ${pattern} searches ${path ?? 'the folder'}`, () => {
    const call = claude.toolCall('Glob', { pattern }, noFiles);
    assert.equal(call.kind === 'search' && call.path, path);
  });
test('plain prose holds no commands', () => assert.deepEqual(commandsIn('Use `ls`, or !important'), []));

const state = (value: unknown): AgentFiles => ({ ...noFiles, readText: () => JSON.stringify(value) });
const trusted = { '/home/u/ws': { hasTrustDialogAccepted: true } };
const starts: readonly (readonly [
  what: string,
  files: AgentFiles,
  args: readonly string[],
  dialogs: boolean,
])[] = [
  ['a first start', noFiles, [], true],
  ['a folder that is not trusted yet', state({ hasCompletedOnboarding: true }), [], true],
  ['a trusted folder', state({ hasCompletedOnboarding: true, projects: trusted }), [], false],
  ['an unattended run', noFiles, ['-p', 'x'], false],
];
for (const [what, files, args, dialogs] of starts) {
  test(`${what} ${dialogs ? 'begins' : 'does not begin'} with dialogs`, () =>
    assert.equal(claude.beginsWithDialogs?.(files, args), dialogs));
}
