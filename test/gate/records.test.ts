// The log of messages, the ledger and the counted tokens of real sessions, and what becomes of them when a gate dies.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { appendFileSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'; // prettier-ignore
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { ledgerFile } from '../../src/gate/stores/history.ts';
import { appendRow, readLedger, type LedgerRow } from '../../src/gate/stores/ledger.ts';
import { messageFiles, messagesFolder, openMessages, readMessages } from '../../src/gate/stores/messages.ts';
import { rotatedLines } from '../../src/gate/stores/rotating.ts';
import { redactorFor } from '../../src/policy/knownSecrets.ts';
import { makePlace } from '../support/place.ts';
import { root } from '../support/root.ts';
import { startTestGate } from './support.ts';

const prompt = (text: string, more: object = {}) => ({
  hook_event_name: 'UserPromptSubmit',
  prompt: text,
  ...more,
});
const stop = (text: string, more: object = {}) => ({
  hook_event_name: 'Stop',
  last_assistant_message: text,
  ...more,
});
const secrets = redactorFor([]);
const messages = (stateDir: string, id: string): readonly Record<string, unknown>[] =>
  rotatedLines(messagesFolder(stateDir), id).map((line) => JSON.parse(line));

test('prompts, replies of agent and sub-agents, and answers of the person are logged in order', async (t) => {
  const { session, stateDir, gate, question } = await startTestGate(t);
  const { id, post, wants } = await session();
  await post(prompt('do it'));
  const waiting = wants({ n: 1 });
  gate.approvals.answer((await question()).id, { behavior: 'deny', feedback: 'not today' });
  await waiting;
  await post({ hook_event_name: 'SubagentStop', agent_id: 'a1', last_assistant_message: 'sub done' });
  await post(stop('done'));
  await post({ hook_event_name: 'StopFailure', error: 'rate_limit', last_assistant_message: 'API Error' });
  await post(prompt('wait'));
  const [last] = messages(stateDir, id).slice(-1);
  assert.match(String(last?.['refused']), /paused this session/);
  const said = messages(stateDir, id).slice(0, -1).map(({ time: _time, session: _session, agent: _agent, question: _question, ...rest }) => rest); // prettier-ignore
  assert.deepEqual(said, [
    { type: 'prompt', turn: 1, text: 'do it' },
    {
      type: 'approval',
      turn: 1,
      tool: 'Frobnicate',
      subject: 'Frobnicate',
      behavior: 'deny',
      feedback: 'not today',
    },
    { type: 'reply', turn: 1, text: 'sub done', agentId: 'a1' },
    { type: 'reply', turn: 1, text: 'done' },
    { type: 'reply', turn: 1, text: 'API Error', error: 'rate_limit' },
  ]);
  const [file] = messageFiles(stateDir, id);
  assert.equal(statSync(file ?? '').mode & 0o777, process.platform === 'win32' ? 0o666 : 0o600);
});

test('a log of messages goes on in a new part when one has its size, and loses nothing', (t) => {
  const place = makePlace(t);
  const log = openMessages(place.dir, secrets, Date.now, 2_000);
  const session = { id: 's', agent: 'demo' } as const;
  for (let n = 0; n < 100; n += 1) log.append(session, { type: 'prompt', turn: n, text: `message ${n}` });
  const files = messageFiles(place.dir, 's');
  assert.ok(files.length > 3 && files.every((file) => statSync(file).size <= 2_000), String(files.length));
  assert.deepEqual(readMessages(place.dir, 's').map(({ text }) => text), Array.from({ length: 100 }, (_, n) => `message ${n}`)); // prettier-ignore
});

test('a torn last line spoils itself alone, and a link is not written through', { skip: process.platform === 'win32' }, (t) => {
  const place = makePlace(t);
  const log = openMessages(place.dir, secrets, Date.now);
  const session = { id: 's', agent: 'demo' } as const;
  log.append(session, { type: 'prompt', turn: 1, text: 'one' });
  appendFileSync(messageFiles(place.dir, 's')[0] ?? '', '{"type":"pro');
  log.append(session, { type: 'prompt', turn: 1, text: 'two' });
  assert.deepEqual(readMessages(place.dir, 's').map(({ text }) => text), ['one', 'two']);
  const outside = place.write('outside', '');
  symlinkSync(outside, join(messagesFolder(place.dir), 'other.0001.jsonl'));
  assert.throws(() => log.append({ id: 'other', agent: 'demo' }, { type: 'prompt', turn: 1, text: 'x' }));
  assert.equal(place.read('outside'), '');
}); // prettier-ignore

