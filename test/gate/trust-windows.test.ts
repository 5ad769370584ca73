// Several windows of one person: what one of them learns about a service holds in the others from the next call on.
import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { genesis } from '../../src/policy/journal.ts';
import { sha256 } from '../../src/gate/digest.ts';
import { journalFiles } from '../../src/gate/journalParts.ts';
import { loadTrust } from '../../src/gate/trustFile.ts';
import { standingOf } from '../../src/policy/trust/trust.ts';
import { makePlace, type Place } from '../support/place.ts';
import { silentLog, startTestGate, type TestGate } from './support.ts';

const tool = 'mcp__tracker__get_issue';
const place = { service: 'mcp:tracker', kind: 'read' } as const;
const person = { by: 'the test' };

async function windows(t: TestContext): Promise<{ readonly place: Place; readonly one: TestGate; readonly other: TestGate }> {
  const room = makePlace(t);
  const one = await startTestGate(t, {}, { place: room });
  const other = await startTestGate(t, {}, { place: room });
  return { place: room, one, other };
} // prettier-ignore

/** True when the call was asked about. */
async function asks({ session, gate }: TestGate): Promise<boolean> {
  let asked = false;
  const listener = gate.approvals.asked.on(({ id }) => {
    asked = true;
    gate.approvals.answer(id, { behavior: 'allow' });
  });
  assert.equal(await (await session()).wants({}, { tool }), 'allow');
  listener.dispose();
  return asked;
}

test('a grant, a fall and a block in one window hold for the next call in the other', async (t) => {
  const { one, other } = await windows(t);
  assert.ok(await asks(other));
  one.gate.trust.act({ type: 'level', ...place, level: 'log' }, person);
  assert.equal(await asks(other), false);
  other.gate.trust.act({ type: 'incident', ...place }, person);
  assert.ok(await asks(one));
  one.gate.trust.act({ type: 'level', ...place, level: 'blocked' }, person);
  assert.equal(await (await other.session()).wants({}, { tool }), 'deny');
});

test('a window that is begun later is followed too, and one that was closed is no trouble', async (t) => {
  const { place: room, one } = await windows(t);
  assert.ok(await asks(one));
  const late = await startTestGate(t, {}, { place: room });
  late.gate.trust.act({ type: 'level', ...place, level: 'log' }, person);
  await late.gate.close();
  assert.equal(await asks(one), false);
});

test('all windows, and one that starts afterwards, stand at the same', async (t) => {
  const { place: room, one, other } = await windows(t);
  const [mine, theirs] = [await one.session(), await other.session()];
  for (const { gate } of [one, other])
    gate.approvals.asked.on(({ id }) => void gate.approvals.answer(id, { behavior: 'allow' }));
  for (let at = 0; at < 12; at += 1) {
    const own = at % 2 === 0 ? mine : theirs;
    await own.wants({}, { tool, callId: `c${at}` });
    const event = at % 5 === 0 ? 'PostToolUseFailure' : 'PostToolUse';
    await own.post({ hook_event_name: event, tool_name: tool, tool_input: {}, tool_use_id: `c${at}` });
  }
  const seen = [one, other].map(({ gate }) => gate.trust.list().map(({ history, streak, score }) => ({ history, streak, score }))); // prettier-ignore
  assert.deepEqual(seen[0], seen[1]);
  await Promise.all([one.gate.close(), other.gate.close()]);
  const { state } = loadTrust(room.path('state'), silentLog());
  assert.deepEqual(standingOf(state, place.service, place.kind).history, seen[0]?.[0]?.history);
});

test('what cannot be read of another window is a loss here as well', async (t) => {
  const { place: room, one, other } = await windows(t);
  one.gate.trust.act({ type: 'level', ...place, level: 'log' }, person);
  assert.equal(await asks(other), false);
  const folder = room.path('state', 'journal');
  const [file = ''] = journalFiles(folder);
  const forged = { event: 'trust', type: 'level', ...place, level: 'autonomous', source: 'grant', at: 1 };
  const line = { ...forged, n: 99, time: new Date().toISOString(), prev: genesis(file, sha256), digest: 'x' };
  appendFileSync(join(folder, file), `${JSON.stringify(line)}\n`);
  assert.ok(await asks(other));
  assert.equal(other.gate.trust.list().find(({ kind }) => kind === 'read')?.level, 'approveAlways');
});

test('a half-written line of another window is waited for', async (t) => {
  const { place: room, one, other } = await windows(t);
  assert.ok(await asks(other));
  const folder = room.path('state', 'journal');
  const [file = ''] = journalFiles(folder);
  const before = readFileSync(join(folder, file), 'utf8');
  one.gate.trust.act({ type: 'level', ...place, level: 'blocked' }, person);
  const whole = readFileSync(join(folder, file), 'utf8');
  writeFileSync(join(folder, file), whole.slice(0, before.length + 20));
  assert.ok(await asks(other));
  writeFileSync(join(folder, file), whole);
  assert.equal(await (await other.session()).wants({}, { tool }), 'deny');
});

test('a journal that is taken away while it is followed leaves the lowest trust', async (t) => {
  const { place: room, one, other } = await windows(t);
  one.gate.trust.act({ type: 'level', ...place, level: 'log' }, person);
  assert.equal(await asks(other), false);
  const folder = room.path('state', 'journal');
  for (const file of journalFiles(folder).slice(0, 1)) rmSync(join(folder, file));
  assert.ok(await asks(other));
});

const posix = { skip: process.platform === 'win32' };

test('a window that cannot be read costs all trust until it can, and nothing of what the others say', posix, async (t) => {
  const { place: room, one, other } = await windows(t);
  const third = await startTestGate(t, {}, { place: room });
  const wiki = { service: 'mcp:wiki', kind: 'read' } as const;
  one.gate.trust.act({ type: 'level', ...place, level: 'log' }, person);
  assert.equal(await asks(other), false);
  const folder = room.path('state', 'journal');
  const file = join(folder, journalFiles(folder).at(-1) ?? '');
  renameSync(file, room.path('hidden'));
  symlinkSync(room.path('hidden'), file);
  one.gate.trust.act({ type: 'level', ...wiki, level: 'blocked' }, person);
  third.gate.trust.act({ type: 'level', ...place, level: 'blocked' }, person);
  assert.ok(await asks(other), 'what the third says is not known');
  assert.equal(other.log.filter((line) => line.includes('cannot be followed')).length, 1);
  assert.equal(await (await other.session()).wants({}, { tool: 'mcp__wiki__get_page' }), 'deny');
  renameSync(room.path('hidden'), file);
  assert.equal(await (await other.session()).wants({}, { tool }), 'deny');
  assert.equal(other.gate.trust.list().find(({ service }) => service === wiki.service)?.level, 'blocked');
}); // prettier-ignore
