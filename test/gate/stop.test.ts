// The emergency stop: closes at once, for all windows, across restarts; and no process is left.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Launch } from '../../src/gate/api.ts';
import { openLatch } from '../../src/gate/latch.ts';
import type { ProcessTable } from '../../src/gate/processes/process.ts';
import { systemProcesses } from '../../src/gate/processes/system.ts';
import { readEntries } from '../support/journal/entries.ts';
import { makePlace } from '../support/place.ts';
import { endProcesses, listProcesses } from '../support/processes.ts';
import { until } from '../support/until.ts';
import { silentLog, startTestGate, type TestGate } from './support.ts';

const linux = process.platform === 'linux' ? {} : { skip: 'reads /proc' };

test('a stop denies what waits and every later call; a release lets calls through again', async (t) => {
  const { gate, session, mode, question } = await startTestGate(t);
  const { wants, post } = await session();
  const waiting = wants({});
  await question();
  const stopped = gate.stop.engage('the test');
  assert.equal(await waiting, 'deny');
  await stopped;
  mode('bypassPermissions');
  assert.equal(await wants({}), 'deny');
  const prompt = await post({ hook_event_name: 'UserPromptSubmit', prompt: 'go on' });
  assert.match(prompt.text, /"decision":"block"/);
  await assert.rejects(session(), /stop is engaged/);
  gate.stop.release('the test');
  assert.equal(await wants({}), 'allow');
});

test('an answer that comes after the stop allows nothing', async (t) => {
  const { gate, session, question } = await startTestGate(t);
  const waiting = (await session()).wants({});
  const { id } = await question();
  const stopped = gate.stop.engage('the test');
  assert.equal(gate.approvals.answer(id, { behavior: 'allow' }), false);
  assert.equal(await waiting, 'deny');
  await stopped;
});

test('the stop of another window closes this gate with the next call, and withdraws what waits', async (t) => {
  const place = makePlace(t);
  const here = await startTestGate(t, {}, { place });
  const there = await startTestGate(t, {}, { place });
  here.mode('bypassPermissions');
  const { wants } = await here.session();
  assert.equal(await wants({}), 'allow');
  const stopped = there.gate.stop.engage('another window');
  const answer = wants({ x: 1 });
  assert.equal(await answer, 'deny');
  await stopped;
  there.gate.stop.release('another window');
  here.mode('default');
  const waiting = wants({ x: 2 });
  await here.question();
  await Promise.all([there.gate.stop.engage('another window'), waiting]);
  assert.equal(await waiting, 'deny');
});

test('the latch survives a restart', async (t) => {
  const place = makePlace(t);
  const first = await startTestGate(t, {}, { place });
  await first.gate.stop.engage('the test');
  await first.gate.close();
  const second = await startTestGate(t, {}, { place });
  assert.equal(second.gate.stop.state().engaged, true);
  await assert.rejects(second.session(), /stop is engaged/);
});

/** What may stand in the latch file, and whether the gate is then closed. */
const latches: Record<string, [engaged: boolean, text: string]> = {
  'an empty file': [true, ''],
  'no JSON': [true, 'engaged: false'],
  'a half-written file': [true, '{"engaged":fal'],
  'a list': [true, '[]'],
  'another value': [true, '{"engaged":"no"}'],
  'engaged without a time': [true, '{"engaged":true}'],
  'a very long file': [true, JSON.stringify({ engaged: false, by: 'x'.repeat(5_000) })],
  engaged: [true, '{"engaged":true,"since":1,"by":"me"}'],
  released: [false, '{"engaged":false}'],
};

for (const [name, [engaged, text]] of Object.entries(latches))
  test(`a latch file with ${name} is ${engaged ? 'engaged' : 'open'}`, (t) => {
    const place = makePlace(t);
    const file = place.write('stop.json', text);
    const latch = openLatch(file, silentLog(), Date.now);
    t.after(() => latch.dispose());
    assert.equal(latch.state().engaged, engaged);
  });

