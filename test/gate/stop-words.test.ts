// Stop words that the person types to the agent.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { decodeSettings } from '../../src/protocol/settings.ts';
import { readEntries } from '../support/journal/entries.ts';
import { makePlace } from '../support/place.ts';
import { startTestGate } from './support.ts';

const typed = (prompt: string) => ({ hook_event_name: 'UserPromptSubmit', prompt });

for (const word of ['STOP!!!', 'please stop now', 'Notaus', '停止'])
  test(`“${word}” engages the emergency stop`, async (t) => {
    const { gate, session, mode } = await startTestGate(t);
    mode('bypassPermissions');
    const { wants, post } = await session();
    assert.equal(await wants({}), 'allow');
    assert.match((await post(typed(word))).text, /"decision":"block"/);
    assert.equal(gate.stop.state().engaged, true);
    assert.equal(await wants({}), 'deny');
  });

test('“wait” pauses the session until the person lets it go on, and no other', async (t) => {
  const { gate, session, mode } = await startTestGate(t, {}, { personAvailable: false });
  mode('bypassPermissions');
  const { id, wants, post } = await session();
  assert.match((await post(typed('wait!'))).text, /"decision":"block"/);
  assert.equal(await wants({}), 'deny');
  assert.equal(gate.stop.state().engaged, false);
  assert.equal(await (await session()).wants({}), 'allow');
  gate.sessions.resume(id);
  assert.equal(await wants({}), 'allow');
});

test('a stop word inside a longer sentence stops nothing, is noted, and the stop can be offered', async (t) => {
  const { gate, session, mode, stateDir } = await startTestGate(t);
  mode('bypassPermissions');
  const offered: string[] = [];
  gate.mentioned.on(({ word }) => offered.push(word));
  const { wants, post } = await session();
  assert.equal((await post(typed('write a test that sends SIGTERM and checks for terminate'))).text, '{}');
  assert.equal((await post(typed('go on'))).text, '{}');
  assert.equal(gate.stop.state().engaged, false);
  assert.equal(await wants({}), 'allow');
  assert.deepEqual(offered, ['terminate']);
  const noted = readEntries(join(stateDir, 'journal')).filter(({ event }) => event === 'stop-word');
  assert.deepEqual(noted.map((one) => one['word']), ['terminate']);
}); // prettier-ignore

test('words of the person stop and pause beside the built-in ones, from the next message on', async (t) => {
  const place = makePlace(t);
  let values: Readonly<Record<string, unknown>> = {};
  const settings = () => decodeSettings([{ scope: 'user', values }, { scope: 'workspace', values: { stopWords: ['go on'] } }]);
  const { gate, session } = await startTestGate(t, {}, { place, settings });
  const { id, post } = await session();
  for (const prompt of ['Feierabend', 'Kaffee', 'go on']) assert.equal((await post(typed(prompt))).text, '{}');
  values = { stopWords: ['feierabend'], 'portcullis.pauseWords': ['Kaffee!'] };
  assert.match((await post(typed('kaffee, bitte'))).text, /paused this session/);
  gate.sessions.resume(id);
  assert.match((await post(typed('FEIERABEND!'))).text, /engaged the emergency stop/);
  assert.equal(gate.stop.state().engaged, true);
}); // prettier-ignore
