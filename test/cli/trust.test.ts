// `portcullis trust`: looks at what is known of services, and holds one back; it can grant nothing.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { trust } from '../../src/cli/trust.ts';
import { startTestGate } from '../gate/support.ts';
import { commandLine } from './support.ts';

const deed = { service: 'mcp:tracker', kind: 'read' } as const;

test('what an open window knows is listed and shown, without a trace in the journal', async (t) => {
  const { place, run } = commandLine(t);
  const { gate } = await startTestGate(t, {}, { place });
  gate.trust.act({ type: 'level', ...deed, level: 'log' }, { by: 'the test', why: 'it is ours' });
  assert.match((await run(trust, ['list'])).out, /^mcp:tracker {2}read {2}28 {2}log/m);
  const { out, code } = await run(trust, ['show', 'mcp:tracker', 'read']);
  assert.match(out, /it is ours/);
  assert.equal(code, 0);
  assert.equal((await run(trust, ['show', 'mcp:other'])).code, 1);
  const [line = ''] = (await run(trust, ['list', '--json'])).out.split('\n');
  assert.equal(JSON.parse(line).level, 'log');
});

test('a block and an incident hold in an open window from its next look on, with who and why', async (t) => {
  const { place, run } = commandLine(t);
  const { gate, session } = await startTestGate(t, {}, { place });
  gate.trust.act({ type: 'level', ...deed, level: 'log' }, { by: 'the test' });
  const own = await session();
  assert.equal(await own.wants({}, { tool: 'mcp__tracker__get_issue' }), 'allow');
  assert.match(
    (await run(trust, ['incident', 'mcp:tracker', '--why', 'it leaked'])).out,
    /asked about each time/,
  );
  const [entry] = gate.trust.list().filter(({ kind }) => kind === 'read');
  assert.deepEqual([entry?.source, entry?.history.at(-1)?.reason], ['incident', 'it leaked']);
  await run(trust, ['block', 'mcp:tracker', 'read']);
  assert.equal(await own.wants({}, { tool: 'mcp__tracker__get_issue' }), 'deny');
});

test('nothing of it grants trust, and nothing of it is an agent’s', async (t) => {
  const { place, run } = commandLine(t);
  for (const word of ['grant', 'accept', 'reset', 'unblock'])
    await assert.rejects(run(trust, [word, 'mcp:tracker', 'read']), /in the editor alone/);
  const env = { PORTCULLIS_STATE_DIR: place.path('state'), PORTCULLIS_SESSION: 's' };
  for (const word of ['block', 'incident'])
    await assert.rejects(run(trust, [word, 'mcp:tracker'], '', { env }), /an agent cannot/);
  assert.ok(!existsSync(place.path('state', 'journal')));
  await assert.rejects(run(trust, ['block']), /what service/);
  await assert.rejects(run(trust, ['block', 'mcp:x', 'frobnicate']), /none of/);
});
