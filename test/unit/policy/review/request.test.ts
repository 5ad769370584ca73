// What is told of a call is all of it, or nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ToolCall } from '../../../../src/policy/call.ts';
import { requestFor, withoutSecrets } from '../../../../src/policy/review/request.ts';
import { redactorFor } from '../../../../src/policy/knownSecrets.ts';
import { contextFor, decide } from '../../../support/policy/decide.ts';

const mcp = (input: unknown): ToolCall => ({
  kind: 'mcp',
  tool: 'mcp__notes__frobnicate',
  server: 'notes',
  name: 'frobnicate',
  input,
});
const { rules } = contextFor();
const asked = (call: ToolCall): ReturnType<typeof requestFor> =>
  requestFor({
    call,
    decision: decide(call),
    operations: [],
    agent: 'claude',
    folder: '/home/dev/project',
    prompt: undefined,
    rules,
  });
const nested = (depth: number): unknown => (depth === 0 ? 'wipe everything' : { inner: nested(depth - 1) });

const cut: Readonly<Record<string, ToolCall>> = {
  'an item behind many': mcp({ items: [...Array<string>(300).fill('a'), 'wipe everything'] }),
  'a member behind many': mcp(Object.fromEntries(Array.from({ length: 301 }, (_, at) => [`m${at}`, at === 300 ? 'wipe everything' : 'a']))),
  'a value that lies deep': mcp(nested(25)),
  'a file behind many': { kind: 'read', tool: 'Read', paths: [...Array<string>(300).fill('a'), 'wipe everything'] },
}; // prettier-ignore

for (const [what, call] of Object.entries(cut))
  test(`no review without ${what}`, () => assert.equal(typeof asked(call), 'string'));

test('what is told of an ordinary call holds all of it', () => {
  const request = asked(mcp({ items: [...Array<string>(90).fill('a'), 'wipe everything'], deep: nested(8) }));
  assert.ok(typeof request === 'object');
  const told = withoutSecrets(request, redactorFor([]));
  assert.deepEqual(told['call'], request['call']);
});
