// Identity files against what the person accepted: first sight, drift, acceptance, damage.
import assert from 'node:assert/strict';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { IdentityFile } from '../../src/gate/api.ts';
import { sha256 } from '../../src/gate/digest.ts';
import { readEntries } from '../support/journal/entries.ts';
import { makePlace, type Place } from '../support/place.ts';
import { startTestGate, type TestGate } from './support.ts';

interface Identified extends TestGate {
  readonly told: IdentityFile[];
  /** The state of AGENTS.md. */
  readonly state: () => IdentityFile | undefined;
  /** What an agent is given at the start of a session. */
  readonly text: () => Promise<string>;
  readonly events: () => readonly string[];
}

async function identified(t: TestContext, place: Place = makePlace(t)): Promise<Identified> {
  const gate = await startTestGate(t, {}, { place });
  const told: IdentityFile[] = [];
  gate.gate.identity.changed.on((file) => told.push(file));
  return {
    ...gate,
    told,
    state: () => gate.gate.identity.files().find(({ path }) => path === place.path('ws', 'AGENTS.md')),
    async text() {
      const own = await gate.session();
      const answer = await own.post({ hook_event_name: 'SessionStart', source: 'startup' });
      return JSON.parse(answer.text).hookSpecificOutput.additionalContext;
    },
    events: () =>
      readEntries(join(gate.stateDir, 'journal'))
        .filter(({ event }) => event.startsWith('identity-'))
        .map(({ event, by, removed, added }) => `${event} ${JSON.stringify(by ?? [removed, added])}`),
  };
} // prettier-ignore

test('the first sight of a file in a trusted workspace accepts it', async (t) => {
  const gate = await identified(t);
  const file = gate.place.write('ws/AGENTS.md', 'one\n');
  const { state, digest, accepted } = gate.state() ?? {};
  assert.deepEqual([state, digest, accepted?.by], ['accepted', sha256('one\n'), 'first sight']);
  assert.deepEqual(gate.told, []);
  assert.deepEqual(gate.events(), ['identity-accepted "first sight"']);
  assert.equal(gate.gate.identity.accepted(file), 'one\n');
});

test('a change is told once, with its difference, and the accepted text is given until the new one is accepted', async (t) => {
  const gate = await identified(t);
  const file = gate.place.write('ws/AGENTS.md', 'one\ntwo\n');
  await gate.text();
  writeFileSync(file, 'one\nEVIL\n');
  const drifted = await gate.text();
  assert.match(drifted, /one\ntwo\n/);
  assert.doesNotMatch(drifted, /EVIL/);
  assert.match(drifted, /changed since the person accepted it/);
  await gate.text();
  assert.equal(gate.told.length, 1);
  assert.deepEqual(gate.told[0]?.difference, { line: 2, removed: ['two'], added: ['EVIL'] });
  assert.equal(gate.gate.identity.accept(file, sha256('something else'), 'person'), false);
  assert.equal(gate.gate.identity.accept(file, sha256('one\nEVIL\n'), 'person'), true);
  assert.match(await gate.text(), /EVIL/);
  assert.deepEqual(gate.events(), ['identity-accepted "first sight"', 'identity-drift [1,1]', 'identity-accepted "person"']);
}); // prettier-ignore

test('a second change is told again; a change that is taken back is none', async (t) => {
  const gate = await identified(t);
  const file = gate.place.write('ws/AGENTS.md', 'one');
  for (const text of ['one', 'two', 'three', 'one', 'two']) {
    writeFileSync(file, text);
    gate.state();
  }
  assert.deepEqual(gate.told.map(({ digest }) => digest), ['two', 'three', 'two'].map(sha256)); // prettier-ignore
});

test('a file that appears later is drift, and is not given before it is accepted', async (t) => {
  const gate = await identified(t);
  await gate.text();
  const file = gate.place.write('ws/AGENTS.md', 'planted');
  const text = await gate.text();
  assert.doesNotMatch(text, /planted/);
  assert.match(text, /waits until the person accepts it/);
  assert.equal(gate.state()?.state, 'changed');
  gate.gate.identity.accept(file, sha256('planted'), 'editor');
  assert.match(await gate.text(), /planted/);
});

test('a file that is gone is drift, and its accepted text is still given', async (t) => {
  const gate = await identified(t);
  const file = gate.place.write('ws/AGENTS.md', 'who I am');
  await gate.text();
  rmSync(file);
  assert.match(await gate.text(), /who I am/);
  assert.deepEqual([gate.state()?.state, gate.state()?.digest], ['changed', undefined]);
  assert.ok(gate.gate.identity.accept(file, undefined, 'person'));
  assert.doesNotMatch(await gate.text(), /who I am/);
  assert.equal(gate.state()?.state, 'absent');
});

test('what was accepted outlives the gate and holds for other windows', async (t) => {
  const place = makePlace(t);
  const file = place.write('ws/AGENTS.md', 'one');
  const first = await identified(t, place);
  await first.text();
  const second = await identified(t, place);
  writeFileSync(file, 'two');
  assert.equal(second.state()?.state, 'changed');
  second.gate.identity.accept(file, sha256('two'), 'person');
  assert.equal(first.state()?.state, 'accepted');
});

test('it is kept for the owner alone', async (t) => {
  const gate = await identified(t);
  gate.place.write('ws/AGENTS.md', 'one');
  gate.state();
  const folder = join(gate.stateDir, 'identity');
  assert.equal(statSync(folder).mode & 0o777, 0o700);
  for (const name of readdirSync(folder)) assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600);
});

for (const damage of ['', '{', '[]', '{"path":"/other"}', '{"digest":null,"text":null}'])
  test(`what was accepted and is damaged (${damage || 'empty'}) is neither accepted nor a first sight`, async (t) => {
    const gate = await identified(t);
    const file = gate.place.write('ws/AGENTS.md', 'one');
    gate.state();
    const kept = join(gate.stateDir, 'identity', `${sha256(file)}.json`);
    writeFileSync(kept, damage);
    for (const _ of [1, 2]) assert.equal(gate.state()?.state, 'changed');
    assert.ok(readdirSync(join(gate.stateDir, 'identity')).some((name) => name.includes('.damaged-')));
    const own = await gate.session();
    const sending = own.wants({ text: 'x' }, { tool: 'mcp__chat__post_message' });
    const { id, decision } = await gate.question();
    assert.match(decision.reason, /what was accepted of it is lost/);
    gate.gate.approvals.answer(id, { behavior: 'deny' });
    assert.equal(await sending, 'deny');
    assert.ok(gate.gate.identity.accept(file, sha256('one'), 'person'));
    assert.equal(gate.state()?.state, 'accepted');
  });
