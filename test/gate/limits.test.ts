// Limits of rate and number: what is over one is refused, never passed, and no flood takes the place of a tool call.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { admission, gateLimits } from '../../src/gate/limits.ts';
import { readEntries } from '../support/journal/entries.ts';
import { until } from '../support/until.ts';
import { post, startTestGate } from './support.ts';

const few = { concurrent: 100, burst: 5, perSecond: 0.001 };
const config = { hook_event_name: 'ConfigChange', source: 'user_settings' };
const outcome = (id: number) => ({
  hook_event_name: 'PostToolUse', tool_name: 'Frobnicate', tool_input: {}, tool_use_id: `x${id}`, tool_response: {},
}); // prettier-ignore

const kinds = (kind: Partial<typeof gateLimits.kinds>) => ({
  server: { requests: { ...gateLimits, kinds: { ...gateLimits.kinds, ...kind } } },
});

test('a bucket gives what it holds, fills with time, and never holds more than its burst', () => {
  let time = 0;
  const { enter } = admission({ concurrent: 3, burst: 4, perSecond: 2 }, () => time);
  const take = (n: number): number => {
    let taken = 0;
    for (let at = 0; at < n; at += 1) {
      const leave = enter('a');
      leave?.();
      if (leave) taken += 1;
    }
    return taken;
  };
  assert.equal(take(9), 4);
  time += 1_000;
  assert.equal(take(9), 2);
  time += 1_000_000;
  assert.equal(take(9), 4);
  time -= 5_000;
  assert.equal(take(9), 0, 'a clock that goes back gives nothing');
  time += 1_000_000;
  const open = [enter('a'), enter('a'), enter('a')];
  assert.equal(enter('a'), undefined, 'so many at once');
  assert.ok(enter('b'), 'another has its own');
  open[0]?.();
  open[0]?.();
  assert.ok(enter('a'));
  assert.equal(enter('a'), undefined, 'who leaves twice has left once');
});

test('what is over the limit is refused, never passed', async (t) => {
  const { session, mode } = await startTestGate(t, kinds({ preTool: few }));
  mode('bypassPermissions');
  const { wants } = await session();
  const answers = await Promise.all(Array.from({ length: 9 }, (_, n) => wants({ n })));
  assert.equal(answers.filter((answer) => answer === 'allow').length, 5);
  assert.equal(answers.filter((answer) => answer.startsWith('429 ')).length, 4);
  assert.equal(await (await session()).wants({}), 'allow', 'another session has its own limit');
});

test('more calls at once than a session may have open are refused', async (t) => {
  const { session, gate } = await startTestGate(
    t,
    kinds({ preTool: { concurrent: 2, burst: 100, perSecond: 100 } }),
  );
  const { wants } = await session();
  const open = [wants({ n: 1 }), wants({ n: 2 })];
  await until(() => gate.approvals.pending().length === 2, { every: 5 });
  assert.match(await wants({ n: 3 }), /^429 /);
  for (const { id } of gate.approvals.pending()) gate.approvals.answer(id, { behavior: 'allow' });
  assert.deepEqual(await Promise.all(open), ['allow', 'allow']);
});

test('a flood of prompts, changes of settings and notices keeps no tool call from its decision', async (t) => {
  const { session, mode, gate } = await startTestGate(t, {}, { personAvailable: false });
  mode('bypassPermissions');
  const { post: send, wants } = await session();
  const flood = [
    ...Array.from({ length: 90 }, () => send({ hook_event_name: 'UserPromptSubmit', prompt: 'go on' })),
    ...Array.from({ length: 90 }, () => send(config)),
    ...Array.from({ length: 90 }, () => send({ hook_event_name: 'Notification' })),
  ];
  const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => wants({ n })));
  assert.deepEqual(new Set(answers), new Set(['allow']));
  const statuses = (await Promise.all(flood)).map((one) => one.status);
  assert.ok(statuses.slice(0, 90).includes(429) && statuses.slice(90, 180).includes(429), 'both floods were refused');
  assert.ok(!statuses.slice(180).includes(429), 'notices have a limit of their own');
  assert.equal(gate.sessions.list()[0]?.paused, undefined);
}); // prettier-ignore

