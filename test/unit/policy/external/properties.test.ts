// Laws of the external operation gate that hold for every history of a service and every call.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ToolCall } from '../../../../src/policy/call.ts';
import { checked } from '../../../../src/policy/check.ts';
import type { CheckContext } from '../../../../src/policy/context.ts';
import { operationKinds } from '../../../../src/policy/external/operation.ts';
import { riskOf } from '../../../../src/policy/external/risk.ts';
import { operationsOf } from '../../../../src/policy/external/operations.ts';
import { startFlow, updateFlow } from '../../../../src/policy/session/flow.ts';
import { happenings, type TrustEvent } from '../../../../src/policy/trust/event.ts';
import { trustLevels } from '../../../../src/policy/trust/levels.ts';
import { day } from '../../../../src/policy/trust/score.ts';
import { foldTrust, standingOf, trustScore } from '../../../../src/policy/trust/trust.ts';
import { contextFor } from '../../../support/policy/decide.ts';

const service = 'mcp:github';
const start = 1_700_000_000_000;
const mcp = (name: string, input: unknown = {}): ToolCall => ({ kind: 'mcp', tool: `mcp__github__${name}`, server: 'github', name, input }); // prettier-ignore

const place = {
  service: fc.constant(service),
  kind: fc.constantFrom(...operationKinds),
  time: fc.integer({ min: start, max: start + 90 * day }),
};
const event: fc.Arbitrary<TrustEvent> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constantFrom(...happenings), ...place }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('level' as const), level: fc.constantFrom(...trustLevels), source: fc.constantFrom('proposal' as const, 'grant' as const), ...place }) },
); // prettier-ignore
const history = fc.array(event, { maxLength: 30 });
const names = ['get_issue', 'list_issues', 'create_issue', 'update_issue', 'merge_pull_request', 'delete_repo', 'post_message', 'publish_package', 'frobnicate', 'bulk_update']; // prettier-ignore
const call = fc
  .record({ name: fc.constantFrom(...names), ids: fc.integer({ min: 1, max: 30 }) })
  .map(({ name, ids }) => mcp(name, { ids: Array.from({ length: ids }, (_, at) => at) }));
const now = start + 100 * day;

function contextOf(events: readonly TrustEvent[], threshold = 50): CheckContext {
  const trust = { state: foldTrust(events), now };
  return contextFor({ trust, external: { threshold }, flow: { state: startFlow } });
}

test('high and critical risk ask whatever the score and the level', () => {
  fc.assert(
    fc.property(history, call, (events, one) => {
      const context = contextOf(events);
      const { decision, reading } = checked(one, context);
      const isGrave = operationsOf(reading).some((operation) => riskOf(operation) === 'high' || riskOf(operation) === 'critical');
      if (isGrave) assert.notEqual(decision.behavior, 'allow', decision.reason);
    }),
  );
}); // prettier-ignore

test('what passes was ratified, and its score carries the threshold or the grant that the person gave below it', () => {
  let passed = 0;
  fc.assert(
    fc.property(history, call, fc.integer({ min: 0, max: 100 }), (events, one, threshold) => {
      const context = contextOf(events, threshold);
      const { decision, reading } = checked(one, context);
      if (decision.behavior !== 'allow') return;
      passed += 1;
      const { state } = context.trust ?? contextOf([]).trust ?? assert.fail();
      for (const { kind } of operationsOf(reading)) {
        const standing = standingOf(state, service, kind);
        assert.equal(standing.source, 'person');
        assert.ok(['approveFirst', 'log', 'autonomous'].includes(standing.level));
        const needed = Math.min(threshold, Math.floor(standing.grantedAt * 100));
        assert.ok(trustScore(state, standing, now) >= needed);
      }
    }),
    { numRuns: 1_000 },
  );
  assert.ok(passed > 0, 'nothing ever passed, so that nothing was proved');
});

test('without an approval no session does more to a service than the checkpoint says', () => {
  const trusted = (['write', 'modify'] as const).map((kind): TrustEvent => ({ type: 'level', level: 'autonomous', source: 'grant', service, kind, time: now })); // prettier-ignore
  const step = fc.record({
    name: fc.constantFrom('create_issue', 'update_issue', 'close_issue', 'get_issue'),
    ids: fc.integer({ min: 1, max: 4 }),
    approves: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let flow = startFlow;
      let done = 0;
      for (const [at, { name, ids, approves }] of steps.entries()) {
        const context = { ...contextOf(trusted), flow: { state: flow } };
        const one = mcp(name, { ids: Array.from({ length: ids }, (_, n) => n) });
        const { decision, reading } = checked(one, context);
        const isAsked = decision.behavior !== 'allow';
        if (isAsked && !approves) continue;
        flow = updateFlow(flow, { type: 'call', call: `c${at}`, reading, approved: isAsked });
        if (name !== 'get_issue') done = isAsked ? 0 : done + ids;
        assert.ok(done <= 10, `${done} things without an approval`);
      }
    }),
  );
});
