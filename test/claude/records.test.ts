// What the real Claude Code tells of its conversation, and what then stands in the records: prompts, replies, tokens,
// turns with their denials. And that a gate which cannot take it holds no session up.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { recordingFiles } from '../../src/gate/recorder/recordings.ts';
import { ledgerFile } from '../../src/gate/stores/history.ts';
import { readLedger } from '../../src/gate/stores/ledger.ts';
import { readMessages } from '../../src/gate/stores/messages.ts';
import { readEntries } from '../support/journal/entries.ts';
import { startModel } from '../support/model/server.ts';
import { makePlace } from '../support/place.ts';
import { startFaultyGate, type Fault } from './support/faulty.ts';
import { startGated } from './support/gated.ts';
import { runLaunched } from './support/launch.ts';

const bash = (command: string) => ({ tool: ['Bash', { command, description: 'x' }] as const });
const tokens = (messages: number) => ({
  input: 10 * messages,
  output: 10 * messages,
  cacheRead: 0,
  cacheWrite: 0,
});

test('prompt, replies, tokens and the turn with its denials stand in the records of a run', async (t) => {
  const gated = await startGated(t);
  const { place, model } = gated;
  gated.answers(() => ({ behavior: 'allow' }));
  model.scripts['helper'] = [[bash('echo sub')], [{ text: 'the helper is done' }]];
  const { script, stdout } = await gated.run([
    [{ text: 'I begin.' }, bash('rm -rf /')],
    [{ tool: ['Agent', { description: 'd', prompt: 'SCRIPT:helper', subagent_type: 'general-purpose', run_in_background: false }] }],
    [{ text: 'FINISHED' }],
  ]);
  assert.match(stdout, /FINISHED/u);
  const [row] = readLedger(ledgerFile(place.path('state')));
  const { id = '', result, turns, counts, tokens: counted } = row ?? {};
  assert.deepEqual([result, turns, counts?.denied], ['success', 1, 1]);
  assert.deepEqual(counted, tokens(5), 'three answers of the agent and two of its helper');
  const file: unknown = JSON.parse(place.read(`ws/.portcullis/sessions/${id}.json`));
  assert.deepEqual(file, { sessionId: id, prompts: [`SCRIPT:${script}`], tokens: tokens(5) });
  const said = readMessages(place.path('state'), id).map(({ type, text }) => `${type}: ${text.split(' · ')[0]}`);
  assert.deepEqual(said.filter((one) => !one.startsWith('approval')), [`prompt: SCRIPT:${script}`, 'reply: the helper is done', 'reply: FINISHED']);
  const [turn, ...more] = readEntries(place.path('state', 'journal')).filter(({ event }) => event === 'turn');
  assert.deepEqual([turn?.['turn'], turn?.['end'], turn?.['denied'], more.length], [1, 'finished', 1, 0]);
  assert.match(JSON.stringify(turn?.['denials']), /"subject":"rm -rf \/"/u);
}); // prettier-ignore

test('a model that fails ends the turn as failed, and its words are kept', async (t) => {
  const gated = await startGated(t);
  await gated.run([[{ status: 400 }]]);
  const [turn] = readEntries(gated.place.path('state', 'journal')).filter(({ event }) => event === 'turn');
  assert.equal(turn?.['end'], 'failed');
  const [row] = readLedger(ledgerFile(gated.place.path('state')));
  assert.deepEqual([row?.result, row?.exitCode, row?.tokens], ['failure', 1, undefined]);
  assert.match(readMessages(gated.place.path('state'), row?.id ?? '').at(-1)?.text ?? '', /API Error/u);
});

test('the screen of Claude Code is recorded from its first byte, and works as without', async (t) => {
  const gated = await startGated(t);
  gated.settings({ recordings: true, 'permissions.allow': ['touch *'] });
  gated.model.scripts['seen'] = [[bash('touch seen.txt')], [{ text: 'FINISHED' }]];
  const terminal = await gated.screen();
  await terminal.say('SCRIPT:seen');
  await terminal.waitFor(/FINISHED/u, 60_000);
  assert.ok(gated.place.exists('ws/seen.txt'));
  const [session] = gated.gate.sessions.list();
  assert.equal(session?.state, 'gated');
  await gated.gate.sessions.end(session.id);
  await gated.gate.close();
  const files = recordingFiles(gated.place.path('state'), session.id);
  const [head, ...events] = (files[0] === undefined ? '' : readFileSync(files[0], 'utf8')).trim().split('\n').map((line): unknown => JSON.parse(line)); // prettier-ignore
  assert.match(JSON.stringify(head), /^\{"version":2,/u);
  assert.match(JSON.stringify(events), /FINISHED/u);
});

const stops: ReadonlySet<string> = new Set(['Stop', 'SubagentStop', 'StopFailure']);
for (const fault of ['killed', 'hanging', 'error 500', 'garbage', 'empty 200', 'dropped'] satisfies Fault[])
  test(`a gate that is ${fault} when the turn ends holds no session up`, async (t) => {
    const place = makePlace(t);
    const model = await startModel();
    const gate = await startFaultyGate(fault, stops);
    t.after(() => (gate.close(), model.close()));
    model.scripts['end'] = [[{ text: 'FINISHED' }]];
    const { url: modelUrl } = model;
    const run = await runLaunched({ gateUrl: gate.url, modelUrl, home: place.home, cwd: place.workspace, prompt: 'SCRIPT:end' });
    assert.ok(gate.asked() > 0, 'the fault was met');
    assert.deepEqual([run.code, run.stdout.trim()], [0, 'FINISHED'], run.stderr);
  }); // prettier-ignore