test('changes of settings that wait for the person take no place from tool calls', async (t) => {
  const { session, gate, mode } = await startTestGate(t);
  const { post: send, wants } = await session();
  const waiting = Array.from({ length: 40 }, (_, n) => send({ ...config, source: `s${n}` }));
  await until(() => gate.approvals.pending().length === gateLimits.kinds.configChange.concurrent, {
    every: 5,
  });
  mode('bypassPermissions');
  assert.equal(await wants({}), 'allow');
  for (const { id } of gate.approvals.pending()) gate.approvals.answer(id, { behavior: 'deny' });
  const statuses = (await Promise.all(waiting)).map(({ status }) => status);
  assert.equal(statuses.filter((status) => status === 429).length, 24);
});

test('reports that are too many to be looked at pause the session, and the journal says so once', async (t) => {
  const { session, gate, stateDir } = await startTestGate(t, kinds({ postTool: few }), {
    personAvailable: false,
  });
  const { post: send, wants } = await session();
  assert.equal(await wants({}, { callId: 'x0' }), 'deny');
  await Promise.all(Array.from({ length: 12 }, (_, n) => send({ ...outcome(n), hook_event_name: 'PostToolUseFailure' })));
  assert.match(gate.sessions.list()[0]?.paused ?? '', /more calls than the gate can look at/);
  const noted = readEntries(join(stateDir, 'journal')).filter(({ event }) => event === 'limited');
  assert.deepEqual(noted.map((one) => one['kind']), ['postTool']);
}); // prettier-ignore

test('all sessions together have a limit', async (t) => {
  const { session, mode } = await startTestGate(t, {
    server: { requests: { ...gateLimits, allSessions: few } },
  });
  mode('bypassPermissions');
  const [one, other] = [await session(), await session()];
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, n) => (n % 2 === 0 ? one : other).wants({ n })),
  );
  assert.equal(answers.filter((answer) => answer === 'allow').length, 5);
  assert.equal(answers.filter((answer) => answer.startsWith('429 ')).length, 3);
});

test('strangers have a limit, fill no log, and cost an agent nothing', async (t) => {
  const { gate, session, mode, log } = await startTestGate(t);
  mode('bypassPermissions');
  const { wants } = await session();
  const strangers = await Promise.all(Array.from({ length: 300 }, () => post(gate.port, { token: 'A'.repeat(43) })));
  const count = (status: number) => strangers.filter((one) => one.status === status).length;
  assert.ok(count(401) >= 60 && count(401) < 100, `${count(401)} were looked at`);
  assert.equal(count(401) + count(429), 300);
  assert.ok(log.filter((text) => text.includes('Refused')).length < 100);
  assert.equal(await wants({}), 'allow');
}); // prettier-ignore

test('bodies that are read at the same time have a limit together', async (t) => {
  const body = { bytes: 300_000, milliseconds: 5_000, together: 400_000 };
  const { session, mode } = await startTestGate(t, { server: { body } });
  mode('plan');
  const { wants } = await session();
  const answers = await Promise.all(Array.from({ length: 12 }, () => wants({ x: 'y'.repeat(250_000) })));
  assert.ok(answers.every((answer) => answer === 'deny' || answer.startsWith('429 ')), answers.join());
  assert.equal(await wants({ x: 'y'.repeat(250_000) }), 'deny', 'what was taken is given back');
}); // prettier-ignore

for (const [from, headers] of [
  ['a web page', { origin: 'https://evil.example' }],
  ['a proxy or forwarded port', { 'x-forwarded-host': 'tunnel.example' }],
  ['another address', { host: 'rebound.example' }],
] as const)
  test(`that ${from} reached the port is told, once`, async (t) => {
    const { gate, stateDir } = await startTestGate(t);
    const told: string[] = [];
    gate.outsiders.on((outsider) => told.push(outsider));
    for (let n = 0; n < 3; n += 1) assert.equal((await post(gate.port, { headers })).status, 403);
    assert.deepEqual(told, [from]);
    const noted = readEntries(join(stateDir, 'journal')).filter(({ event }) => event === 'outsider');
    assert.deepEqual(noted.map((one) => one['from']), [from]);
  }); // prettier-ignore
