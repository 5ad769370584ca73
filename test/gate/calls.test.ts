// A tool call's way through the gate: hook, decision, question, answer, count.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { readEntries } from '../support/journal/entries.ts';
import { until } from '../support/until.ts';
import { startTestGate, type TestGate } from './support.ts';

test('an unknown tool asks, and passes when the person allows it', async (t) => {
  const { session, question, gate } = await startTestGate(t);
  const { wants } = await session();
  const waiting = wants({ x: 1 });
  const pending = await question();
  assert.equal(pending.tool, 'Frobnicate');
  assert.ok(gate.approvals.answer(pending.id, { behavior: 'allow' }));
  assert.equal(await waiting, 'allow');
  assert.equal(gate.approvals.answer(pending.id, { behavior: 'allow' }), false, 'an answer is used once');
});

test('what the person denies is denied, with the words of the person', async (t) => {
  const { session, question, gate } = await startTestGate(t);
  const { post } = await session();
  const waiting = post({
    hook_event_name: 'PreToolUse',
    tool_name: 'Frob',
    tool_input: {},
    tool_use_id: 'a',
  });
  gate.approvals.answer((await question()).id, { behavior: 'deny', feedback: 'use the blue one' });
  const answer = await waiting;
  assert.equal(answer.decision, 'deny');
  assert.match(answer.reason, /use the blue one/);
});

test('an answer holds for exactly one call: the same call asks again, another input too', async (t) => {
  const { session, question, gate } = await startTestGate(t);
  const { wants } = await session();
  const seen = new Set<string>();
  for (const input of [{ x: 1 }, { x: 1 }, { x: 2 }]) {
    const waiting = wants(input);
    const { id } = await question();
    seen.add(id);
    gate.approvals.answer(id, { behavior: 'allow' });
    assert.equal(await waiting, 'allow');
  }
  assert.equal(seen.size, 3);
});

test('equal pending questions are one; one answer settles all of them', async (t) => {
  const { session, question, gate } = await startTestGate(t);
  const { wants } = await session();
  let asked = 0;
  gate.approvals.asked.on(() => (asked += 1));
  const all = [wants({ a: 1, b: 2 }), wants({ b: 2, a: 1 }), wants({ a: 1, b: 2 })];
  await until(() => gate.sessions.list()[0]?.calls === 3, { every: 5 });
  gate.approvals.answer((await question()).id, { behavior: 'allow' });
  assert.deepEqual(await Promise.all(all), ['allow', 'allow', 'allow']);
  assert.equal(asked, 1);
});

test('one denial that settles several equal calls counts once', async (t) => {
  const { session, question, gate } = await startTestGate(t);
  const { wants } = await session();
  const all = [wants({}), wants({}), wants({}), wants({})];
  await until(() => gate.sessions.list()[0]?.calls === 4, { every: 5 });
  gate.approvals.answer((await question()).id, { behavior: 'deny' });
  assert.deepEqual(new Set(await Promise.all(all)), new Set(['deny']));
  assert.equal(gate.sessions.list()[0]?.paused, undefined);
});

test('equal calls of two sessions are two questions', async (t) => {
  const { session, gate } = await startTestGate(t);
  const all = [(await session()).wants({}), (await session()).wants({})];
  await until(() => gate.approvals.pending().length === 2, { every: 5 });
  for (const { id } of gate.approvals.pending()) gate.approvals.answer(id, { behavior: 'deny' });
  assert.deepEqual(await Promise.all(all), ['deny', 'deny']);
});

test('an agent that gives up takes its question away, and a late answer counts for nothing', async (t) => {
  const { session, question, gate } = await startTestGate(t);
  const { wants } = await session();
  const giveUp = new AbortController();
  const waiting = wants({ x: 1 }, { signal: giveUp.signal }).catch(() => 'gave up');
  const { id } = await question();
  giveUp.abort();
  assert.equal(await waiting, 'gave up');
  await until(() => gate.approvals.pending().length === 0, { every: 5 });
  assert.equal(gate.approvals.answer(id, { behavior: 'allow' }), false);
});

test('of two equal questions one agent giving up leaves the other waiting', async (t) => {
  const { session, question, gate } = await startTestGate(t);
  const { wants } = await session();
  const giveUp = new AbortController();
  const first = wants({ x: 1 }, { signal: giveUp.signal }).catch(() => 'gave up');
  const second = wants({ x: 1 });
  await until(() => gate.sessions.list()[0]?.calls === 2, { every: 5 });
  giveUp.abort();
  assert.equal(await first, 'gave up');
  gate.approvals.answer((await question()).id, { behavior: 'allow' });
  assert.equal(await second, 'allow');
});

test('a question without an answer in time is a denial', async (t) => {
  const { session, gate } = await startTestGate(t, { patience: 50 });
  assert.equal(await (await session()).wants({}), 'deny');
  assert.deepEqual(gate.approvals.pending(), []);
});

test('where nobody can be asked a question is a denial', async (t) => {
  const { session } = await startTestGate(t, {}, { personAvailable: false });
  assert.equal(await (await session()).wants({}), 'deny');
});

