// Pause: really holds every call of a session until it is resumed, whoever says so.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { giveOrder } from '../../src/gate/orders.ts';
import { readEntries } from '../support/journal/entries.ts';
import { until } from '../support/until.ts';
import { startTestGate } from './support.ts';

const permission = { hook_event_name: 'PermissionRequest', tool_name: 'Frobnicate', tool_input: {} };

test('every call of a paused session waits, also one that the rules allow, and goes on with the resume', async (t) => {
  const { gate, session, mode, question, stateDir } = await startTestGate(t);
  mode('bypassPermissions');
  const { id, wants, post } = await session();
  assert.equal(await wants({}), 'allow');
  gate.sessions.pause(id, 'the test');
  let answered = false;
  const waiting = Promise.all([wants({ x: 1 }), wants({ x: 2 })]).finally(() => (answered = true));
  const { resumes } = await question();
  assert.equal(resumes, true);
  // What was allowed before the pause does not get past it either.
  assert.equal((await post(permission)).decision, 'deny');
  assert.equal(answered, false);
  gate.sessions.resume(id);
  assert.deepEqual(await waiting, ['allow', 'allow']);
  const events = readEntries(join(stateDir, 'journal')).map(({ event }) => event);
  assert.ok(events.includes('pause') && events.includes('resume'));
});

test('a pause takes back what is being asked: an answer that comes after it lets nothing run', async (t) => {
  const { gate, session, question } = await startTestGate(t);
  const { id, wants } = await session();
  const waiting = wants({});
  const asked = await question();
  gate.sessions.pause(id, 'the test');
  gate.approvals.answer(asked.id, { behavior: 'allow' });
  assert.equal(await waiting, 'deny');
});

test('an order of the command line holds with the next call, and the session’s file says so', async (t) => {
  const { gate, session, mode, stateDir, place } = await startTestGate(t, {}, { personAvailable: false });
  mode('bypassPermissions');
  const { id, wants } = await session();
  const orders = join(stateDir, 'orders');
  for (let round = 0; round < 3; round += 1) {
    giveOrder(orders, id, { pause: true, reason: 'the command line' });
    assert.equal(await wants({ round }), 'deny');
    assert.equal(gate.sessions.list()[0]?.paused, 'the command line');
    assert.match(place.read(`state/sessions/${id}.json`), /"paused":"the command line"/);
    giveOrder(orders, id, { pause: false, reason: '' });
    assert.equal(await wants({ round }), 'allow');
    assert.doesNotMatch(place.read(`state/sessions/${id}.json`), /paused/);
  }
  // The editor resumes what the command line paused: the order was carried out and is not carried out again.
  giveOrder(orders, id, { pause: true, reason: 'again' });
  await until(() => gate.sessions.list()[0]?.paused === 'again', { every: 5 });
  gate.sessions.resume(id);
  assert.equal(await wants({ last: 1 }), 'allow');
});

const damages: Record<string, (file: string) => void> = {
  'an empty one': (file) => writeFileSync(file, ''),
  'one cut short': (file) => writeFileSync(file, '{"pause":fal'),
  'one of another type': (file) => writeFileSync(file, '{"pause":0,"reason":""}'),
  'a folder': (file) => execFileSync('mkdir', [file]),
  'a very long one': (file) => writeFileSync(file, `{"pause":false,"reason":"${'x'.repeat(9_000)}"}`),
};

for (const [name, damage] of Object.entries(damages))
  test(`an order that cannot be read pauses: ${name}`, async (t) => {
    const { session, mode, stateDir } = await startTestGate(t, {}, { personAvailable: false });
    mode('bypassPermissions');
    const { id, wants } = await session();
    damage(join(stateDir, 'orders', `${id}.order`));
    assert.equal(await wants({}), 'deny');
  });

test('orders go with their session', async (t) => {
  const { session, stateDir, place } = await startTestGate(t);
  const { id, launch } = await session();
  giveOrder(join(stateDir, 'orders'), id, { pause: true, reason: 'x' });
  launch.ended(0);
  await until(() => !place.exists(`state/orders/${id}.order`), { every: 5 });
});
