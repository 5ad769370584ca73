// Claude Code on a screen, as a person uses it, behind the real gate.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ensureTmux } from '../support/terminal.ts';
import { orSkip } from '../support/unavailable.ts';
import { until } from '../support/until.ts';
import { startGated } from './support/gated.ts';

const bash = (command: string) => [{ tool: ['Bash', { command, description: 'x' }] as const }];

test('what the gate allows runs without a dialog that waits for the person', async (t) => {
  if (
    !(await orSkip(
      t,
      ensureTmux().then(() => true),
    ))
  )
    return;
  const gated = await startGated(t);
  gated.settings({ 'permissions.allow': ['touch *'] });
  gated.model.scripts['fine'] = [bash('touch one'), bash('touch two'), [{ text: 'ALL-DONE' }]];
  const asked: string[] = [];
  gated.gate.approvals.asked.on(({ id }) => asked.push(id));
  const screen = await gated.screen();
  await screen.say('SCRIPT:fine');
  // No key is pressed from here on, so a dialog that waited would keep the end from coming. One that only flashes is
  // none: the agent draws its own while it asks the gate a second time.
  await screen.waitFor(/ALL-DONE/, 30_000);
  assert.ok(gated.place.exists('ws/one') && gated.place.exists('ws/two'));
  assert.deepEqual(asked, [], 'nor does the gate ask');
});

test('a question waits for the person while the agent waits, and the answer lets the call run', async (t) => {
  if (
    !(await orSkip(
      t,
      ensureTmux().then(() => true),
    ))
  )
    return;
  const gated = await startGated(t);
  gated.model.scripts['ask'] = [bash('touch asked'), [{ text: 'ALL-DONE' }]];
  const screen = await gated.screen();
  await screen.say('SCRIPT:ask');
  const [pending] = await until(
    () => gated.gate.approvals.pending().length > 0 && gated.gate.approvals.pending(),
  );
  assert.ok(!gated.place.exists('ws/asked'));
  assert.ok(pending && gated.gate.approvals.answer(pending.id, { behavior: 'allow' }));
  await screen.waitFor(/ALL-DONE/, 30_000);
  assert.ok(gated.place.exists('ws/asked'));
});

test('Escape in the agent withdraws the question, and nothing runs', async (t) => {
  if (
    !(await orSkip(
      t,
      ensureTmux().then(() => true),
    ))
  )
    return;
  const gated = await startGated(t);
  gated.model.scripts['escape'] = [bash('touch escaped'), [{ text: 'ALL-DONE' }]];
  const screen = await gated.screen();
  await screen.say('SCRIPT:escape');
  const [pending] = await until(
    () => gated.gate.approvals.pending().length > 0 && gated.gate.approvals.pending(),
  );
  await screen.press('Escape');
  await until(() => gated.gate.approvals.pending().length === 0, { what: 'the question is withdrawn' });
  assert.equal(gated.gate.approvals.answer(pending?.id ?? '', { behavior: 'allow' }), false);
  assert.ok(!gated.place.exists('ws/escaped'));
});

test('a slash command whose own commands are not allowed is refused', async (t) => {
  if (
    !(await orSkip(
      t,
      ensureTmux().then(() => true),
    ))
  )
    return;
  const gated = await startGated(t);
  gated.settings({ 'permissions.deny': ['touch *'] });
  gated.place.write(
    'ws/.claude/commands/evil.md',
    '---\nallowed-tools: Bash(touch:*)\n---\nSCRIPT:slash !`touch slashed`\n',
  );
  gated.model.scripts['slash'] = [[{ text: 'ALL-DONE' }]];
  const screen = await gated.screen({ acceptFindings: true });
  await screen.say('/evil');
  await until(async () => /blocked|denied|rule/i.test(await screen.text()), {
    what: 'the refusal is on the screen',
    timeout: 20_000,
  });
  assert.ok(!gated.place.exists('ws/slashed'));
});