test('a session stands in the ledger from its start on, and at its end with result, counts and time', async (t) => {
  const { session, stateDir, mode, place } = await startTestGate(t);
  const rows = (): readonly LedgerRow[] => readLedger(ledgerFile(stateDir));
  const { id, post, wants, launch } = await session();
  const [running] = rows();
  assert.deepEqual([running?.id, running?.status, running?.trigger, running?.cwd, running?.agent], [id, 'running', 'person', place.workspace, 'claude']); // prettier-ignore
  await post(prompt('x'));
  mode('plan');
  await wants({});
  launch.ended(0);
  const [row] = rows();
  assert.deepEqual([row?.status, row?.result, row?.exitCode, row?.turns], ['over', 'success', 0, 1]);
  assert.deepEqual(row?.counts, { calls: 1, allowed: 0, asked: 0, denied: 1 });
  assert.ok(typeof row?.seconds === 'number' && row.end !== undefined && row.start <= row.end);
});

const endings: readonly (readonly [how: string, end: (session: Awaited<ReturnType<Awaited<ReturnType<typeof startTestGate>>['session']>>, gate: Awaited<ReturnType<typeof startTestGate>>['gate']) => unknown, result: string])[] = [
  ['an exit code that is not 0', ({ launch }) => launch.ended(3), 'failure'],
  ['a terminal that was closed', ({ launch }) => launch.ended(undefined), 'ended'],
  ['the person who ends it', ({ id }, gate) => gate.sessions.end(id), 'ended'],
  ['the stop', async ({ launch }, gate) => { await gate.stop.engage('the test'); launch.ended(143); }, 'stopped'],
  ['its gate that closes', (_, gate) => gate.close(), 'ended'],
]; // prettier-ignore
for (const [how, end, result] of endings)
  test(`a session ended by ${how} has the result ${result}`, async (t) => {
    const test = await startTestGate(t);
    const session = await test.session();
    await end(session, test.gate);
    session.launch.ended(0);
    const [row, ...more] = readLedger(ledgerFile(test.stateDir));
    assert.deepEqual([row?.status, row?.result, more.length], ['over', result, 0]);
  });

test('a launch that is refused is in the ledger with its cause', async (t) => {
  const { gate, stateDir, place } = await startTestGate(t);
  const request = { agent: 'claude', program: '/nowhere/claude', args: [], profile: 'guarded', cwd: place.workspace, env: {} } as const; // prettier-ignore
  await assert.rejects(gate.launch({ ...request, trigger: 'uri' }));
  const [row] = readLedger(ledgerFile(stateDir));
  assert.deepEqual([row?.status, row?.result, row?.trigger], ['over', 'failure', 'uri']);
  assert.match(row?.error ?? '', /nowhere/);
});

test('a session whose gate died is closed as lost by the next gate, and one whose gate lives is not', async (t) => {
  const place = makePlace(t);
  const row = (n: number, pid: number): LedgerRow => ({
    id: `${n}1234567-89ab-4cde-8f01-23456789abcd`,
    agent: 'demo',
    profile: 'guarded',
    trigger: 'person',
    cwd: '/ws',
    owner: { pid },
    start: new Date(0).toISOString(),
    status: 'running',
  });
  const file = ledgerFile(place.path('state'));
  appendRow(file, row(1, 2_000_000_000), secrets);
  appendRow(file, row(2, process.pid), secrets);
  appendRow(file, { ...row(3, 2_000_000_000), status: 'over', result: 'success' }, secrets);
  const { gate } = await startTestGate(t, {}, { place, stateDir: place.path('state') });
  await gate.close();
  assert.deepEqual(readLedger(file).map(({ status, result }) => [status, result]), [['over', 'lost'], ['running', undefined], ['over', 'success']]); // prettier-ignore
});

