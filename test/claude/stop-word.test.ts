// Stop words typed to Claude Code on a screen, as a person does, behind the real gate.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { readEntries } from '../support/journal/entries.ts';
import { listProcesses } from '../support/processes.ts';
import { ensureTmux } from '../support/terminal.ts';
import { orSkip } from '../support/unavailable.ts';
import { until } from '../support/until.ts';
import { startGated } from './support/gated.ts';

const bash = (command: string) => [{ tool: ['Bash', { command, description: 'x' }] as const }];

/** An agent that has left processes running, and what runs of them. */
async function started(t: TestContext, name: string) {
  const gated = await startGated(t);
  const tag = `300.${process.pid}${name.length}`;
  gated.settings({ permissionMode: 'bypassPermissions' });
  gated.model.scripts[name] = [
    bash(`nohup setsid sleep ${tag} >/dev/null 2>&1 & (sleep ${tag} &) ; sleep ${tag} & touch started`),
    [{ text: 'ALL-DONE' }],
  ];
  const screen = await gated.screen();
  const running = async (): Promise<number> =>
    (await listProcesses()).filter(({ command }) => command.includes(tag)).length;
  await screen.say(`SCRIPT:${name}`);
  await screen.waitFor(/ALL-DONE/, 30_000);
  await until(async () => (await running()) >= 3, { what: 'the processes run' });
  return { ...gated, screen, running };
}

const hasTmux = (t: TestContext): Promise<boolean | undefined> =>
  orSkip(
    t,
    ensureTmux().then(() => true),
  );

test('STOP ends the agent and all that it left running, and nothing runs until the release', async (t) => {
  if (!(await hasTmux(t))) return;
  const { gate, screen, running, place } = await started(t, 'stop');
  await screen.say('STOP!');
  await until(async () => gate.stop.state().engaged && (await running()) === 0, {
    what: 'everything has ended',
    timeout: 20_000,
  });
  const reports = await until(() => {
    const found = readEntries(join(place.path('state'), 'journal')).filter(({ event }) => event === 'stopped');
    return found.length > 0 && found;
  });
  const [report] = reports;
  assert.deepEqual(report?.['alive'], []);
  assert.equal(report['found'], report['ended']);
  assert.ok(Number(report['found']) >= 4, JSON.stringify(report));
  await assert.rejects(gate.launch({ agent: 'demo', program: process.execPath, args: [], profile: 'guarded', cwd: place.workspace, env: {} }), /stop is engaged/);
}); // prettier-ignore

test('STOP while a tool runs does not wait for its end', async (t) => {
  if (!(await hasTmux(t))) return;
  const { gate, screen, place, model, settings } = await startGated(t);
  settings({ permissionMode: 'bypassPermissions' });
  model.scripts['busy'] = [bash('touch begun; sleep 45; touch ended'), bash('touch second'), [{ text: 'ALL-DONE' }]];
  const open = await screen();
  await open.say('SCRIPT:busy');
  await until(() => place.exists('ws/begun'));
  await open.say('stop');
  await until(async () => gate.stop.state().engaged && (await listProcesses()).every(({ command }) => !command.includes('touch begun; sleep 45')), {
    what: 'the tool has ended',
    timeout: 20_000,
  });
  assert.ok(!place.exists('ws/ended') && !place.exists('ws/second'));
}); // prettier-ignore

test('a longer message with a stop word in it goes to the agent; “wait” holds every call until resumed', async (t) => {
  if (!(await hasTmux(t))) return;
  const { gate, screen, running, model, place } = await started(t, 'mention');
  model.scripts['later'] = [bash('touch later'), [{ text: 'LATER-DONE' }]];
  const mentioned: string[] = [];
  gate.mentioned.on(({ word }) => mentioned.push(word));
  await screen.say('please do not cancel the review SCRIPT:later');
  await screen.waitFor(/LATER-DONE/, 30_000);
  assert.deepEqual(mentioned, ['cancel']);
  assert.ok(place.exists('ws/later') && (await running()) >= 3 && !gate.stop.state().engaged);
  await screen.say('wait');
  await until(() => gate.sessions.list()[0]?.paused !== undefined);
  model.scripts['held'] = [bash('touch held'), [{ text: 'HELD-DONE' }]];
  await screen.say('SCRIPT:held');
  const [asked] = await until(() => gate.approvals.pending().length > 0 && gate.approvals.pending());
  assert.equal(asked?.resumes, true);
  assert.ok(!place.exists('ws/held'));
  gate.sessions.resume(gate.sessions.list()[0]?.id ?? '');
  await screen.waitFor(/HELD-DONE/, 30_000);
  assert.ok(place.exists('ws/held'));
});

test('the token stands in the environment of the session’s processes, and in no argument, file or line of the log', async (t) => {
  if (!(await hasTmux(t))) return;
  const { place, log, gate } = await started(t, 'token');
  const { id = '' } = gate.sessions.list()[0] ?? {};
  const all = await listProcesses();
  const own = all.flatMap((one) => {
    const env = environmentOf(one.pid);
    return env.includes(`PORTCULLIS_SESSION=${id}`) ? [{ ...one, env }] : [];
  });
  const tokens = new Set(own.flatMap(({ env }) => /(?:^|\0)PORTCULLIS_TOKEN=([^\0]+)/.exec(env)?.[1] ?? []));
  const [token = ''] = tokens;
  assert.ok(own.length >= 4 && tokens.size === 1 && token.length >= 43);
  for (const { pid, command } of own) assert.ok(!command.includes(token), `${pid} has it in its arguments`);
  for (const file of filesBelow(place.path('state')))
    assert.ok(!readFileSync(file).includes(token), `${file} holds it`);
  assert.ok(!log.join('\n').includes(token));
}); // prettier-ignore

function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return '';
  }
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
