// Scores, proposals, what is written down and what is read back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { operationKinds } from '../../../../src/policy/external/operation.ts';
import {
  decodeTrustRecord,
  happened,
  happenings,
  resets,
  trustRecord,
  type HappeningEvent,
  type TrustEvent,
} from '../../../../src/policy/trust/event.ts';
import { trustLevels } from '../../../../src/policy/trust/levels.ts';
import { day } from '../../../../src/policy/trust/score.ts';
import { decodeSnapshot, encodeSnapshot } from '../../../../src/policy/trust/snapshot.ts';
import {
  foldTrust,
  lowestTrust,
  proposals,
  standingOf,
  startTrust,
  trustScore,
  updateTrust,
} from '../../../../src/policy/trust/trust.ts';

const service = 'mcp:github';
const at = (type: HappeningEvent['type'], times = 1, kind: HappeningEvent['kind'] = 'read'): TrustEvent[] =>
  Array.from({ length: times }, () => ({ type, service, kind, time: 1_000 }));
const level = (to: (typeof trustLevels)[number], kind: HappeningEvent['kind'] = 'read'): TrustEvent => ({
  type: 'level',
  level: to,
  source: 'proposal',
  service,
  kind,
  time: 1_000,
});

const scores: readonly (readonly [what: string, events: readonly TrustEvent[], score: number])[] = [
  ['nothing happened', [], 28],
  ['one success', at('success'), 43],
  ['five successes', at('success', 5), 69],
  ['fifty successes', at('success', 50), 95],
  ['five successes and a failure', [...at('success', 5), ...at('failure')], 56],
  ['five successes and a denial', [...at('success', 5), ...at('denial')], 47],
  ['an approval alone', at('approval'), 28],
  ['fifty successes and an incident', [...at('success', 50), ...at('incident')], 23],
  ['fifty successes and a stop while one was on its way', [...at('success', 50), ...at('stop')], 23],
  ['an incident that the person forgot', [...at('success', 9), ...at('incident'), { type: 'reset', service, kind: 'read', time: 1_000 }], 28],
  ['one failure', at('failure'), 13],
]; // prettier-ignore
for (const [what, events, score] of scores) {
  test(`the score of reads after ${what} is ${score}`, () => {
    const state = foldTrust(events);
    assert.equal(trustScore(state, standingOf(state, service, 'read'), 1_000), score);
  });
}

test('half of the evidence is left after a half-life, which is a setting', () => {
  const state = foldTrust(at('success', 20), startTrust, { halfLife: 5 * day });
  const half = foldTrust(at('success', 10));
  const score = trustScore(state, standingOf(state, service, 'read'), 1_000 + 5 * day, { halfLife: 5 * day });
  assert.equal(score, trustScore(half, standingOf(half, service, 'read'), 1_000));
});

test('with a half-life that is none nothing is remembered', () => {
  for (const halfLife of [0, -5, Number.NaN]) {
    const state = foldTrust(at('success', 20), startTrust, { halfLife });
    assert.equal(trustScore(state, standingOf(state, service, 'read'), 2_000, { halfLife }), 28);
  }
});

