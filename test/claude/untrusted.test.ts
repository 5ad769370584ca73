// What a workspace brings along, with the real Claude Code: in a session that is not trusted none of it runs and none
// of it reaches the model, while the gate vets every call; in a trusted one, once accepted, all of it does.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { LaunchRequest } from '../../src/gate/api.ts';
import { seedClaudeHome } from '../support/claude.ts';
import { ensureTmux } from '../support/terminal.ts';
import { orSkip } from '../support/unavailable.ts';
import { until } from '../support/until.ts';
import { startGated, type Gated } from './support/gated.ts';
import { plant, type Planted } from './support/planted.ts';

const bash = (command: string) => [{ tool: ['Bash', { command, description: 'x' }] as const }];

/** Reads below, so that memory there is found; uses the skill and the agent; runs a command; writes a file. */
const steps = (gated: Gated) => [
  [{ tool: ['Read', { file_path: gated.place.path('ws', 'below', 'file.txt') }] as const }],
  [{ tool: ['Skill', { skill: 'loud' }] as const }],
  [{ tool: ['Agent', { description: 'x', prompt: 'SCRIPT:sub', subagent_type: 'helper' }] as const }],
  bash(`touch ${gated.place.path('ws', 'by-bash')}`),
  [{ tool: ['Write', { file_path: gated.place.path('ws', 'by-write'), content: 'x' }] as const }],
  [{ text: 'FINISHED' }],
];

const byItself = [
  'key-helper', 'laid-hook-call', 'laid-hook-start', 'laid-server', 'local-hook-call', 'local-hook-start', 'own-hook-call', 'own-hook-start',
  'own-server', 'project-hook-call', 'project-hook-start', 'project-server', 'sold-hook-call', 'sold-hook-start', 'sold-server',
]; // prettier-ignore
const texts = [
  'TOLD-helper', 'TOLD-laid-skill', 'TOLD-loud', 'TOLD-memory', 'TOLD-memory-below', 'TOLD-mine', 'TOLD-own-skill', 'TOLD-rule', 'TOLD-sold-skill', 'TOLD-typed',
]; // prettier-ignore

test('trusted, and accepted: all of it runs, and reaches the model', async (t) => {
  const { gated, planted } = await start(t, true);
  gated.answers(() => ({ behavior: 'allow' }));
  await gated.run(steps(gated), { acceptFindings: true });
  assert.deepEqual(planted.ran(), byItself);
  assert.deepEqual(planted.told(gated.model), texts);
  assert.ok(gated.place.exists('ws/by-bash') && gated.place.exists('ws/by-write'));
});

/** Of a workspace that is trusted the gate itself gives the identity file that the person accepted. */
const untrusted: readonly [
  name: string,
  trusted: boolean,
  request: Partial<LaunchRequest>,
  given: readonly string[],
][] = [
  ['the workspace is not trusted', false, {}, []],
  ['the prompt comes from others', true, { foreign: 'issue 7' }, ['TOLD-memory']],
];
for (const [name, trusted, request, given] of untrusted)
  test(`${name}: none of it runs or reaches the model, no shell runs, and the gate vets every call`, async (t) => {
    const { gated, planted } = await start(t, trusted);
    const decided: string[] = [];
    gated.gate.decided.on(({ call, decision }) =>
      decided.push(`${call.tool} ${decision.behavior} ${decision.layer}`),
    );
    // Whatever asks is allowed, and all rules allow: what is held is held by none of them.
    gated.settings({ 'permissions.allow': ['*', 'Bash'], permissionMode: 'bypassPermissions' });
    gated.answers(() => ({ behavior: 'allow' }));
    const { script, stdout, stderr } = await gated.run(steps(gated), { request });
    assert.match(stdout, /FINISHED/, stderr);
    assert.deepEqual(planted.ran(), []);
    assert.deepEqual(planted.told(gated.model), given);
    assert.ok(!gated.place.exists('ws/by-bash'));
    assert.ok(gated.place.exists('ws/by-write'));
    // Where the lock never ends Claude Code does not even know the tool, so the gate is not asked.
    const lock = request.foreign === undefined ? ['Bash deny lock'] : [];
    assert.deepEqual(decided, ['Read allow safe', 'Agent allow safe', ...lock, 'Write allow person'], JSON.stringify(gated.model.results(script)));
  }); // prettier-ignore

test('trust that is granted during the run lets the next command run, without a new launch', async (t) => {
  const { gated, planted, trust } = await start(t, false);
  gated.settings({ 'permissions.allow': ['touch *'] });
  gated.gate.decided.on(({ decision }) => decision.layer === 'lock' && trust(true));
  await gated.run([bash('touch before'), bash('touch after'), [{ text: 'FINISHED' }]]);
  assert.ok(!gated.place.exists('ws/before'));
  assert.ok(gated.place.exists('ws/after'));
  assert.deepEqual(planted.ran(), []);
});

