// What takes back what the session did before, as far as a service's own words say so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCall } from '../../../../src/policy/classifier/read.ts';
import { operationsOf } from '../../../../src/policy/external/operations.ts';
import { takenBack } from '../../../../src/policy/external/undo.ts';
import type { ToolCall } from '../../../../src/policy/call.ts';
import { contextFor, shellCall } from '../../../support/policy/decide.ts';

const base = contextFor();
const mcp = (name: string): ToolCall => ({
  kind: 'mcp',
  tool: `mcp__hub__${name}`,
  server: 'hub',
  name,
  input: {},
});

const cases: readonly (readonly [call: ToolCall | string, used: readonly string[], taken: readonly string[]])[] = [
  [mcp('revert_release'), ['write mcp:hub'], ['write']],
  [mcp('rollback_deployment'), ['write mcp:hub', 'modify mcp:hub', 'read mcp:hub'], ['write', 'modify']],
  [mcp('undoChange'), ['delete mcp:hub'], ['delete']],
  ['npm unpublish lodash@1.0.0', ['publish npm:publish'], ['publish']],
  ['helm rollback web 3', ['modify cli:helm'], ['modify']],
  [mcp('revert_release'), ['write mcp:other'], []],
  [mcp('revert_release'), ['read mcp:hub'], []],
  [mcp('list_reverts'), ['write mcp:hub'], []],
  [mcp('delete_issue'), ['write mcp:hub'], []],
  ['git revert HEAD', ['write git:origin'], []],
  ['ls', ['write mcp:hub'], []],
]; // prettier-ignore
for (const [call, used, taken] of cases)
  test(`${JSON.stringify(call)} after ${used.join(', ')} takes back ${taken.join(', ') || 'nothing'}`, () => {
    const reading = readCall(typeof call === 'string' ? shellCall(call) : call, base);
    const found = takenBack(operationsOf(reading), new Map(used.map((key) => [key, true])));
    assert.deepEqual(found.map(({ kind }) => kind), taken);
  }); // prettier-ignore