test('a latch is seen within 10 ms, is private, and stays engaged when its file is removed', (t) => {
  const place = makePlace(t);
  const file = place.path('stop.json');
  const [here, there] = [openLatch(file, silentLog(), Date.now), openLatch(file, silentLog(), Date.now)];
  t.after(() => [here, there].forEach((latch) => latch.dispose()));
  assert.equal(there.state().engaged, false);
  here.engage('me');
  const started = performance.now();
  assert.equal(there.state().engaged, true);
  assert.ok(performance.now() - started < 10);
  if (process.platform !== 'win32') assert.equal(statSync(file).mode & 0o777, 0o600);
  rmSync(file);
  assert.equal(there.state().engaged, true);
  assert.equal(here.state().engaged, true);
});

test('a latch that cannot be read is engaged; one that cannot be written holds in memory', (t) => {
  const place = makePlace(t);
  const file = place.path('state', 'stop.json');
  place.write('state/other', '');
  const latch = openLatch(file, silentLog(), Date.now);
  t.after(() => latch.dispose());
  rmSync(place.path('state'), { recursive: true });
  assert.throws(() => latch.engage('me'));
  assert.equal(latch.state().engaged, true);
  place.write('folder/stop.json/x', '');
  const other = openLatch(place.path('folder', 'stop.json'), silentLog(), Date.now);
  t.after(() => other.dispose());
  assert.equal(other.state().engaged, true);
});

/** Starts sixty processes in every way that a shell knows to lose them, and one that starts ever more. */
const tree = `
tag=$1; folder=$2; name=sleep
for i in 1 2 3 4 5 6 7 8 9 10; do
  $name 300.$tag &
  nohup $name 300.$tag >/dev/null 2>&1 &
  setsid $name 300.$tag &
  (setsid bash -c "setsid nohup $name 300.$tag >/dev/null 2>&1 & disown" &)
  (env -i setsid bash -c "(env -i setsid $name 300.$tag &)" &)
  bash -c "trap '' TERM HUP INT; $name 300.$tag; true" &
done
(setsid bash -c "trap '' TERM HUP; while true; do echo x >>$folder/beat; $name 0.02; done" &)
touch $folder/ready
wait
`;

async function startTree(t: TestContext, { session, gate, place }: TestGate, script = tree) {
  const tag = String(Math.trunc(Math.random() * 1e9)).padStart(9, '1');
  const file = place.write('tree.sh', script);
  const launch = await gate.launch({
    agent: 'demo',
    program: '/bin/bash',
    args: [file, tag, place.dir],
    profile: 'guarded',
    cwd: place.workspace,
    env: { PATH: process.env['PATH'] },
  });
  assert.ok(session);
  const child = start(launch, place.workspace);
  const running = async (): Promise<number[]> =>
    (await listProcesses()).filter(({ command }) => command.includes(`300.${tag}`)).map(({ pid }) => pid);
  t.after(async () => endProcesses(await running(), 100));
  await until(() => place.exists('ready'), { every: 20 });
  return { launch, child, running };
}

function start(launch: Launch, cwd: string): ChildProcess {
  const child = spawn(launch.file, launch.args, { cwd, env: launch.env, stdio: 'ignore' });
  launch.started(child.pid ?? 0);
  child.on('exit', (code) => launch.ended(code ?? undefined));
  return child;
}

test(
  'a stop leaves none of sixty processes, however they detached, and none starts after it',
  linux,
  async (t) => {
    const test = await startTestGate(t, { sessions: { life: 60_000 } });
    const { running } = await startTree(t, test);
    await until(async () => (await running()).length >= 60, { what: 'sixty processes run' });
    const report = await test.gate.stop.engage('the test');
    assert.deepEqual(await running(), []);
    assert.deepEqual(report.alive, []);
    assert.equal(report.ended, report.found);
    assert.ok(report.found >= 60, `found ${report.found}`);
    assert.ok(report.milliseconds < 2_000, `${report.milliseconds} ms`);
    const beats = readFileSync(test.place.path('beat')).length;
    await sleep(100);
    assert.equal(readFileSync(test.place.path('beat')).length, beats, 'the heart beats no more');
  },
);

test('the stop of another window ends the processes too', linux, async (t) => {
  const place = makePlace(t);
  const here = await startTestGate(t, { sessions: { life: 60_000 } }, { place });
  const there = await startTestGate(t, {}, { place });
  const { running } = await startTree(t, here);
  const report = await there.gate.stop.engage('another window');
  assert.deepEqual([await running(), report.alive], [[], []]);
});

