// Laws of trust that hold for every history.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { operationKinds } from '../../../../src/policy/external/operation.ts';
import {
  happenings,
  type Happening,
  type HappeningEvent,
  type TrustEvent,
} from '../../../../src/policy/trust/event.ts';
import { trustLevels } from '../../../../src/policy/trust/levels.ts';
import { day, exactScore } from '../../../../src/policy/trust/score.ts';
import {
  foldTrust,
  lowestTrust,
  proposalFor,
  standingOf,
  trustScore,
  updateTrust,
  type TrustState,
} from '../../../../src/policy/trust/trust.ts';
import { priors } from '../../../../src/policy/trust/levels.ts';

const service = 'mcp:github';
const start = 1_700_000_000_000;
const kind = fc.constantFrom(...operationKinds);
const time = fc.integer({ min: start, max: start + 400 * day });
const happening = fc.record({
  type: fc.constantFrom(...happenings),
  service: fc.constant(service),
  kind,
  time,
});
const choice = fc.record({
  type: fc.constant('level' as const),
  service: fc.constant(service),
  kind,
  time,
  level: fc.constantFrom(...trustLevels),
  source: fc.constantFrom('proposal' as const, 'grant' as const),
});
const event: fc.Arbitrary<TrustEvent> = fc.oneof(
  { weight: 5, arbitrary: happening },
  { weight: 1, arbitrary: choice },
);
const history = fc.array(event, { maxLength: 40 });
const now = start + 500 * day;

const exact = (state: TrustState, of: HappeningEvent['kind'], at = now): number =>
  exactScore(standingOf(state, service, of).evidence, priors[of], at, 30 * day);
const rank = (state: TrustState, of: HappeningEvent['kind']): number =>
  trustLevels.indexOf(standingOf(state, service, of).level);
const tiny = 1e-12;

test('a success never lowers a score, at whatever time it is reported', () => {
  fc.assert(
    fc.property(history, kind, time, (events, of, at) => {
      const before = foldTrust(events);
      const after = updateTrust(before, { type: 'success', service, kind: of, time: at });
      assert.ok(exact(after, of) >= exact(before, of) - tiny);
    }),
  );
});

test('whatever else happens never raises a score, nor a level', () => {
  fc.assert(
    fc.property(
      history,
      kind,
      time,
      fc.constantFrom(...happenings.filter((type) => type !== 'success')),
      (events, of, at, type) => {
        const before = foldTrust(events);
        const after = updateTrust(before, { type, service, kind: of, time: at });
        assert.ok(exact(after, of) <= exact(before, of) + tiny);
        assert.ok(rank(after, of) <= rank(before, of));
      },
    ),
  );
});

test('what a stop or an incident took is given back by no other act than a level or a reset', () => {
  fc.assert(
    fc.property(history, fc.constantFrom('stop' as const, 'incident' as const), kind, time, (events, type, of, at) => {
      const hurt = updateTrust(foldTrust(events), { type, service, kind: of, time: at });
      const standing = standingOf(hurt, service, of);
      assert.equal(standing.source, 'incident');
      assert.ok(trustLevels.indexOf(standing.level) <= trustLevels.indexOf('approveAlways'));
      for (const other of ['withdrawn', 'declined'] as const) {
        const after = updateTrust(hurt, { type: other, service, kind: of, time: at });
        assert.equal(standingOf(after, service, of).source, 'incident');
      }
    }),
  );
}); // prettier-ignore

test('an accepted proposal is one step, and a level that was proposed never goes beyond log', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(happening, fc.constant('accept' as const)), { maxLength: 200 }), kind, (steps, of) => {
      let state = foldTrust([]);
      for (const step of steps) {
        const before = rank(state, of);
        const offer = proposalFor(standingOf(state, service, of));
        if (step !== 'accept') state = updateTrust(state, { ...step, kind: of });
        else if (offer !== undefined) {
          state = updateTrust(state, { type: 'level', level: offer.to, source: 'proposal', service, kind: of, time: now });
          assert.equal(rank(state, of), before + 1);
        }
        assert.ok(rank(state, of) <= trustLevels.indexOf('log'));
      }
    }),
  );
}); // prettier-ignore

