// Which entries a filter chooses, and which times a person may write.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matching, readTime, type JournalFilter } from '../../../../src/policy/export/filter.ts';
import { entry } from './entries.ts';

const one = entry('decision', { session: 'abc-1', tool: 'mcp__github__list', behavior: 'deny', layer: 'ask-rule', reason: 'Because “so”.', operations: [{ service: 'mcp:github', kind: 'read' }], input: { path: 'C:\\Temp "x"' } }); // prettier-ignore

const chooses: readonly (readonly [JournalFilter, boolean])[] = [
  [{}, true],
  [{ session: 'abc' }, true],
  [{ session: 'bc' }, false],
  [{ event: 'decision' }, true],
  [{ event: 'answer' }, false],
  [{ behavior: 'Deny' }, true],
  [{ behavior: 'allow' }, false],
  [{ layer: 'ask-rule' }, true],
  [{ layer: 'ask' }, false],
  [{ tool: 'mcp__github__list' }, true],
  [{ tool: 'MCP__*' }, true],
  [{ tool: '*github*' }, true],
  [{ tool: 'mcp__*__list' }, true],
  [{ tool: 'mcp__*__listen' }, false],
  [{ tool: 'mcp__github__list*list' }, false],
  [{ service: 'mcp:*' }, true],
  [{ service: 'web:*' }, false],
  [{ text: 'because “SO”' }, true],
  [{ text: 'c:\\temp "X"' }, true],
  [{ text: 'elsewhere' }, false],
  [{ since: '2026-01-31T12:00:00.000Z' }, true],
  [{ since: '2026-01-31T12:00:00.001Z' }, false],
  [{ until: '2026-01-31T12:00:00.000Z' }, false],
  [{ until: '2026-02-01T00:00:00.000Z', behavior: 'deny', service: '*hub' }, true],
  [{ until: '2026-02-01T00:00:00.000Z', behavior: 'allow' }, false],
];
for (const [filter, expected] of chooses)
  test(`${JSON.stringify(filter)} ${expected ? 'chooses' : 'leaves out'} it`, () =>
    assert.equal(matching(filter)(one), expected));

const now = Date.parse('2026-01-31T12:00:00Z');
const times: readonly (readonly [string, string | undefined])[] = [
  ['2026-01-31', '2026-01-31T00:00:00.000Z'],
  ['2026-01-31T12:30Z', '2026-01-31T12:30:00.000Z'],
  ['90m', '2026-01-31T10:30:00.000Z'],
  ['24h', '2026-01-30T12:00:00.000Z'],
  ['7d', '2026-01-24T12:00:00.000Z'],
  ['2w', '2026-01-17T12:00:00.000Z'],
  ['yesterday', undefined],
  ['', undefined],
  ['7y', undefined],
  ['+99999-01-01', undefined],
];
for (const [text, expected] of times)
  test(`${JSON.stringify(text)} is ${expected ?? 'no time'}`, () =>
    assert.equal(readTime(text, now), expected));
