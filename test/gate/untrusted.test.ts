// Sessions that are not trusted: the shell lock on each path by which a tool could reach a shell, what ends it and what
// never does, and that a conversation which others began stays theirs.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { LaunchRequest } from '../../src/gate/api.ts';
import type { PermissionMode } from '../../src/policy/decision.ts';
import { decodeSettings } from '../../src/protocol/settings.ts';
import { startTestGate, type TestGate, type TestSession } from './support.ts';
import { readEntries } from '../support/journal/entries.ts';

/** Why a session is not trusted, and whether trust in the workspace ends it. */
const causes: readonly {
  name: string;
  trusted: boolean;
  request: Partial<LaunchRequest>;
  ends: boolean;
}[] = [
  { name: 'the workspace is not trusted', trusted: false, request: {}, ends: true },
  { name: 'a prompt of others', trusted: true, request: { foreign: 'issue 7' }, ends: false },
  { name: 'a dry run', trusted: true, request: { dryRun: true }, ends: false },
];

const bash = {
  hook_event_name: 'PreToolUse',
  tool_name: 'Bash',
  tool_input: { command: 'ls' },
  tool_use_id: 'b',
};
const skill = { hook_event_name: 'UserPromptExpansion', expansion_type: 'slash_command' };

/** One way for a shell command to reach the gate. */
const paths: readonly { name: string; event: Readonly<Record<string, unknown>> }[] = [
  { name: 'PreToolUse', event: bash },
  { name: 'PreToolUse in another case', event: { ...bash, tool_name: 'bASH' } },
  { name: 'PreToolUse of a sub-agent', event: { ...bash, agent_id: 'a1', agent_type: 'general-purpose' } },
  { name: 'PreToolUse in a mode of the agent that asks nothing', event: { ...bash, permission_mode: 'bypassPermissions' } },
  { name: 'PreToolUse of a server', event: { ...bash, tool_name: 'mcp__x__run_shell', tool_input: {} } },
  { name: 'PreToolUse of a tool that runs commands by another name', event: { ...bash, tool_name: 'Monitor' } },
  { name: 'PreToolUse of a prompt that runs later', event: { ...bash, tool_name: 'CronCreate', tool_input: { cron: '* * * * *', prompt: 'x' } } },
  { name: 'PreToolUse of a script of agents', event: { ...bash, tool_name: 'Workflow', tool_input: { script: 'x' } } },
  { name: 'PreToolUse of a message to another session', event: { ...bash, tool_name: 'SendMessage', tool_input: { to: 'a', message: 'x' } } },
  { name: 'PreToolUse of a skill with commands', event: { ...bash, tool_name: 'Skill', tool_input: { skill: 'loud' } } },
  { name: 'PreToolUse of a skill that cannot be read', event: { ...bash, tool_name: 'Skill', tool_input: { skill: 'nowhere' } } },
  { name: 'PermissionRequest', event: { hook_event_name: 'PermissionRequest', tool_name: 'Bash', tool_input: { command: 'ls' } } },
  { name: 'slash command with commands', event: { ...skill, command_name: 'loud', command_args: '', prompt: '/loud' } },
  { name: 'slash command that cannot be read', event: { ...skill, command_name: 'nowhere', command_args: '', prompt: '/nowhere' } },
]; // prettier-ignore

for (const { name, trusted, request, ends } of causes) {
  for (const personAvailable of [true, false])
    for (const path of paths)
      test(`${name}, ${personAvailable ? 'with a person' : 'as a job'}: ${path.name} is denied`, async (t) => {
        const { test: gate } = await loosest(t, { trusted, personAvailable });
        const session = await gate.session('claude', request);
        gate.gate.sessions.addRules(session.id, [{ text: '*', behavior: 'allow', scope: 'session' }]);
        const answer = await session.post(path.event);
        assert.equal(answer.status, 200);
        assert.match(answer.text, /"(?:deny|block)"/);
        assert.match(answer.text, /not trusted/);
        assert.equal(gate.gate.approvals.pending().length, 0);
      });

  test(`${name}: the start of a session and a resume of it are locked`, async (t) => {
    const { test: gate, trust } = await loosest(t, { trusted });
    const session = await gate.session('claude', request);
    for (const source of ['startup', 'resume', 'compact', 'clear', 'fork'])
      await session.post({ hook_event_name: 'SessionStart', source });
    assert.equal(await session.wants({ command: 'ls' }, { tool: 'Bash' }), 'deny');
    assert.equal(stateOf(gate, session), 'untrusted');
    trust(true);
    assert.equal(await session.wants({ command: 'ls' }, { tool: 'Bash' }), ends ? 'allow' : 'deny');
    assert.equal(stateOf(gate, session), ends ? 'trusted' : 'untrusted');
    assert.deepEqual(Object.values(session.launch.trust.subsystems), [false, false, false, false]);
  });

  test(`${name}: hands-off is refused, and trust is journaled with the launch`, async (t) => {
    const { test: gate } = await loosest(t, { trusted });
    await assert.rejects(gate.session('claude', { ...request, profile: 'handsOff' }), /Hands-off is not/);
    await gate.session('claude', { ...request, prompt: 'do it' });
    const launch = journalOf(gate).find(({ event }) => event === 'launch');
    assert.equal(launch?.['trust'], 'untrusted');
    assert.deepEqual(launch?.['off'], 'plugins, skills, MCP servers and hooks of the workspace');
    assert.equal(launch?.['prompt'], 'do it');
  });
}

