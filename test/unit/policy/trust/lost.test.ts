import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LevelEvent, TrustEvent } from '../../../../src/policy/trust/event.ts';
import { lowered } from '../../../../src/policy/trust/lost.ts';
import { foldTrust, standingOf, trustScore } from '../../../../src/policy/trust/trust.ts';

const place = { service: 'mcp:github', kind: 'read', time: 1_000 } as const;
const success: TrustEvent = { type: 'success', ...place };
const level = (to: 'blocked' | 'approveAlways' | 'log'): LevelEvent => ({
  type: 'level',
  level: to,
  source: 'grant',
  ...place,
});

const cases: readonly [name: string, events: readonly TrustEvent[], level: string, source: string][] = [
  ['a grant is gone', [success, level('log')], 'approveAlways', 'start'],
  ['an exact grant is gone', [{ ...level('log'), exact: { name: 'x', risk: 'low' } }], 'approveAlways', 'start'],
  ['a block stays', [level('blocked')], 'blocked', 'person'],
  ['the wish to be asked stays', [level('approveAlways')], 'approveAlways', 'person'],
  ['an incident stays', [level('log'), { type: 'incident', ...place }], 'approveAlways', 'incident'],
]; // prettier-ignore
for (const [name, events, to, source] of cases)
  test(`when the journal is lost, ${name}`, () => {
    const before = foldTrust(events);
    const after = lowered(before);
    const standing = standingOf(after, place.service, place.kind);
    assert.deepEqual([standing.level, standing.source, standing.exact], [to, source, []]);
    const old = trustScore(before, standingOf(before, place.service, place.kind), 2_000);
    assert.ok(trustScore(after, standing, 2_000) <= old);
  });