test('a gate ends its own sessions when another program stops that does not know of them', linux, async (t) => {
  const place = makePlace(t);
  const here = await startTestGate(t, { sessions: { life: 60_000 } }, { place });
  const { running, launch } = await startTree(t, here);
  rmSync(join(here.stateDir, 'sessions', `${launch.session}.json`));
  const there = await startTestGate(t, {}, { place });
  const report = await there.gate.stop.engage('another window');
  assert.deepEqual([report.found, report.alive], [0, []], 'it says nothing of what it did not see');
  await until(async () => (await running()).length === 0, { what: 'its own gate has ended it', every: 20 });
  const told = await until(() => readEntries(join(here.stateDir, 'journal')).find(({ event, by }) => event === 'stopped' && String(by).includes('carried out')), { every: 20 });
  assert.deepEqual([told['alive'], told['found']], [[], told['ended']]);
}); // prettier-ignore

test('a stop that cannot do all of it says what, and the gate is closed all the same', async (t) => {
  const table: ProcessTable = {
    ...systemProcesses(),
    list: () => Promise.reject(new Error('no list of processes')),
  };
  const { gate, session, mode, stateDir } = await startTestGate(t, { table });
  mode('bypassPermissions');
  const { wants } = await session();
  rmSync(join(stateDir, 'stop.json'), { force: true, recursive: true });
  mkdirSync(join(stateDir, 'stop.json', 'x'), { recursive: true });
  const { found, problems = [] } = await gate.stop.engage('the test');
  assert.equal(found, 0);
  assert.match(
    problems.join(' '),
    /cannot be written to disk.*could not be looked for: no list of processes/,
  );
  assert.equal(await wants({}), 'deny');
});

test('ending one session leaves the others alone', linux, async (t) => {
  const test = await startTestGate(t, { sessions: { life: 60_000 } });
  const script = 'touch $2/ready; exec sleep 300.$1';
  const [one, other] = [await startTree(t, test, script), await startTree(t, test, script)];
  await until(async () => (await other.running()).length === 1);
  const report = await test.gate.sessions.end(one.launch.session);
  assert.equal(report.alive.length, 0);
  assert.deepEqual([(await one.running()).length, (await other.running()).length], [0, 1]);
});

test('an agent gets the time to end its own shells', linux, async (t) => {
  const test = await startTestGate(t, { sessions: { life: 60_000 } });
  const script = `trap 'echo bye >$2/bye; exit 0' TERM; touch $2/ready; sleep 300.$1 & wait`;
  const { running } = await startTree(t, test, script);
  await test.gate.stop.engage('the test');
  assert.deepEqual([test.place.exists('bye'), await running()], [true, []]);
});

test('an agent without a sign of life is ended', linux, async (t) => {
  const test = await startTestGate(t, { sessions: { life: 100 } });
  const { running, launch } = await startTree(t, test, 'touch $2/ready; exec sleep 300.$1');
  await until(async () => (await running()).length === 0, { what: 'the agent is ended', every: 20 });
  await until(() => test.gate.sessions.list()[0]?.state === 'ended', { every: 10 });
  const { behavior } = await test.gate.hasPermissionsToUseTool(
    'F',
    {},
    { agent: 'demo', cwd: '/', session: launch.session },
  );
  assert.equal(behavior, 'deny');
});

test('what a gate that died left running is ended by the next one', linux, async (t) => {
  const place = makePlace(t);
  const dead = await startTestGate(t, { sessions: { life: 60_000 } }, { place });
  const { running, launch } = await startTree(t, dead, 'touch $2/ready; exec sleep 300.$1');
  const file = join(dead.stateDir, 'sessions', `${launch.session}.json`);
  await until(() => readFileSync(file, 'utf8').includes('"root"'));
  const record = readFileSync(file, 'utf8').replace(/"owner":\{"pid":\d+/, '"owner":{"pid":999999999');
  writeFileSync(file, record);
  await startTestGate(t, {}, { place });
  await until(async () => (await running()).length === 0, { what: 'the left process is ended', every: 20 });
});
