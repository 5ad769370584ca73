// The template of a security report has what SECURITY.md asks for.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { securityReport } from '../../../src/extension/securityReport.ts';

const facts = { version: '1.2.3', editor: 'Code 1.106.0', platform: 'linux x64', node: '22.1.0', agents: ['Claude Code 2.1.329'] }; // prettier-ignore
const policy = readFileSync(new URL('../../../SECURITY.md', import.meta.url), 'utf8');

test('versions and platform are filled in', () => {
  const text = securityReport(facts);
  for (const value of Object.values(facts).flat()) assert.ok(text.includes(value), value);
  assert.match(securityReport({ ...facts, agents: [] }), /Agents: none found/);
});

test('it has a place for each thing that the policy asks for, and says where it goes', () => {
  const text = securityReport(facts);
  for (const part of ['description', 'steps', 'impact', 'mitigation']) {
    assert.match(policy, new RegExp(`^- .*\\b${part}\\b`, 'm'), part);
    assert.match(text, new RegExp(`^## ${part}$`, 'im'), part);
  }
  assert.match(text, /Do not open a public issue/);
  assert.match(policy, /"Security" → "Report a\s+vulnerability"/);
  assert.match(text, /"Security", then "Report a vulnerability"/);
});
