// Who was given the text, when, and what takes it away again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mcpOperation } from '../../../../src/policy/external/mcp.ts';
import { operationKinds, type Operation } from '../../../../src/policy/external/operation.ts';
import {
  boundaryOf,
  isGrounded,
  notGrounded,
  readerOf,
  spokenOf,
  updateGrounding,
  type Given,
  type GroundingEvent,
} from '../../../../src/policy/session/grounding.ts';

const minute = 60_000;
const given = (at: number): Given => ({ at, boundary: 'startup', digest: 'd', characters: 1 });
const givenTo = (reader: string, at: number) => ({ type: 'given', reader, given: given(at) }) as const;
const after = (...events: readonly GroundingEvent[]) => events.reduce(updateGrounding, notGrounded);

test('nobody was given anything at first', () => assert.ok(!isGrounded(notGrounded, 'a', 0, 30 * minute)));

test('a text counts until it is as old as the settings say', () => {
  const state = after(givenTo('a', 1000));
  assert.ok(isGrounded(state, 'a', 1000, minute));
  assert.ok(isGrounded(state, 'a', 999 + minute, minute));
  assert.ok(!isGrounded(state, 'a', 1000 + minute, minute));
});

test('a compaction takes it away until it is given again', () => {
  const gone = { type: 'gone', reader: 'a' } as const;
  assert.ok(!isGrounded(after(givenTo('a', 0), gone), 'a', 1, minute));
  assert.ok(isGrounded(after(givenTo('a', 0), gone, givenTo('a', 1)), 'a', 1, minute));
});

test('a sub-agent and another conversation have contexts of their own', () => {
  const state = after(givenTo(readerOf('c', undefined), 0));
  assert.ok(isGrounded(state, readerOf('c', undefined), 1, minute));
  assert.ok(!isGrounded(state, readerOf('c', 'sub'), 1, minute));
  assert.ok(!isGrounded(state, readerOf('d', undefined), 1, minute));
});

test('where the settings say 0 it is not needed', () => assert.ok(isGrounded(notGrounded, 'a', 5, 0)));

test('a clock that was put back makes nothing fresher', () =>
  assert.ok(!isGrounded(after(givenTo('a', 10)), 'a', 9, minute)));

const reader = fc.constantFrom('a', 'b', 'c');
const event: fc.Arbitrary<GroundingEvent> = fc.oneof(
  fc.record({ type: fc.constant('given' as const), reader, given: fc.nat(1000).map(given) }),
  fc.record({ type: fc.constant('gone' as const), reader }),
);

test('only the last event of a reader counts, and no event of another', () =>
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), reader, fc.nat(3000), (events, who, now) => {
      const last = events.findLast((one) => one.reader === who);
      const fresh = last?.type === 'given' && last.given.at <= now && now - last.given.at < 1000;
      assert.equal(isGrounded(after(...events), who, now, 1000), fresh);
    }),
  ));

test('the state does not grow without end, and forgetting only asks for the text again', () => {
  const readers = Array.from({ length: 2000 }, (_, at) => `r${at}`);
  const state = after(...readers.map((one) => givenTo(one, 0)));
  assert.ok(state.size <= 200);
  assert.ok(isGrounded(state, 'r1999', 1, minute) && !isGrounded(state, 'r0', 1, minute));
});

const operation = (server: string, name: string): Operation =>
  mcpOperation({ kind: 'mcp', tool: 'x', server, name, input: {} }, undefined);

for (const [server, name, speaks] of [
  ['chat', 'post_message', true],
  ['gmail', 'send_email', true],
  ['slack', 'update_message', true],
  ['slack', 'list_channels', false],
  ['github', 'publish_release', true],
  ['github', 'create_branch', false],
  ['github', 'get_issue', false],
] as const)
  test(`${server} ${name} ${speaks ? 'speaks' : 'does not speak'} to others`, () =>
    assert.equal(spokenOf([operation(server, name)]) !== undefined, speaks));

test('every send and every publication speaks to others, wherever it stands in the call', () => {
  for (const kind of operationKinds) {
    const one = { ...operation('x', 'get'), kind };
    const spoken = spokenOf([operation('x', 'get_y'), one]);
    assert.equal(spoken, kind === 'send' || kind === 'publish' ? one : undefined, kind);
  }
});

test("the agents' words for a boundary; no word of theirs is the gate's own", () => {
  assert.deepEqual(['resume', 'clear', 'compact', 'fork', 'send', 'odd'].map(boundaryOf), [
    'resume',
    'clear',
    'compact',
    'fork',
    'startup',
    'startup',
  ]);
});