test('in mode dontAsk an ask is a denial by that mode', async (t) => {
  const { session, mode, gate } = await startTestGate(t);
  mode('dontAsk');
  const { wants, id } = await session();
  assert.equal(await wants({}), 'deny');
  const dry = await gate.hasPermissionsToUseTool('Frob', {}, { agent: 'claude', cwd: '/', session: id });
  assert.deepEqual([dry.behavior, dry.layer, dry.reason], ['deny', 'dontAsk', 'dontAsk']);
});

test('in mode auto without a reviewer doubt is a denial with advice', async (t) => {
  const { session, mode } = await startTestGate(t);
  mode('auto');
  const { post } = await session();
  const answer = await post({
    hook_event_name: 'PreToolUse',
    tool_name: 'Frob',
    tool_input: {},
    tool_use_id: 'a',
  });
  assert.equal(answer.decision, 'deny');
  assert.match(answer.reason, /auto/);
});

test('without a session nothing is asked, counted or journaled', async (t) => {
  const { gate } = await startTestGate(t);
  const decisions: unknown[] = [];
  gate.decided.on((news) => decisions.push(news));
  const dry = await gate.hasPermissionsToUseTool('Frob', {}, { agent: 'claude', cwd: '/' });
  assert.equal(dry.behavior, 'ask');
  assert.deepEqual([decisions, gate.approvals.pending()], [[], []]);
});

test('a call for a session that nobody opened, or of an agent that nobody knows, is a failure', async (t) => {
  const { gate } = await startTestGate(t, { agents: {} });
  const live = await gate.hasPermissionsToUseTool('Frob', {}, { agent: 'claude', cwd: '/', session: 'x' });
  const dry = await gate.hasPermissionsToUseTool('Frob', {}, { agent: 'claude', cwd: '/' });
  assert.deepEqual(
    [live.behavior, live.layer, dry.behavior, dry.layer],
    ['deny', 'failure', 'deny', 'failure'],
  );
});

test('200 calls at once all get their decision', async (t) => {
  const { session, mode } = await startTestGate(t);
  mode('bypassPermissions');
  const { wants } = await session();
  const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => wants({ n })));
  assert.deepEqual(new Set(answers), new Set(['allow']));
});

test('a deadline that passes is answered with an error; the question is taken away and nothing is allowed', async (t) => {
  const { session, gate, stateDir } = await startTestGate(t, { server: { deadline: () => 60 } });
  const { wants, post } = await session();
  const asked: string[] = [];
  gate.approvals.asked.on(({ id }) => asked.push(id));
  assert.match(await wants({ x: 1 }), /^504 /);
  await until(() => gate.approvals.pending().length === 0, { every: 5 });
  assert.deepEqual(asked.map((id) => gate.approvals.answer(id, { behavior: 'allow' })), [false]);
  const late = await until(() => readEntries(join(stateDir, 'journal')).find(({ event }) => event === 'decision'));
  assert.deepEqual([late['behavior'], late['layer']], ['deny', 'failure']);
  // Nor does the agent's second question find an allow.
  const second = await post({ hook_event_name: 'PermissionRequest', tool_name: 'Frobnicate', tool_input: { x: 1 } });
  assert.equal(second.decision, 'deny');
}); // prettier-ignore

test('a gate that closes denies what waits', async (t) => {
  const { session, gate, question } = await startTestGate(t);
  const waiting = (await session()).wants({});
  await question();
  await gate.close();
  assert.equal(await waiting, 'deny');
});

test('three denials in a row pause the session; an allow between them starts the count anew', async (t) => {
  const { session, mode, gate } = await startTestGate(t);
  const { wants } = await session();
  const denied = async (times: number): Promise<void> => {
    mode('plan');
    for (let n = 0; n < times; n += 1) assert.equal(await wants({}), 'deny');
  };
  await denied(2);
  mode('bypassPermissions');
  assert.equal(await wants({}), 'allow');
  await denied(2);
  assert.equal(gate.sessions.list()[0]?.paused, undefined);
  await denied(1);
  assert.equal(gate.sessions.list()[0]?.paused, '3 denials in a row');
});

test('twenty denials in a session pause it, whatever was allowed between them', async (t) => {
  const { session, mode, gate } = await startTestGate(t);
  const { wants } = await session();
  for (let n = 1; n <= 20; n += 1) {
    assert.equal(gate.sessions.list()[0]?.paused, undefined, `after ${n - 1}`);
    mode('plan');
    await wants({});
    mode('bypassPermissions');
    if (n < 20) await wants({});
  }
  assert.equal(gate.sessions.list()[0]?.paused, '20 denials in this session');
});

