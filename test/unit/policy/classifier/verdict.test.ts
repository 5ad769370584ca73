// What the classifier and the mode say about calls of every kind.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ToolCall } from '../../../../src/policy/call.ts';
import type { CheckContext } from '../../../../src/policy/context.ts';
import type { Behavior } from '../../../../src/policy/decision.ts';
import { decide, decidesAll } from '../../../support/policy/decide.ts';
import { memoryFacts } from '../../../support/policy/facts.ts';

function decided(call: ToolCall, behavior: Behavior, overrides: Partial<CheckContext> = {}): void {
  test(`${behavior}: ${JSON.stringify(call)} ${overrides.mode ?? ''}`, () => {
    const decision = decide(call, overrides);
    assert.equal(decision.behavior, behavior, `${decision.layer}: ${decision.reason}`);
  });
}

const read = (...paths: string[]): ToolCall => ({ kind: 'read', tool: 'Read', paths });
const write = (...paths: string[]): ToolCall => ({ kind: 'edit', tool: 'Write', action: 'write', paths });
const fetch = (url: string): ToolCall => ({ kind: 'fetch', tool: 'WebFetch', url });
const mcp = (name: string, input: unknown = {}): ToolCall => ({
  kind: 'mcp',
  tool: `mcp__s__${name}`,
  server: 's',
  name,
  input,
});

decided(read('src/a.ts'), 'allow');
decided(read('/etc/hosts'), 'allow');
decided(read('.env'), 'deny');
decided(read('.env.example'), 'allow');
decided(read('~/.ssh/id_rsa'), 'deny');
decided(read('~/.ssh/id_rsa.pub'), 'ask');
decided(read('~/notes'), 'ask');
decided(read('../other/a'), 'ask');
decided(read(), 'ask');
decided(read('link/a'), 'ask', {
  facts: memoryFacts({ links: { '/home/dev/project/link': '/home/dev/other' } }),
});
decided({ kind: 'search', tool: 'Grep', path: undefined, pattern: 'token' }, 'allow');
decided({ kind: 'search', tool: 'Grep', path: '~/.ssh', pattern: 'x' }, 'deny');
decided(write('src/a.ts'), 'ask');
decided(write('src/a.ts'), 'allow', { mode: 'acceptEdits' });
decided(write('src/a.ts'), 'deny', { mode: 'plan' });
decided(read('src/a.ts'), 'allow', { mode: 'plan' });
for (const mode of ['acceptEdits', 'bypassPermissions', 'default'] as const) {
  for (const path of [
    '.git/hooks/pre-commit',
    '.vscode/settings.json',
    'CLAUDE.md',
    '.claude/settings.json',
    '~/.bashrc',
    '.mcp.json',
    '~/.ssh/authorized_keys',
    '/etc/passwd',
  ])
    decided(write(path), 'ask', { mode });
}
decided(write('~/.portcullis/policy.json'), 'deny', { mode: 'bypassPermissions' });
decided(write('../x'), 'ask', { mode: 'acceptEdits' });
decided(fetch('https://example.com/a'), 'ask');
decided(fetch('file:///etc/shadow'), 'deny');
decided({ kind: 'webSearch', tool: 'WebSearch', query: 'x' }, 'ask');
decided(mcp('delete_repo'), 'ask');
decided(mcp('frobnicate'), 'ask');
decided(mcp('run_query', { sql: 'DROP TABLE users' }), 'deny');
decided(mcp('search', { text: 'how to drop tables' }), 'ask');
decided({ kind: 'agent', tool: 'Task', name: 'x', prompt: 'rm -rf /' }, 'allow');
decided({ kind: 'agent', tool: 'Task', name: 'x', prompt: 'ls', isolation: 'work-tree' }, 'ask');
for (const mode of ['default', 'acceptEdits', 'auto', 'bypassPermissions'] as const) {
  const elsewhere = { kind: 'agent', tool: 'Task', name: 'x', prompt: 'ls', isolation: 'elsewhere' } as const;
  const cloud = { kind: 'feature', tool: 'RemoteTrigger', effect: 'write.persist', what: 'x' } as const;
  const { behavior } = decide(cloud, { mode });
  assert.notEqual(behavior, 'allow');
  decided(elsewhere, behavior, { mode });
}
decided({ kind: 'internal', tool: 'TodoWrite' }, 'allow');
decided({ kind: 'other', tool: 'Frobnicate', problem: 'unknown' }, 'ask');
decided({ kind: 'skill', tool: 'Skill', name: 'x', commands: undefined }, 'ask');
decided({ kind: 'skill', tool: 'Skill', name: 'x', commands: ['git status', 'ls'] }, 'allow');
decided({ kind: 'skill', tool: 'Skill', name: 'x', commands: ['git status', 'rm -rf /'] }, 'deny');
decided(
  { kind: 'shell', tool: 'PowerShell', command: 'ls', shell: 'powershell', background: false },
  'allow',
);
test('without a grammar every shell call asks', () => {
  assert.equal(decide('ls', { shell: undefined }).behavior, 'ask');
});

decidesAll(
  'deny',
  [
    'history -c',
    'unset HISTFILE',
    'chmod -R 777 .',
    'chmod u+s x',
    'ufw disable',
    'iptables -F',
    'setenforce 0',
    'useradd -o -u 0 x',
    'systemctl stop auditd',
  ],
  'threat',
);