test('nothing but a choice of the person ever makes a level freer', () => {
  fc.assert(
    fc.property(history, fc.array(happening, { maxLength: 60 }), kind, (events, more, of) => {
      const before = foldTrust(events);
      assert.ok(rank(foldTrust(more, before), of) <= rank(before, of));
    }),
  );
});

test('an event of one kind or service changes nothing of another', () => {
  fc.assert(
    fc.property(history, event, kind, (events, one, of) => {
      fc.pre(one.kind !== of);
      const before = foldTrust(events);
      assert.deepEqual(standingOf(updateTrust(before, one), service, of), standingOf(before, service, of));
      const elsewhere = updateTrust(before, { ...one, kind: of, service: 'mcp:other' });
      assert.deepEqual(standingOf(elsewhere, service, of), standingOf(before, service, of));
    }),
  );
});

test('without events the score goes to its start, from above and from below', () => {
  for (const [type, direction] of [
    ['success', -1],
    ['failure', 1],
  ] as const) {
    for (const of of operationKinds) {
      const state = foldTrust(
        Array.from({ length: 8 }, (): TrustEvent => ({ type, service, kind: of, time: start })),
      );
      const first = exact(foldTrust([]), of, start);
      let before = exact(state, of, start);
      for (let days = 10; days <= 600; days += 10) {
        const score = exact(state, of, start + days * day);
        assert.ok(direction * (score - before) >= -tiny, `${type} ${of} after ${days} days`);
        assert.ok(direction * (first - score) >= -tiny, `${type} ${of} after ${days} days`);
        before = score;
      }
      assert.ok(Math.abs(before - first) < 0.001);
    }
  }
});

test('every history ends at the start when it is long ago', () => {
  fc.assert(
    fc.property(history, kind, (events, of) => {
      const state = foldTrust(events);
      assert.ok(Math.abs(exact(state, of, now + 3_000 * day) - exact(foldTrust([]), of)) < 0.001);
    }),
  );
});

test('the order of successes and failures does not change the score', () => {
  const plain = fc.record({
    type: fc.constantFrom<Happening>('success', 'failure', 'denial', 'approval'),
    service: fc.constant(service),
    kind: fc.constant('read' as const),
    time,
  });
  fc.assert(
    fc.property(fc.array(plain, { maxLength: 20 }), fc.infiniteStream(fc.nat()), (events, random) => {
      const keys = new Map(events.map((one) => [one, random.next().value]));
      const other = [...events].sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
      assert.ok(Math.abs(exact(foldTrust(events), 'read') - exact(foldTrust(other), 'read')) < 1e-9);
    }),
  );
});

test('one incident outweighs many successes and takes the level away', () => {
  for (const of of operationKinds) {
    const clean = Array.from({ length: 200 }, (): TrustEvent => ({
      type: 'success',
      service,
      kind: of,
      time: start,
    }));
    const granted = foldTrust([
      ...clean,
      { type: 'level', level: 'autonomous', source: 'grant', service, kind: of, time: start },
    ]);
    const after = updateTrust(granted, { type: 'incident', service, kind: of, time: start });
    assert.ok(trustScore(granted, standingOf(granted, service, of), start) >= 90);
    assert.ok(trustScore(after, standingOf(after, service, of), start) < 35);
    assert.equal(standingOf(after, service, of).level, 'approveAlways');
  }
});

test('scores are whole numbers from 0 to 100', () => {
  fc.assert(
    fc.property(history, kind, time, fc.boolean(), (events, of, at, lost) => {
      const state = foldTrust(events, lost ? lowestTrust : undefined);
      const score = trustScore(state, standingOf(state, service, of), at);
      assert.ok(Number.isInteger(score) && score >= 0 && score <= 100, String(score));
    }),
  );
});

test('without a journal a score and a level are never higher than with the same events after a start', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 30 }), kind, (events, of) => {
      const [kept, lost] = [foldTrust(events), foldTrust(events, lowestTrust)];
      assert.ok(
        trustScore(lost, standingOf(lost, service, of), now) <=
          trustScore(kept, standingOf(kept, service, of), now),
      );
      assert.ok(rank(lost, of) <= rank(kept, of));
    }),
  );
});