const proposed: readonly (readonly [what: string, events: readonly TrustEvent[], texts: readonly string[]])[] = [
  ['4 reads', at('success', 4), []],
  ['5 reads', at('success', 5), ['5 clean reads from mcp:github: stop asking for reads?']],
  ['5 reads with a failure between', [...at('success', 4), ...at('failure'), ...at('success', 1)], []],
  ['5 reads with a denial between', [...at('success', 4), ...at('denial'), ...at('success', 1)], []],
  ['5 reads and an accepted proposal', [...at('success', 5), level('log')], []],
  ['many reads that are only logged: never beyond that', [level('log'), ...at('success', 50)], []],
  ['5 reads and a declined proposal', [...at('success', 5), { type: 'declined', service, kind: 'read', time: 1 }], []],
  ['5 changes', at('success', 5, 'modify'), ['5 clean changes from mcp:github: ask only once a session for changes?']],
  ['5 changes after the first step', [level('approveFirst', 'modify'), ...at('success', 5, 'modify')], ['5 clean changes from mcp:github: stop asking for changes?']],
  ['messages', at('success', 50, 'send'), []],
  ['publications', at('success', 50, 'publish'), []],
  ['9 reads after an incident', [...at('incident'), ...at('success', 9)], []],
  ['10 reads after an incident', [...at('incident'), ...at('success', 10)], ['10 clean reads from mcp:github: ask only once a session for reads?']],
  ['9 reads after a stop', [...at('stop'), ...at('success', 9)], []],
  ['a blocked service', [level('blocked'), ...at('success', 20)], []],
  ['a service that the person wants to be asked about', [level('approveAlways'), ...at('success', 20)], []],
  ['a level that they took back', [level('approveAlways'), ...at('success', 20), { type: 'withdrawn', service, kind: 'read', time: 1_000 }], ['20 clean reads from mcp:github: stop asking for reads?']],
]; // prettier-ignore
for (const [what, events, texts] of proposed) {
  test(`${what}: ${texts.join('; ') || 'nothing is proposed'}`, () =>
    assert.deepEqual(proposals(foldTrust(events)).map(({ text }) => text), texts)); // prettier-ignore
}

test('history says why, with the score after each event', () => {
  const state = foldTrust([
    { type: 'success', service, kind: 'read', time: 1, call: 'toolu_1' },
    { type: 'incident', service, kind: 'read', time: 2, reason: 'it leaked a name' },
  ]);
  assert.deepEqual(standingOf(state, service, 'read').history, [
    { time: 1, type: 'success', reason: 'a call succeeded (call toolu_1)', score: 43, level: 'approveFirst' },
    { time: 2, type: 'incident', reason: 'it leaked a name', score: 0, level: 'approveAlways' },
  ]);
});

test('a long history keeps its newest entries', () => {
  const { history } = standingOf(foldTrust(at('success', 500)), service, 'read');
  assert.equal(history.length, 50);
});

test('more services than are kept earn nothing, and lose what they lose', () => {
  const many = Array.from({ length: 6_000 }, (_, n): TrustEvent => ({ type: 'success', service: `web:${n}`, kind: 'read', time: 1 }));
  const state = updateTrust(foldTrust(many), { type: 'incident', service: 'web:late', kind: 'read', time: 1 });
  assert.equal(state.standings.size, 5_001);
  assert.equal(standingOf(state, 'web:late', 'read').source, 'incident');
}); // prettier-ignore

const place = {
  service: fc.string({ minLength: 1, maxLength: 60 }),
  kind: fc.constantFrom(...operationKinds),
  time: fc.nat(),
};
const plain = { noNullPrototype: true };
const event: fc.Arbitrary<TrustEvent> = fc.oneof(
  fc.record({ type: fc.constantFrom(...happenings), ...place }, plain),
  fc.record({ type: fc.constantFrom(...happenings), ...place, call: fc.string(), reason: fc.string() }, plain),
  fc.record({ type: fc.constant('level' as const), ...place, level: fc.constantFrom(...trustLevels), source: fc.constantFrom('proposal' as const, 'grant' as const) }, plain),
  fc.record({ type: fc.constant('level' as const), ...place, level: fc.constantFrom(...trustLevels), source: fc.constant('grant' as const), exact: fc.record({ name: fc.string(), risk: fc.constantFrom('low' as const, 'critical' as const) }, plain) }, plain),
  fc.record({ type: fc.constantFrom(...resets), ...place }, plain),
); // prettier-ignore

test('an event goes into the journal and comes out the same', () => {
  fc.assert(
    fc.property(event, (one) => {
      const line: unknown = JSON.parse(
        JSON.stringify({ ...trustRecord(one), n: 1, time: '2026-01-01T00:00:00Z' }),
      );
      assert.ok(typeof line === 'object' && line !== null);
      assert.deepEqual(decodeTrustRecord(Object.fromEntries(Object.entries(line))), one);
    }),
  );
});

