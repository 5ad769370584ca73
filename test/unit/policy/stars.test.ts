// `*` in the names of services and tools.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchesStars } from '../../../src/policy/stars.ts';

const cases: readonly (readonly [pattern: string, text: string, fits: boolean])[] = [
  ['mcp:github', 'MCP:GitHub', true],
  ['mcp:github', 'mcp:github2', false],
  ['mcp:*', 'mcp:github', true],
  ['*', '', true],
  ['', '', true],
  ['', 'a', false],
  ['*hub', 'mcp:github', true],
  ['m*g*b', 'mcp:github', true],
  ['a*a', 'a', false],
  ['ab*b*c', 'abc', false],
  ['**', 'x', true],
  ['a.c', 'abc', false],
];
for (const [pattern, text, fits] of cases)
  test(`“${pattern}” ${fits ? 'fits' : 'does not fit'} “${text}”`, () => assert.equal(matchesStars(pattern, text), fits)); // prettier-ignore
