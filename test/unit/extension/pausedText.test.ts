import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Pending } from '../../../src/gate/api.ts';
import { pausedDocument } from '../../../src/extension/pausedText.ts';
import { decide } from '../../support/policy/decide.ts';

const decision = decide('frobnicate --all');
const pending: Pending = {
  id: 'q', session: 's', agent: 'claude', tool: 'Bash', input: { command: 'frobnicate --all' }, cwd: '/work', digest: 'd', suggestions: [], operations: [], askedAt: 0, resumes: true,
  call: { kind: 'shell', tool: 'Bash', command: 'frobnicate --all', shell: 'posix', background: false },
  decision: { ...decision, layer: 'paused', reason: 'The session is paused: 3 denials in a row.' },
}; // prettier-ignore

test('who looks at a paused session sees why, what was refused, the newest first, and what comes next', () => {
  const denial = { id: '1', time: 0, turn: 1, tool: 'Bash', layer: 'mode', by: 'gate' } as const;
  const denials = [
    { ...denial, subject: 'one', reason: 'In mode auto what stays uncertain is denied.' },
    { ...denial, subject: 'two \u202e --token ghp_abcdefghijklmnopqrstuvwxyz', reason: 'No.' },
  ];
  const text = pausedDocument(pending, 'Claude Code', denials);
  assert.match(text, /Claude Code is paused[\s\S]*3 denials in a row[\s\S]*frobnicate --all[\s\S]*two[\s\S]*one/u);
  assert.doesNotMatch(text, /ghp_|\u202e/u);
}); // prettier-ignore
