// Trust, past sessions and entries of the journal as the panel shows them.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { eventWord } from '../../../src/extension/panel/eventWords.ts';
import { pastSessions } from '../../../src/extension/panel/pastSessions.ts';
import { traceOf } from '../../../src/extension/panel/trace.ts';
import { riskOfKind, trustRows } from '../../../src/extension/panel/trustView.ts';
import type { TrustEntry } from '../../../src/gate/trustApi.ts';
import { operationKinds } from '../../../src/policy/external/operation.ts';
import { decodeNews } from '../../../src/protocol/panel.ts';
import { makePlace } from '../../support/place.ts';
import { root } from '../../support/root.ts';

const entry: TrustEntry = { service: 'mcp:github', kind: 'write', level: 'log', source: 'person', exact: [{ name: 'create_issue', risk: 'medium' }], incidents: 1, streak: 0, score: 41, successes: 5.2, failures: 0.4, held: undefined, history: [{ time: 1, type: 'success', reason: 'a call succeeded', score: 62, level: 'log' }, { time: 2, type: 'incident', reason: 'it opened 40 issues', score: 41, level: 'log' }], proposal: undefined }; // prettier-ignore

test('a row of trust says level, risk with its reason, incidents and the way of the score in words', () => {
  const [row] = trustRows([entry]);
  assert.ok(row);
  assert.equal(row.level, 'Pass, with a line in the log');
  assert.equal(row.trend, 'fell from 62 to 41 over 2 events');
  // The evidence by weight, 5.2 and 0.4, is no number of calls.
  assert.equal(row.happened, '1 succeeded, 0 failed, 1 incident');
  assert.deepEqual(row.incidents.map(({ text }) => text), ['it opened 40 issues']);
  assert.deepEqual(row.levels.filter(({ chosen }) => chosen).map(({ level }) => level), ['log']);
  assert.equal(row.risk.text, 'low to critical risk');
  assert.match(row.risk.why, /^One thing: low if it can be undone, medium if only in part, high if it cannot be undone\. 2 to 20 things: /u);
  assert.deepEqual(row.exact, [{ name: 'create_issue', text: 'create_issue, up to medium risk' }]);
}); // prettier-ignore

test('calls are counted since all was forgotten, and a history that is full says that there was more', () => {
  const event = (type: TrustEntry['history'][number]['type']) => ({ time: 1, type, reason: '', score: 1, level: 'log' }) as const;
  const history = [event('failure'), event('success'), event('reset'), event('success'), event('success')];
  const happened = (of: Pick<TrustEntry, 'history'>) => trustRows([{ ...entry, incidents: 0, ...of }])[0]?.happened;
  assert.equal(happened({ history }), '2 succeeded, 0 failed');
  assert.equal(happened({ history: Array.from({ length: 50 }, () => event('success')) }), '50 succeeded, 0 failed (of the last 50 events)');
}); // prettier-ignore

test('what can only be blocked or asked about offers no more, and a block of the settings is told as such', () => {
  const [sends] = trustRows([{ ...entry, kind: 'send', level: 'approveAlways', source: 'start' }]);
  assert.deepEqual(sends?.levels.map(({ level }) => level), ['blocked', 'approveAlways']);
  assert.equal(sends?.level, 'no trust granted yet');
  const [held] = trustRows([{ ...entry, held: 'blocked' }]);
  assert.deepEqual([held?.level, held?.ownLevel, held?.levels.find(({ chosen }) => chosen)?.level], ['blocked by your settings', false, 'blocked']);
}); // prettier-ignore

test('each kind has a risk with its reason', () => {
  for (const kind of operationKinds) {
    const { text, why } = riskOfKind(kind);
    assert.match(text, /risk$/);
    assert.match(why, /^One thing: .*\. 2 to 20 things: .*\. More: .*\. What is not known/u);
  }
});

test('sessions that are over come from the ledger, the newest first, and a ledger that grows is read again', (t) => {
  const place = makePlace(t);
  const past = pastSessions(place.dir);
  assert.deepEqual(past.slice(), { list: [], total: 0 });
  const id = (at: number): string => `0000000${at}-0000-4000-8000-000000000000`;
  const row = (at: number, more: object) => JSON.stringify({ id: id(at), agent: 'claude', profile: 'handsOff', trigger: 'person', cwd: '/w', owner: { pid: 1 }, start: `2026-11-2${at}T10:00:00.000Z`, status: 'running', ...more });
  const over = { status: 'over', end: '2026-11-21T10:01:00.000Z', seconds: 61, exitCode: 0, result: 'success', counts: { calls: 3, allowed: 1, asked: 0, denied: 2 } };
  place.write('ledger.jsonl', `${row(1, over)}\n${row(2, {})}\n`);
  place.write('messages/00000001-0000-4000-8000-000000000000.jsonl', '{}\n');
  const { list, total } = past.slice();
  assert.deepEqual([total, list[0]?.detail, list[0]?.denials, list[0]?.state], [1, 'hands-off · 3 calls, 2 denied · 1 min 1 s', 2, 'ended well, exit code 0']);
  assert.equal(past.names().get(id(2))?.name, 'Claude Code');
  place.write('ledger.jsonl', `${row(1, over)}\n${row(2, over)}\n`);
  assert.deepEqual(past.slice().list.map((one) => one.id), [id(2), id(1)]);
  const news = { type: 'slices', part: { past: past.slice() } };
  assert.deepEqual(decodeNews(structuredClone(news)), news);
}); // prettier-ignore

test('an entry that is no decision is told in one step with all that it says, and nothing hidden is lost', () => {
  const trace = traceOf({ n: 4, time: '2026-11-29T10:00:00.000Z', event: 'pause', prev: 'x', digest: 'y', session: 's-1', agent: 'claude', reason: 'too many \u202e denials', counts: { denied: 3 } }); // prettier-ignore
  assert.deepEqual(
    trace.steps[0]?.facts.map(({ name, value }) => `${name}: ${value}`),
    ['Session: s-1', 'Agent: Claude Code', 'Reason: too many ⟨U+202E⟩ denials', 'Counts: {"denied":3}'],
  );
  assert.equal(trace.outcome.text, 'session paused');
});

test('every event that is journaled has words of its own', () => {
  const folder = path.join(root, 'src');
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => readFileSync(path.join(folder, name), 'utf8'));
  const events = new Set(texts.flatMap((text) => [...text.matchAll(/(?:sessionRecord|\.note|\bnote)\(\s*'([a-z-]+)'/g)].map(([, name = '']) => name)));
  assert.ok(events.size > 20, `${events.size} events`);
  assert.deepEqual([...events].filter((event) => eventWord(event).says === event.replaceAll('-', ' ')), []);
}); // prettier-ignore
