// The main job, end to end: the real Claude Code, the real gate, a scripted model. Every test looks at files.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { startGated } from './support/gated.ts';
import { fourTools, mcpArguments, ran } from './support/tools.ts';

const bash = (command: string) => [{ tool: ['Bash', { command, description: 'x' }] as const }];
const end = [{ text: 'FINISHED' }];

for (const profile of ['guarded', 'handsOff'] as const) {
  test(`${profile}: what a rule allows runs, without a question`, async (t) => {
    const gated = await startGated(t);
    gated.settings({ 'permissions.allow': ['echo *', 'Edit(out.txt)'] });
    const { stdout, stderr } = await gated.run([bash('echo allowed > out.txt'), end], { profile });
    assert.ok(gated.place.exists('ws/out.txt'), `${stdout}\n${stderr}\n${gated.log.join('\n')}`);
    assert.equal(gated.place.read('ws/out.txt'), 'allowed\n');
  });

  test(`${profile}: rm -rf of a folder with content does not run, and the model reads why`, async (t) => {
    const gated = await startGated(t);
    mkdirSync(gated.place.path('ws', 'precious'));
    writeFileSync(gated.place.path('ws', 'precious', 'file'), 'keep');
    gated.settings({ 'permissions.deny': ['rm -rf *'] });
    const { script } = await gated.run([bash('rm -rf precious'), end], { profile });
    assert.equal(gated.place.read('ws/precious/file'), 'keep');
    const [result] = gated.model.results(script);
    assert.match(JSON.stringify(result), /rm -rf \*/);
  });

  test(`${profile}: a catastrophe is denied whatever the rules allow`, async (t) => {
    const gated = await startGated(t);
    gated.settings({ 'permissions.allow': ['*'], permissionMode: 'bypassPermissions' });
    writeFileSync(gated.place.path('ws', 'file'), 'keep');
    await gated.run([bash(`rm -rf ${gated.place.workspace}`), end], { profile });
    assert.equal(gated.place.read('ws/file'), 'keep');
  });

  test(`${profile}: an uncertain call that the person allows runs, once`, async (t) => {
    const gated = await startGated(t);
    let asked = 0;
    gated.answers(() => ({ behavior: (asked += 1) === 1 ? 'allow' : 'deny' }));
    await gated.run([bash('echo one >> out.txt'), bash('echo one >> out.txt'), end], { profile });
    assert.equal(asked, 2);
    assert.equal(gated.place.read('ws/out.txt'), 'one\n');
  });

  test(`${profile}: an uncertain call that the person denies does not run, and the agent gets the words`, async (t) => {
    const gated = await startGated(t);
    gated.answers(() => ({ behavior: 'deny', feedback: 'not on a Friday' }));
    const { script } = await gated.run([bash('touch file'), end], { profile });
    assert.ok(!gated.place.exists('ws/file'));
    assert.match(JSON.stringify(gated.model.results(script)), /not on a Friday/);
  });

  test(`${profile}: every kind of tool runs when the person allows it, and each is in the journal`, async (t) => {
    const gated = await startGated(t);
    const decided: string[] = [];
    gated.gate.decided.on(({ call, decision }) => decided.push(`${call.tool} ${decision.behavior}`));
    gated.answers(() => ({ behavior: 'allow' }));
    const { script, stdout } = await gated.run(fourTools(gated.place.workspace), {
      profile,
      args: mcpArguments(),
    });
    assert.deepEqual(
      [...ran(gated.place.workspace, gated.model, script)].sort(),
      ['bash', 'mcp', 'read', 'write'],
      stdout,
    );
    assert.deepEqual(decided.sort(), ['Bash allow', 'Read allow', 'Write allow', 'mcp__touch__touch allow']);
  });
}

test('settings that change during the run hold for the next call', async (t) => {
  const gated = await startGated(t);
  gated.settings({ 'permissions.allow': ['touch *'] });
  gated.gate.decided.on(() => gated.settings({ 'permissions.deny': ['touch *'] }));
  await gated.run([bash('touch one'), bash('touch two'), end]);
  assert.ok(gated.place.exists('ws/one'));
  assert.ok(!gated.place.exists('ws/two'));
});

test('a session is gated from its first sign of life, and its calls and denials are counted', async (t) => {
  const gated = await startGated(t);
  const states = new Set<string>();
  gated.gate.sessions.changed.on((list) => list.forEach((session) => states.add(session.state)));
  gated.settings({ 'permissions.deny': ['touch *'] });
  await gated.run([bash('touch one'), end]);
  assert.ok(states.has('gated'));
});

test('nothing runs after the stop, and a new launch is refused', async (t) => {
  const gated = await startGated(t);
  gated.settings({ 'permissions.allow': ['touch *'] });
  gated.gate.decided.on(() => void gated.gate.stop.engage('the test'));
  await gated.run([bash('touch one'), bash('touch two'), end]);
  assert.ok(!gated.place.exists('ws/two'));
  await assert.rejects(gated.run([bash('touch three'), end]), /stop/i);
  gated.gate.stop.release('the test');
});

test('a write to a path that Claude Code protects runs when the person allows it', async (t) => {
  const gated = await startGated(t);
  gated.answers(() => ({ behavior: 'allow' }));
  const file = gated.place.path('ws', '.vscode', 'settings.json');
  await gated.run([[{ tool: ['Write', { file_path: file, content: '{}' }] }], end]);
  assert.ok(gated.place.exists('ws/.vscode/settings.json'));
});
