// Turns and their denials as the gate keeps them: from the prompt to the answer, in the journal and for whoever asks.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { startTestGate } from './support.ts';
import { readEntries } from '../support/journal/entries.ts';

const prompt = (text: string) => ({ hook_event_name: 'UserPromptSubmit', prompt: text });
const stop = { hook_event_name: 'Stop', stop_hook_active: false, last_assistant_message: 'done' };
const turnsIn = (stateDir: string) =>
  readEntries(join(stateDir, 'journal')).filter(({ event }) => event === 'turn');
const ids = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value.map((one: { id: unknown }) => one.id) : [];

test('a turn ends with the answer, and its entry has the counts and the denials with their reasons', async (t) => {
  const { session, gate, stateDir, mode } = await startTestGate(t);
  const { post, wants, id } = await session();
  await post(prompt('hello'));
  mode('bypassPermissions');
  await wants({ x: 1 });
  mode('plan');
  await wants({ x: 2 });
  await wants({ command: 'rm -rf /' }, { tool: 'Bash' });
  assert.equal((await post(stop)).text, '{}');
  const [turn, ...more] = turnsIn(stateDir);
  assert.equal(more.length, 0);
  const said = ['session', 'turn', 'end', 'calls', 'allowed', 'denied', 'asked'].map((name) => turn?.[name]);
  assert.deepEqual(said, [id, 1, 'finished', 3, 1, 2, 0]);
  const denials = gate.sessions.denials(id);
  assert.deepEqual(denials.map(({ tool, layer, turn }) => [tool, layer, turn]), [['Frobnicate', 'mode', 1], ['Bash', 'floor', 1]]); // prettier-ignore
  assert.ok(denials.every(({ reason }) => reason.length > 10));
  assert.equal(denials[1]?.subject, 'rm -rf /');
  assert.deepEqual(ids(turn?.['denials']), denials.map((one) => one.id)); // prettier-ignore
  const decided = readEntries(join(stateDir, 'journal')).filter(({ event }) => event === 'decision');
  assert.deepEqual(ids(decided).slice(1), ids(turn?.['denials']), 'the same ids as those of the decisions');
});

test('a turn that ended by the limit of denials says so and has them all', async (t) => {
  const { session, stateDir, mode } = await startTestGate(t, {}, { personAvailable: false });
  const { post, wants } = await session();
  await post(prompt('go'));
  mode('plan');
  for (let n = 0; n < 5; n += 1) await wants({ n });
  await post(stop);
  const [turn] = turnsIn(stateDir);
  assert.match(String(turn?.['paused']), /3 denials in a row/);
  assert.equal(ids(turn?.['denials']).length, 5);
});

test('a turn without an answer ends with the next prompt, the last one with the session', async (t) => {
  const { session, stateDir, mode } = await startTestGate(t);
  const { post, wants, launch } = await session();
  mode('plan');
  await post(prompt('one'));
  await wants({ n: 1 });
  await post(prompt('two'));
  await wants({ n: 2 });
  launch.ended(0);
  const turns = turnsIn(stateDir);
  assert.deepEqual(turns.map(({ turn, end, denied }) => [turn, end, denied]), [[1, 'interrupted', 1], [2, 'ended', 1]]); // prettier-ignore
});

test('a model that failed is told as such, and a sub-agent that stops ends no turn', async (t) => {
  const { session, stateDir } = await startTestGate(t);
  const { post } = await session();
  await post(prompt('one'));
  await post({ hook_event_name: 'SubagentStop', agent_id: 'a', last_assistant_message: 'sub' });
  await post({ hook_event_name: 'SubagentStop' });
  assert.equal(turnsIn(stateDir).length, 0);
  await post({ hook_event_name: 'StopFailure', error: 'rate_limit' });
  const [turn] = turnsIn(stateDir);
  assert.deepEqual([turn?.['end'], turn?.['error']], ['failed', 'rate_limit']);
});

test('a prompt that is refused begins no turn', async (t) => {
  const { session, gate } = await startTestGate(t);
  const { post } = await session();
  await post(prompt('wait'));
  await gate.stop.engage('the test');
  await post(prompt('go on'));
  assert.equal(gate.sessions.list()[0]?.turn, 0);
});

test('questions are counted, and what the person denies is a denial by the person', async (t) => {
  const { session, gate, question } = await startTestGate(t);
  const { wants, id } = await session();
  const waiting = wants({ n: 1 });
  gate.approvals.answer((await question()).id, { behavior: 'deny' });
  await waiting;
  const [denial] = gate.sessions.denials(id);
  assert.deepEqual([denial?.by, denial?.layer], ['person', 'person']);
  assert.equal(gate.sessions.list()[0]?.asked, 1);
});

test('no secret of a call or of an agent that failed is in the record of its turn', async (t) => {
  const { session, gate, stateDir } = await startTestGate(t);
  const { post, wants, id } = await session();
  const token = `ghp_${'aB3dE5gH7j'.repeat(4)}`;
  await wants({ command: `rm -rf / # ${token}` }, { tool: 'Bash' });
  await post({ hook_event_name: 'StopFailure', error: `no key ${token}` });
  const said = JSON.stringify([turnsIn(stateDir), gate.sessions.denials(id)]);
  assert.match(said, /rm -rf/);
  assert.doesNotMatch(said, /ghp_/);
});
