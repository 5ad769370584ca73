// The real Claude Code is pointed at the scripted model rightly: it runs what the script calls, in both its forms,
// and a hook holds it.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { claudeBinary, openScreen, runClaude } from '../support/claude.ts';
import { startModel, type Model } from '../support/model/server.ts';
import { makePlace, type Place } from '../support/place.ts';
import { ensureTmux } from '../support/terminal.ts';
import { orSkip } from '../support/unavailable.ts';
import { until } from '../support/until.ts';

test('claude -p runs one scripted Bash call', async (t) => {
  if (!(await orSkip(t, claudeBinary()))) return;
  const { place, model } = await prepared(t);
  const run = await runClaude('SCRIPT:touch', { url: model.url, home: place.home, cwd: place.workspace });
  assert.equal(run.code, 0, run.stdout + run.stderr);
  assert.ok(place.exists('ws/marker'), run.stdout + run.stderr);
  assert.deepEqual(model.steps('touch'), [0, 1]);
  assert.deepEqual(
    model.results('touch').map((result) => result.isError),
    [false],
  );
});

test('claude on a screen asks when a hook says so, and Escape means that nothing runs', async (t) => {
  if (!(await orSkip(t, Promise.all([claudeBinary(), ensureTmux()])))) return;
  const { place, model } = await prepared(t);
  const screen = await openScreen({
    url: model.url,
    home: place.home,
    cwd: place.workspace,
    args: ['--settings', JSON.stringify(asking)],
  });
  t.after(screen.close);
  await screen.say('SCRIPT:touch');
  assert.match(await screen.waitFor(/Do you want/, 30_000), /please look/);
  await screen.press('Escape');
  await until(async () => !(await screen.text()).includes('Do you want'), { what: 'the dialog has gone' });
  assert.ok(!place.exists('ws/marker'));
  await screen.press('C-c');
  await screen.press('C-c');
  assert.equal(typeof (await screen.ended(20_000)), 'number');
});

async function prepared(t: TestContext): Promise<{ place: Place; model: Model }> {
  const place = makePlace(t);
  const call = { command: `touch ${place.path('ws', 'marker')}`, description: 'Mark' };
  const model = await startModel({ scripts: { touch: [[{ tool: ['Bash', call] }], [{ text: 'Done' }]] } });
  t.after(model.close);
  return { place, model };
}

const answer = {
  hookSpecificOutput: {
    hookEventName: 'PreToolUse',
    permissionDecision: 'ask',
    permissionDecisionReason: 'please look',
  },
};

const asking = {
  hooks: {
    PreToolUse: [
      {
        matcher: '*',
        hooks: [{ type: 'command', command: `echo '${JSON.stringify(answer)}'`, onFailure: 'block' }],
      },
    ],
  },
};