test('a sub-agent of a session that is not trusted runs no commands', async (t) => {
  const { gated } = await start(t, false);
  gated.settings({ 'permissions.allow': ['touch *'] });
  gated.model.scripts['sub'] = [bash('touch by-sub'), [{ text: 'SUB-DONE' }]];
  const agent = {
    description: 'x',
    prompt: 'SCRIPT:sub',
    subagent_type: 'general-purpose',
    run_in_background: false,
  };
  const decided: string[] = [];
  gated.gate.decided.on(({ call, decision }) => decided.push(`${call.tool} ${decision.layer}`));
  await gated.run([[{ tool: ['Agent', agent] }], [{ text: 'FINISHED' }]]);
  assert.ok(decided.includes('Bash lock'), decided.join());
  assert.ok(!gated.place.exists('ws/by-sub'));
});

test('who resumes a conversation of others, or a copy of it, runs no commands', async (t) => {
  const { gated } = await start(t, true);
  gated.settings({ 'permissions.allow': ['touch *'] });
  const touch = (name: string) => [bash(`touch ${name}`), [{ text: 'FINISHED' }]];
  await gated.run(touch('first'), { request: { foreign: 'issue 7' } });
  await gated.run(touch('resumed'), { args: ['--continue'], acceptFindings: true });
  await gated.run(touch('copied'), { args: ['--continue', '--fork-session'], acceptFindings: true });
  for (const name of ['first', 'resumed', 'copied']) assert.ok(!gated.place.exists(`ws/${name}`), name);
  await gated.run(touch('own'), { acceptFindings: true });
  assert.ok(gated.place.exists('ws/own'));
});

test('a prompt of others is one argument: it is no option, runs nothing by "!", and names no files by "@"', async (t) => {
  const { gated } = await start(t, true);
  const secret = gated.place.write('secret.txt', 'THE-SECRET');
  for (const [at, prompt] of [
    '--dangerously-skip-permissions',
    `!touch ${gated.place.path('ws', 'bang')}`,
    `read @${secret} now`,
    '/typed',
  ].entries()) {
    const before = gated.model.requests.length;
    const { code, stderr } = await gated.given(prompt, { request: { foreign: 'a link' } });
    assert.equal(code, 0, `${at} ${stderr}`);
    const asked = JSON.stringify(gated.model.requests.slice(before));
    assert.ok(asked.includes(JSON.stringify(prompt).slice(1, -1)) || prompt === '/typed', prompt);
    assert.ok(!asked.includes('THE-SECRET'), prompt);
  }
  assert.ok(!gated.place.exists('ws/bang'));
});

test('a dry run runs nothing with an effect, and tells what would have been decided', async (t) => {
  const { gated } = await start(t, true);
  gated.settings({ 'permissions.allow': ['Edit(**)', 'touch *'] });
  const would: string[] = [];
  gated.gate.decided.on(({ call, decision }) => would.push(`${call.tool} ${decision.would?.behavior}`));
  await gated.run(steps(gated), { request: { dryRun: true } });
  assert.ok(!gated.place.exists('ws/by-bash') && !gated.place.exists('ws/by-write'));
  assert.deepEqual(would, ['Read allow', 'Agent allow', 'Bash allow', 'Write allow']);
});

test('on a screen: the status line and the slash commands of the workspace run by trust alone', async (t) => {
  const tmux = ensureTmux().then(() => true);
  if (!(await orSkip(t, tmux))) return;
  for (const trusted of [true, false]) {
    const { gated, planted } = await start(t, trusted);
    gated.answers(() => ({ behavior: 'deny' }));
    const screen = await gated.screen({ acceptFindings: true });
    if (trusted) {
      await until(() => planted.ran().includes('status-line'), { what: 'the status line ran' });
      continue;
    }
    await screen.say('/typed');
    await until(async () => /unknown|not found|no such|denied/i.test(await screen.text()), { what: 'the command is not known' });
    await screen.say('SCRIPT:none');
    await screen.waitFor(/SCRIPT-END/, 30_000);
    assert.deepEqual(planted.ran(), []);
  }
}); // prettier-ignore

async function start(t: TestContext, trusted: boolean) {
  let now = trusted;
  const gated = await startGated(t, { trusted: () => now });
  const planted: Planted = plant(gated.place);
  // Claude Code's own trust in the folder is given: what does not run is held by the launch alone.
  seedClaudeHome(gated.place.home, gated.place.workspace);
  gated.model.scripts['sub'] = [[{ text: 'SUB-DONE' }]];
  return { gated, planted, trust: (to: boolean) => void (now = to) };
}