test('several processes write one ledger and lose nothing, also beside a torn line', async (t) => {
  const place = makePlace(t);
  const file = place.write('state/ledger.jsonl', '{"id":"torn');
  const code = `
    import { appendRow } from ${JSON.stringify(`${root}/src/gate/stores/ledger.ts`)};
    import { redactorFor } from ${JSON.stringify(`${root}/src/policy/knownSecrets.ts`)};
    import { randomUUID } from 'node:crypto';
    for (let n = 0; n < 100; n += 1) appendRow(${JSON.stringify(file)}, { id: randomUUID(), agent: 'demo', profile: 'guarded', trigger: 'job', cwd: 'x'.repeat(500), owner: { pid: 1 }, start: '', status: 'running' }, redactorFor([]));
  `; // prettier-ignore
  const script = place.write('append.mts', code);
  await Promise.all([1, 2, 3].map(() => promisify(execFile)(process.execPath, ['--import', 'tsx', script], { cwd: root })));
  assert.equal(readLedger(file).length, 300);
}); // prettier-ignore

test('lines of the ledger that are no rows are passed over', (t) => {
  const place = makePlace(t);
  const lines = ['', 'x', '[]', '{}', '{"id":"../x","agent":"a","profile":"p","cwd":"/","start":"","trigger":"person","status":"running","owner":{"pid":1}}', '{"id":7}']; // prettier-ignore
  assert.deepEqual(readLedger(place.write('ledger.jsonl', lines.join('\n'))), []);
});

const usage = (id: string, output: number): string =>
  `${JSON.stringify({ type: 'assistant', message: { id, usage: { input_tokens: 10, output_tokens: output } } })}\n`;

test('tokens are counted from the own file of the agent, each answer once, also those of sub-agents', async (t) => {
  const { session, place, stateDir } = await startTestGate(t);
  const { id, post, launch } = await session('claude', {
    env: { PATH: process.env['PATH'], HOME: place.home },
  });
  const transcript_path = place.write('home/.claude/projects/-ws/c.jsonl', usage('before', 1_000));
  await post({ hook_event_name: 'SessionStart', source: 'resume', transcript_path });
  await post(prompt('go', { transcript_path }));
  appendFileSync(transcript_path, `${usage('m1', 1)}${usage('m1', 5)}not json "usage"\n${usage('m2', 3)}`);
  const agent_transcript_path = place.write('home/.claude/projects/-ws/c/subagents/a.jsonl', usage('m3', 2));
  await post({ hook_event_name: 'SubagentStop', agent_id: 'a', transcript_path, agent_transcript_path });
  await post(stop('done', { transcript_path }));
  appendFileSync(transcript_path, usage('m4', 100).slice(0, 30));
  await post(stop('again', { transcript_path }));
  appendFileSync(transcript_path, usage('m4', 100).slice(30));
  await post({ hook_event_name: 'SessionEnd', reason: 'other', transcript_path });
  launch.ended(0);
  const tokens = { input: 40, output: 110, cacheRead: 0, cacheWrite: 0 };
  assert.deepEqual(JSON.parse(place.read(`ws/.portcullis/sessions/${id}.json`)).tokens, tokens);
  assert.deepEqual(readLedger(ledgerFile(stateDir))[0]?.tokens, tokens);
});

test('no file outside of the agent’s own folder is counted, and unknown stays unknown', { skip: process.platform === 'win32' }, async (t) => {
  const { session, place } = await startTestGate(t);
  const { id, post } = await session('claude', { env: { PATH: process.env['PATH'], HOME: place.home } });
  const outside = place.write('outside.jsonl', usage('m', 7));
  mkdirSync(place.path('home', '.claude', 'projects'), { recursive: true });
  symlinkSync(outside, place.path('home', '.claude', 'projects', 'link.jsonl'));
  const paths = [outside, place.path('home', '.claude', 'projects', 'link.jsonl'), place.path('home', '.claude', 'projects', '..', '..', '..', 'outside.jsonl'), place.path('nowhere'), 'relative', '']; // prettier-ignore
  for (const transcript_path of paths) await post(stop('x', { transcript_path }));
  assert.equal('tokens' in JSON.parse(place.read(`ws/.portcullis/sessions/${id}.json`)), false);
}); // prettier-ignore

test('a log of messages whose folder is a file is told, and nothing is held up', async (t) => {
  const { session, stateDir, gate, question } = await startTestGate(t);
  writeFileSync(messagesFolder(stateDir), 'in the way');
  const { post, wants } = await session();
  assert.equal((await post(prompt('x'))).text, '{}');
  assert.match(gate.problems().join(), /log of messages cannot be written/);
  const waiting = wants({});
  gate.approvals.answer((await question()).id, { behavior: 'deny' });
  assert.equal(await waiting, 'deny');
});