test('a trusted session is locked by nothing, and everything starts', async (t) => {
  const { test: gate } = await loosest(t, { trusted: true });
  const session = await gate.session();
  assert.equal(await session.wants({ command: 'ls' }, { tool: 'Bash' }), 'allow');
  assert.deepEqual(Object.values(session.launch.trust.subsystems), [true, true, true, true]);
});

test('a window whose workspace is not trusted any more locks the sessions that it has', async (t) => {
  const { test: gate, trust } = await loosest(t, { trusted: true });
  const session = await gate.session();
  trust(false);
  assert.equal(await session.wants({ command: 'ls' }, { tool: 'Bash' }), 'deny');
});

test('a check without a session is locked by the workspace too', async (t) => {
  const { test: gate } = await loosest(t, { trusted: false });
  const context = { agent: 'claude', cwd: gate.place.workspace } as const;
  const decision = await gate.gate.hasPermissionsToUseTool('Bash', { command: 'ls' }, context);
  assert.deepEqual([decision.behavior, decision.layer], ['deny', 'lock']);
});

test('what the workspace brings along needs no consent where it does not start', async (t) => {
  const { test: gate, trust } = await loosest(t, { trusted: false });
  gate.place.write('ws/.mcp.json', '{ "mcpServers": { "x": { "command": "x" } } }');
  await gate.session();
  assert.deepEqual(await severities(gate), ['neutralised']);
  trust(true);
  assert.deepEqual(await severities(gate), ['ask']);
  assert.deepEqual(await severities(gate, { foreign: 'a page' }), ['neutralised']);
  await assert.rejects(gate.session(), /must be accepted/);
});

// Whoever goes on with a conversation of others goes on untrusted.

test('a conversation of others stays theirs in a later launch, in another window, and as a copy', async (t) => {
  const { test: gate } = await loosest(t, { trusted: true });
  const began = await gate.session('claude', { foreign: 'issue 7' });
  await began.post({ hook_event_name: 'SessionStart', source: 'startup', session_id: theirs });
  const again = await gate.session();
  assert.equal(stateOf(gate, again), 'trusted');
  await again.post({ hook_event_name: 'SessionStart', source: 'resume', session_id: theirs });
  assert.equal(stateOf(gate, again), 'untrusted');
  assert.equal(await again.wants({ command: 'ls' }, { tool: 'Bash' }), 'deny');
  assert.ok(journalOf(gate).some(({ event, from }) => event === 'untrusted' && from === 'issue 7'));

  const { test: other } = await loosest(t, { trusted: true, stateDir: gate.stateDir });
  const named = await other.session('claude', { args: ['--resume', theirs] });
  assert.deepEqual(named.launch.trust.causes, [{ kind: 'foreign', from: 'issue 7' }]);
  const copy = await other.session('claude', { args: ['--continue', '--fork-session'] });
  await copy.post({ hook_event_name: 'SessionStart', source: 'fork', session_id: ours });
  assert.equal(stateOf(other, copy), 'untrusted');
  const copyOfOurs = await other.session('claude', { args: ['--resume', another, '--fork-session'] });
  await copyOfOurs.post({ hook_event_name: 'SessionStart', source: 'fork', session_id: yetAnother });
  assert.equal(stateOf(other, copyOfOurs), 'trusted');
});

test('the conversation that a person changes to within a session counts, and changing back does not free it', async (t) => {
  const { test: gate } = await loosest(t, { trusted: true });
  const began = await gate.session('claude', { foreign: 'issue 7' });
  await began.post({ hook_event_name: 'SessionStart', source: 'startup', session_id: theirs });
  const session = await gate.session();
  const wants = (session_id: string) => session.post({ ...bash, session_id });
  assert.equal((await wants(ours)).decision, 'allow');
  assert.equal((await wants(theirs)).decision, 'deny');
  assert.equal((await wants(ours)).decision, 'deny');
});

test('a conversation that cannot be remembered as one of others does not go on', async (t) => {
  const { test: gate } = await loosest(t, { trusted: true });
  writeFileSync(join(gate.stateDir, 'untrusted'), '');
  const session = await gate.session('claude', { foreign: 'issue 7' });
  assert.equal((await session.post({ ...bash, tool_name: 'Read', tool_input: { file_path: gate.place.workspace } })).status, 500);
}); // prettier-ignore

test('a damaged mark is a mark', async (t) => {
  const { test: gate } = await loosest(t, { trusted: true });
  const began = await gate.session('claude', { foreign: 'issue 7' });
  await began.post({ hook_event_name: 'SessionStart', source: 'startup', session_id: theirs });
  const folder = join(gate.stateDir, 'untrusted');
  for (const name of readdirSync(folder)) writeFileSync(join(folder, name), '{');
  const named = await gate.session('claude', { args: ['--resume', theirs] });
  assert.equal(named.launch.trust.state, 'untrusted');
});

