// The journal has the settings that hold when a gate starts, and what changes in them while it runs.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { JournalEntry } from '../../src/policy/journal.ts';
import { decodeSettings } from '../../src/protocol/settings.ts';
import { readEntries } from '../support/journal/entries.ts';
import { makePlace } from '../support/place.ts';
import { startTestGate } from './support.ts';

type Values = Readonly<Record<string, unknown>>;

/** What the journal says of a gate whose settings, and then whose workspace, become others. */
async function changed(t: TestContext, from: Values, to: Values, trust: readonly boolean[] = [true, true]): Promise<readonly JournalEntry[]> {
  const place = makePlace(t);
  let values = from;
  let [trusted = true] = trust;
  const { gate, stateDir } = await startTestGate(t, {}, {
    place,
    settings: () => decodeSettings([{ scope: 'user', values }]),
    workspace: () => ({ roots: [place.workspace], trusted }),
  });
  gate.settingsChanged();
  values = to;
  trusted = trust[1] ?? true;
  gate.settingsChanged();
  gate.settingsChanged();
  const told = new Set(['settings', 'settings-changed', 'workspace-trust']);
  return readEntries(join(stateDir, 'journal')).filter(({ event }) => told.has(event));
} // prettier-ignore

test('what holds at the start is written once, rules with their scope', async (t) => {
  const values = { permissionMode: 'plan', 'permissions.allow': ['git *'], denyTools: ['WebFetch'] };
  const [first, ...others] = await changed(t, values, values);
  assert.deepEqual(others, []);
  assert.equal(first?.event, 'settings');
  assert.deepEqual([first['permissionMode'], first['workspaceTrusted']], ['plan', true]);
  assert.deepEqual(first['rules'], ['deny WebFetch (user)', 'allow git * (user)']);
});

/** From → to, what is written of it, and what of it is weaker. */
const changes: Record<string, [from: Values, to: Values, changed: Values, weakened: readonly string[]]> = {
  'a freer mode': [
    {},
    { permissionMode: 'acceptEdits' },
    { permissionMode: { from: 'default', to: 'acceptEdits' } },
    ['mode acceptEdits'],
  ],
  'a stricter mode': [
    { permissionMode: 'auto' },
    { permissionMode: 'plan' },
    { permissionMode: { from: 'auto', to: 'plan' } },
    [],
  ],
  'a reviewer': [
    {},
    { 'reviewer.kind': 'ollama', 'reviewer.model': 'qwen' },
    { reviewer: { from: 'off', to: 'ollama qwen (auto)' } },
    ['reviewer ollama qwen (auto)'],
  ],
  'a mode that sets rules aside': [
    { 'permissions.allow': ['node *', 'npm test'] },
    { 'permissions.allow': ['node *', 'npm test'], permissionMode: 'auto' },
    {
      permissionMode: { from: 'default', to: 'auto' },
      setAside: { added: ['allow node * (user)'], removed: [] },
    },
    ['mode auto'],
  ],
  'rules that come and go': [
    { 'permissions.deny': ['sudo *'], 'permissions.allow': ['ls *'] },
    { 'permissions.ask': ['curl *'], 'permissions.allow': ['npm test', 'ls *'] },
    { rules: { added: ['ask curl * (user)', 'allow npm test (user)'], removed: ['deny sudo * (user)'] } },
    ['allow npm test (user)', 'no longer deny sudo * (user)'],
  ],
  'an exception from the guard': [
    {},
    { floorExceptions: ['force-push'] },
    { floorExceptions: { added: ['force-push'], removed: [] } },
    ['exception from the guard force-push'],
  ],
  'a tool that is not denied any more': [
    { denyTools: ['WebFetch'] },
    {},
    { rules: { added: [], removed: ['deny WebFetch (user)'] } },
    ['no longer deny WebFetch (user)'],
  ],
  'all shell commands let run': [
    {},
    { alwaysAllowBash: true },
    { alwaysAllowBash: { from: false, to: true } },
    ['all shell commands let run'],
  ],
  'a service that is not blocked any more': [
    { services: { 'mcp:github': 'blocked' } },
    {},
    { services: { added: [], removed: ['blocked * mcp:github'] } },
    ['no longer blocked * mcp:github'],
  ],
  'a lower threshold of trust': [
    { 'trust.threshold': 70 },
    { 'trust.threshold': 40 },
    { trustThreshold: { from: 70, to: 40 } },
    ['trust suffices from 40'],
  ],
};

for (const [name, [from, to, written, weakened]] of Object.entries(changes))
  test(`${name}: what changed is written once, and what of it is weaker`, async (t) => {
    const [first, second, ...others] = await changed(t, from, to);
    assert.deepEqual([first?.event, second?.event, others], ['settings', 'settings-changed', []]);
    assert.deepEqual([second?.['changed'], second?.['weakened']], [written, weakened]);
  });

test('trust in the workspace is an entry of its own', async (t) => {
  const [first, second, ...others] = await changed(t, {}, {}, [false, true]);
  assert.deepEqual([first?.['workspaceTrusted'], second?.event, others], [false, 'workspace-trust', []]);
  assert.equal(second?.['trusted'], true);
});