const good = { event: 'trust', type: 'success', service, kind: 'read', at: 1 };
const bad: readonly Readonly<Record<string, unknown>>[] = [
  {},
  { ...good, event: 'decision' },
  { ...good, type: 'root' },
  { ...good, kind: 'all' },
  { ...good, kind: undefined },
  { ...good, service: '' },
  { ...good, service: 7 },
  { ...good, at: 'yesterday' },
  { ...good, at: Number.NaN },
  { ...good, at: -1 },
  { ...good, reason: 7 },
  { ...good, call: {} },
  { ...good, type: 'level', level: 'root-god', source: 'grant' },
  { ...good, type: 'level', level: 'log', source: 'agent' },
  { ...good, type: 'level', level: 'log', source: 'grant', exact: { name: 1, risk: 'low' } },
  { ...good, type: 'level', level: 'log', source: 'grant', exact: { name: 'x', risk: 'none' } },
];
for (const record of bad) {
  test(`no trust event: ${JSON.stringify(record)}`, () => assert.equal(decodeTrustRecord(record), undefined));
}

test('a call that touches a service twice happened once', () => {
  const one = { service, kind: 'read', channel: undefined, name: '', reversibility: 'yes', scope: 'single', items: 1, targets: [], segment: 0, malformed: false } as const;
  assert.deepEqual(happened('success', [one, one, { ...one, kind: 'send' }], { time: 1, call: 'c' }), [
    { type: 'success', service, kind: 'read', time: 1, call: 'c' },
    { type: 'success', service, kind: 'send', time: 1, call: 'c' },
  ]);
}); // prettier-ignore

test('a snapshot comes out as it went in, and folding on gives what folding all gives', () => {
  fc.assert(
    fc.property(
      fc.array(event, { maxLength: 30 }),
      fc.array(event, { maxLength: 10 }),
      fc.boolean(),
      (events, more, lost) => {
        const state = foldTrust(events, lost ? lowestTrust : startTrust);
        const back = decodeSnapshot(encodeSnapshot({ state, upTo: 'part-3:17' }));
        assert.deepEqual(back, { state, upTo: 'part-3:17' });
        assert.deepEqual(
          foldTrust(more, back?.state),
          foldTrust([...events, ...more], lost ? lowestTrust : startTrust),
        );
      },
    ),
  );
});

const text = encodeSnapshot({
  state: foldTrust([...at('success', 3), level('log'), ...at('incident')]),
  upTo: 'x',
});
test('a cut snapshot is none', () => {
  for (let length = 0; length < text.length; length += 1)
    assert.equal(decodeSnapshot(text.slice(0, length)), undefined);
});
const changes: readonly (readonly [RegExp, string])[] = [
  [/"version":1/u, '"version":2'],
  [/"upTo":"x"/u, '"upTo":7'],
  [/"base":"start"/u, '"base":"best"'],
  [/"kind":"read"/u, '"kind":"everything"'],
  [/"level":"approveAlways"/u, '"level":"root-god"'],
  [/"source":"incident"/u, '"source":"agent"'],
  [/"streak":0/u, '"streak":-1'],
  [/"streak":0/u, '"streak":0.5'],
  [/"incidents":1/u, '"incidents":"1"'],
  [/"wounded":true/u, '"wounded":1'],
  [/"successes":[\d.]+/u, '"successes":1e9'],
  [/"failures":[\d.]+/u, '"failures":-20'],
  [/"failures":[\d.]+/u, '"failures":null'],
  [/"grantedAt":[\d.]+/u, '"grantedAt":2'],
  [/"exact":\[\]/u, '"exact":[{"name":"x"}]'],
  [/"score":\d+/u, '"score":101'],
  [/"type":"success"/u, '"type":"gift"'],
  [/"service":"mcp:github"/u, '"service":""'],
  [/"history":\[/u, '"history":{"a":['],
  [/"standings":\[(.*)\]\}$/su, '"standings":[$1,$1]}'],
];
for (const [from, to] of changes) {
  test(`a snapshot with ${to.slice(0, 40)} is none`, () => {
    const changed = text.replace(from, to);
    assert.notEqual(changed, text);
    assert.equal(decodeSnapshot(changed), undefined);
  });
}