test('private data that is sent out after a prompt of others is asked about', async (t) => {
  const settings = { 'permissions.allow': ['Read'], alwaysAllowBash: false };
  const { test: gate } = await loosest(t, { trusted: true, settings, mode: 'default' });
  gate.place.write('home/.ssh/id_rsa', 'private');
  const session = await gate.session('claude', { foreign: 'a web page' });
  const read = { file_path: gate.place.path('home', '.ssh', 'id_rsa') };
  assert.equal(await session.wants(read, { tool: 'Read' }), 'allow');
  const sent = session.wants({ url: 'https://example.com/?q=x', prompt: 'x' }, { tool: 'WebFetch' });
  const question = await gate.question();
  assert.match(question.decision.trace.find(({ line }) => line === 'flow')?.reason ?? '', /its prompt \(a web page\)/);
  gate.gate.approvals.answer(question.id, { behavior: 'deny' });
  assert.equal(await sent, 'deny');
}); // prettier-ignore

// A dry run.

test('a dry run runs nothing with an effect, is not paused by its denials, and tells what would have been', async (t) => {
  const settings = {
    'permissions.allow': ['touch *'],
    'permissions.deny': ['rm *'],
    alwaysAllowBash: false,
  };
  const { test: gate } = await loosest(t, { trusted: true, settings, mode: 'default' });
  const session = await gate.session('claude', { dryRun: true });
  const told: unknown[] = [];
  gate.gate.decided.on(({ decision: { behavior, would } }) =>
    told.push([behavior, would?.behavior, would?.layer]),
  );
  for (const command of ['touch x', 'rm x', 'frobnicate', 'ls', 'touch x'])
    assert.equal(await session.wants({ command }, { tool: 'Bash' }), 'deny');
  const file = gate.place.write('ws/file', 'x');
  assert.equal(await session.wants({ file_path: file }, { tool: 'Read' }), 'allow');
  assert.deepEqual(told, [
    ['deny', 'allow', 'allow-rule'],
    ['deny', 'deny', 'deny-rule'],
    ['deny', 'ask', 'mode'],
    ['deny', 'allow', 'safe'],
    ['deny', 'allow', 'allow-rule'],
    ['allow', 'allow', 'safe'],
  ]);
  const [info] = gate.gate.sessions.list();
  assert.equal(info?.paused, undefined);
  const [first] = journalOf(gate).filter(({ event }) => event === 'decision');
  assert.deepEqual(first?.['layer'], 'lock');
  assert.match(JSON.stringify(first?.['would']), /allow-rule/);
});

test('three commands that an untrusted session tries pause it, as denials do', async (t) => {
  const { test: gate } = await loosest(t, { trusted: false });
  const session = await gate.session();
  for (let at = 0; at < 3; at += 1) await session.wants({ command: `ls ${at}` }, { tool: 'Bash' });
  assert.match(gate.gate.sessions.list()[0]?.paused ?? '', /denials/);
});

const theirs = '11111111-1111-4111-8111-111111111111';
const ours = '22222222-2222-4222-8222-222222222222';
const another = '33333333-3333-4333-8333-333333333333';
const yetAnother = '44444444-4444-4444-8444-444444444444';

interface Loose {
  readonly trusted: boolean;
  readonly personAvailable?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly mode?: PermissionMode;
  readonly stateDir?: string;
}

/** A gate whose settings let everything pass that settings can let pass, and whose workspace the test may trust. */
async function loosest(t: TestContext, options: Loose): Promise<{ test: TestGate; trust: (to: boolean) => void }> {
  let { trusted } = options;
  const { mode: permissionMode = 'bypassPermissions', personAvailable = true, stateDir } = options;
  const values = { 'permissions.allow': ['*', 'Bash', 'Monitor'], alwaysAllowBash: true, ...options.settings, permissionMode };
  let roots: readonly string[] = [];
  const gate = await startTestGate(t, {}, {
    settings: () => decodeSettings([{ scope: 'user', values }]),
    workspace: () => ({ roots, trusted }),
    personAvailable,
    ...(stateDir === undefined ? {} : { stateDir }),
  });
  roots = [gate.place.workspace];
  mkdirSync(gate.place.path('ws', '.claude', 'commands'), { recursive: true });
  gate.place.write('ws/.claude/commands/loud.md', 'Say !`ls`\n');
  return { test: gate, trust: (to) => void (trusted = to) };
} // prettier-ignore

function stateOf({ gate }: TestGate, { id }: TestSession): string | undefined {
  return gate.sessions.list().find((one) => one.id === id)?.trust.state;
}

async function severities({ gate, place }: TestGate, request: Partial<LaunchRequest> = {}) {
  return (await gate.findings('claude', place.workspace, request)).map(({ severity }) => severity);
}

function journalOf({ stateDir }: TestGate) {
  return readEntries(join(stateDir, 'journal'));
}
