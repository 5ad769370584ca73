// What a decision leaves in the journal: enough to see afterwards why, by whom, and what it would have done, in a
// bounded size; and what joins it with the answer and the outcome.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { JournalEntry } from '../../src/policy/journal.ts';
import { decodeSettings } from '../../src/protocol/settings.ts';
import { startTestGate } from './support.ts';
import { readEntries } from '../support/journal/entries.ts';

function decisions(stateDir: string): readonly JournalEntry[] {
  return readEntries(join(stateDir, 'journal')).filter(({ event }) => event === 'decision');
}

test('a decision holds the effects of each segment, the operations and the risk', async (t) => {
  const { session, mode, stateDir } = await startTestGate(t);
  mode('dontAsk');
  await (await session()).wants({ command: 'rm -rf build && gh pr create --title x', description: 'clean up' }, { tool: 'Bash' });
  const [entry] = decisions(stateDir);
  const segments = entry?.['segments'];
  assert.ok(Array.isArray(segments));
  assert.deepEqual(segments.map(({ program }) => program), ['rm', 'gh']);
  const [remove] = segments[0].effects;
  assert.deepEqual({ kind: remove.kind, scope: remove.scope, reversible: typeof remove.reversible, target: remove.target.endsWith('build') }, { kind: 'delete.workspace', scope: 'workspace', reversible: 'string', target: true });
  const operations = entry?.['operations'];
  assert.ok(Array.isArray(operations));
  assert.deepEqual(operations.map(({ service, kind, risk }) => [service, kind, typeof risk]), [['cli:gh', 'write', 'string']]);
  assert.equal(entry?.['purpose'], 'clean up');
  assert.equal(entry['by'], 'gate');
  assert.equal(entry['waited'], undefined);
  assert.match(String(entry['advice']), /Nobody is asked in this mode/);
}); // prettier-ignore

test('a decision by a rule holds its text, scope, file and line', async (t) => {
  const lines = { of: () => 7 };
  const values = { permissions: { deny: ['Bash(npm publish *)'] } };
  const settings = () => decodeSettings([{ scope: 'user', file: '/home/me/settings.json', values, lines }]);
  const { session, stateDir } = await startTestGate(t, {}, { settings });
  await (await session()).wants({ command: 'npm publish --access public' }, { tool: 'Bash' });
  const [entry] = decisions(stateDir);
  assert.deepEqual(entry?.['rule'], {
    text: 'Bash(npm publish *)',
    behavior: 'deny',
    scope: 'user',
    file: '/home/me/settings.json',
    line: 7,
  });
});

test('answer, decision and outcome can be joined, and the wait of the person is no time of the gate', async (t) => {
  const { session, question, gate, stateDir } = await startTestGate(t);
  const { wants, post, id } = await session();
  const input = { x: 1 };
  const waiting = wants(input, { callId: 'c-1' });
  gate.approvals.answer((await question()).id, { behavior: 'allow' });
  await waiting;
  await post({
    hook_event_name: 'PostToolUse',
    tool_name: 'Frobnicate',
    tool_input: input,
    tool_response: {},
    tool_use_id: 'c-1',
    duration_ms: 12,
  });
  const entries = readEntries(join(stateDir, 'journal'));
  const [answer, decision, outcome] = ['answer', 'decision', 'outcome'].map((event) =>
    entries.find((entry) => entry.event === event),
  );
  assert.ok(answer && decision && outcome);
  assert.equal(answer['question'], decision['question']);
  assert.equal(answer['inputDigest'], decision['inputDigest']);
  for (const entry of [answer, decision, outcome]) {
    assert.equal(entry['session'], id);
    assert.equal(entry['callId'], 'c-1');
    assert.equal(entry['tool'], 'Frobnicate');
  }
  assert.equal(outcome['outcome'], 'success');
  assert.ok(Number(decision['waited']) > 0);
  assert.ok(Number(decision['milliseconds']) > 0);
});

test('an entry stays small whatever the agent sends, and says what was left out', async (t) => {
  const { session, mode, stateDir } = await startTestGate(t);
  mode('plan');
  const { wants } = await session();
  const many = Array.from({ length: 5_000 }, (_, n) => `item ${n} ${'y'.repeat(50)}`);
  await wants({ many, deep: { text: 'z'.repeat(500_000) } });
  await wants({ command: `${'touch a; '.repeat(900)} ls`, description: 'd'.repeat(9_000) }, { tool: 'Bash' });
  await wants(Object.fromEntries(many.map((text) => [text, text.repeat(20)])));
  for (const entry of decisions(stateDir)) {
    const text = JSON.stringify(entry);
    assert.ok(text.length < 100_000, `${text.length}`);
    assert.match(text, /… \d+ more|"more":\d+|"…":"\d+ more"/);
  }
});

for (const dryRun of [false, true])
  test(`whatever fails on the way of a call${dryRun ? ' of a dry run' : ''}, the denial stands in the journal`, async (t) => {
    let left = Number.POSITIVE_INFINITY;
    const settings = () => {
      left -= 1;
      if (left === 0) throw new Error('the settings cannot be read');
      return decodeSettings([{ scope: 'user', values: { permissionMode: 'bypassPermissions' } }]);
    };
    const { session, stateDir } = await startTestGate(t, {}, { settings });
    const { post } = await session('claude', dryRun ? { dryRun } : {});
    let failures = 0;
    for (let at = 1; left <= 0 || at === 1; at += 1) {
      left = at;
      const call = { tool_name: 'Bash', tool_input: { command: 'ls' }, tool_use_id: `c${at}` };
      const { decision } = await post({ hook_event_name: 'PreToolUse', ...call });
      const last = decisions(stateDir).findLast(({ callId }) => callId === call.tool_use_id);
      assert.equal(last?.['behavior'], decision, `when reading ${at} fails`);
      if (last?.['layer'] === 'failure') failures += 1;
    }
    assert.ok(failures >= (dryRun ? 2 : 1), `${failures} readings failed`);
  }); // prettier-ignore
