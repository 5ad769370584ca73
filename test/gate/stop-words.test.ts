// Stop words that the person types to the agent.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { readEntries } from '../../src/gate/journalFiles.ts';
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

test('a stop word inside a longer sentence stops nothing, and is noted', async (t) => {
  const { gate, session, mode, stateDir } = await startTestGate(t);
  mode('bypassPermissions');
  const { wants, post } = await session();
  assert.equal((await post(typed('write a test that sends SIGTERM and checks for terminate'))).text, '{}');
  assert.equal((await post(typed('go on'))).text, '{}');
  assert.equal(gate.stop.state().engaged, false);
  assert.equal(await wants({}), 'allow');
  const noted = readEntries(join(stateDir, 'journal')).filter(({ event }) => event === 'stop-word');
  assert.deepEqual(noted.map((one) => one['word']), ['terminate']);
}); // prettier-ignore