test('a paused session asks whether it may go on; an allow lets it go on', async (t) => {
  const { session, mode, question, gate } = await startTestGate(t);
  const { wants } = await session();
  await pause({ mode }, wants);
  mode('bypassPermissions');
  const calls = [wants({ a: 1 }), wants({ b: 2 })];
  await until(() => gate.sessions.list()[0]?.calls === 5, { every: 5 });
  const pending = await question();
  assert.equal(pending.resumes, true);
  assert.equal(gate.approvals.pending().length, 1, 'all calls wait for one question');
  gate.approvals.answer(pending.id, { behavior: 'allow' });
  assert.deepEqual(await Promise.all(calls), ['allow', 'allow']);
  assert.equal(gate.sessions.list()[0]?.paused, undefined);
});

test('a paused session that may not go on is denied without further questions until it is resumed', async (t) => {
  const { session, mode, question, gate } = await startTestGate(t);
  const { wants, id } = await session();
  await pause({ mode }, wants);
  mode('bypassPermissions');
  const first = wants({});
  gate.approvals.answer((await question()).id, { behavior: 'deny' });
  assert.deepEqual([await first, await wants({})], ['deny', 'deny']);
  gate.sessions.resume(id);
  assert.equal(await wants({}), 'allow');
});

test('calls that wait while a session is paused go on when it is resumed from elsewhere', async (t) => {
  const { session, mode, question, gate } = await startTestGate(t);
  const { wants, id } = await session();
  await pause({ mode }, wants);
  mode('bypassPermissions');
  const calls = [wants({ a: 1 }), wants({ b: 2 })];
  await question();
  await until(() => gate.sessions.list()[0]?.calls === 5, { every: 5 });
  gate.sessions.resume(id);
  assert.deepEqual(await Promise.all(calls), ['allow', 'allow']);
  assert.deepEqual(gate.approvals.pending(), []);
});

test('a paused session where nobody can be asked stays denied', async (t) => {
  const { session, mode, gate } = await startTestGate(t, {}, { personAvailable: false });
  const { wants } = await session();
  await pause({ mode }, wants);
  mode('bypassPermissions');
  assert.equal(await wants({}), 'deny');
  assert.equal(gate.sessions.list()[0]?.denials, 4);
});

test('a pause of the person holds every call', async (t) => {
  const { session, mode, question, gate } = await startTestGate(t);
  mode('bypassPermissions');
  const { wants, id } = await session();
  gate.sessions.pause(id, 'the person wants a look');
  const waiting = wants({});
  assert.match((await question()).decision.reason, /the person wants a look/);
  gate.approvals.answer((await question()).id, { behavior: 'allow' });
  assert.equal(await waiting, 'allow');
});

test('questions, failures and stops are no denials', async (t) => {
  const { session, gate } = await startTestGate(t, { patience: 20 });
  const { wants } = await session();
  for (let n = 0; n < 5; n += 1) await wants({ n });
  assert.equal(gate.sessions.list()[0]?.paused, undefined);
});

test('rules added to a session are judged with its next call, and only there', async (t) => {
  const { session, mode, gate } = await startTestGate(t);
  mode('bypassPermissions');
  const [one, other] = [await session(), await session()];
  const tool = 'mcp__server__tool';
  assert.equal(await one.wants({}, { tool }), 'allow');
  gate.sessions.addRules(one.id, [{ text: tool, behavior: 'deny', scope: 'session' }]);
  assert.deepEqual([await one.wants({}, { tool }), await other.wants({}, { tool })], ['deny', 'allow']);
});

test('rules that a person would save are tried on the pending call first', async (t) => {
  const { session, question, gate } = await startTestGate(t);
  const tool = 'mcp__server__tool';
  const waiting = (await session()).wants({}, { tool });
  const { id, suggestions } = await question();
  const rule = (text: string, behavior: 'allow' | 'deny') => [{ text, behavior, scope: 'user' } as const];
  assert.deepEqual(suggestions, [tool]);
  assert.equal(await gate.wouldDecide(id, rule(tool, 'allow')), true);
  assert.equal(await gate.wouldDecide(id, rule(tool, 'deny')), true);
  assert.equal(await gate.wouldDecide(id, rule('mcp__server__other', 'allow')), false);
  assert.equal(await gate.wouldDecide(id, []), false);
  assert.equal(await gate.wouldDecide('no such question', rule(tool, 'allow')), false);
  gate.approvals.answer(id, { behavior: 'allow', rules: rule(tool, 'allow') });
  assert.equal(await waiting, 'allow');
});

async function pause(
  { mode }: Pick<TestGate, 'mode'>,
  wants: (input: unknown) => Promise<string>,
): Promise<void> {
  mode('plan');
  for (let n = 0; n < 3; n += 1) await wants({ n });
}

test('an answer lifts the pause that it was asked about, and none that came meanwhile', async (t) => {
  const { session, mode, question, gate } = await startTestGate(t);
  const { wants, id } = await session();
  mode('bypassPermissions');
  gate.sessions.pause(id, 'one reason');
  const call = wants({});
  const pending = await question();
  gate.sessions.pause(id, 'another reason');
  gate.approvals.answer(pending.id, { behavior: 'allow' });
  assert.equal(await call, 'deny');
  assert.equal(gate.sessions.list()[0]?.paused, 'another reason');
});
