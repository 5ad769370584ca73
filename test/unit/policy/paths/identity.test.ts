// Files that say who agents are, hooks and settings of agents: an agent's own change of them always asks, through
// whatever tool, in every mode, whatever the rules allow.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ToolCall } from '../../../../src/policy/call.ts';
import { permissionModes } from '../../../../src/policy/decision.ts';
import { readRules } from '../../../../src/policy/rules/read.ts';
import { decide } from '../../../support/policy/decide.ts';
import { memoryFacts } from '../../../support/policy/facts.ts';

const ws = '/home/dev/project';
const facts = memoryFacts({
  identity: [`${ws}/docs/who.md`, '/home/dev/me.md'],
  files: {
    [`${ws}/AGENTS.md`]: 'x',
    [`${ws}/notes.md`]: 'x',
    [`${ws}/docs/who.md`]: 'x',
    [`${ws}/docs/other.md`]: 'x',
    [`${ws}/build/a.js`]: 'x',
  },
});
const everything = ['*', 'Bash', 'Edit', 'Write', 'mcp__fs', 'mcp__chat'];
const rules = readRules(everything.map((text) => ({ text, behavior: 'allow', scope: 'user' })));
const mcp = (name: string, input: unknown): ToolCall => ({ kind: 'mcp', tool: `mcp__fs__${name}`, server: 'fs', name, input }); // prettier-ignore
const edit = (path: string, action: 'write' | 'edit' | 'delete' = 'write'): ToolCall => ({ kind: 'edit', tool: 'Write', action, paths: [path] }); // prettier-ignore

const changes: readonly (ToolCall | string)[] = [
  ...['AGENTS.md', 'CLAUDE.md', 'sub/AGENTS.md', '.claude/settings.json', '.claude/hooks/x.sh', '.mcp.json', 'docs/who.md', '/home/dev/me.md', '~/.claude/CLAUDE.md', '.vscode/settings.json'].map((path) => edit(path)),
  edit('docs/who.md', 'edit'),
  edit('docs/who.md', 'delete'),
  'echo x > AGENTS.md',
  'echo x >> docs/who.md',
  'tee ~/me.md < notes.md',
  'sed -i s/a/b/ docs/who.md',
  'cp notes.md docs/who.md',
  'cp evil/who.md docs/',
  'cp evil/who.md docs',
  'cp evil/AGENTS.md .',
  'cp -t docs evil/who.md',
  'mv evil/CLAUDE.md ./',
  'mv docs gone',
  'mv docs/who.md gone.md',
  'install -m 644 evil/who.md docs',
  'ln -sf ../notes.md docs/who.md',
  'rm docs/who.md',
  'rm -rf docs',
  'rm *.md',
  'rm docs/*',
  'chmod 000 docs/who.md',
  'truncate -s 0 docs/who.md',
  'bash -c "echo x > docs/who.md"',
  'curl -o docs/who.md https://example.com/x',
  mcp('write_file', { path: 'AGENTS.md', content: 'x' }),
  mcp('write_file', { path: `${ws}/docs/who.md` }),
  mcp('edit', { files: [{ name: 'a.md' }, { name: 'file:///home/dev/project/CLAUDE.md' }] }),
  mcp('frobnicate', { target: '.claude/settings.json' }),
  mcp('edit_file', { edits: Array.from({ length: 300 }, (_, at) => ({ old: 'a', new: `b${at % 7}` })), path: `${ws}/CLAUDE.md` }),
  mcp('edit_file', { edits: Array.from({ length: 300 }, (_, at) => ({ old: `a${at}`, new: `b${at}` })), path: `${ws}/CLAUDE.md` }),
  mcp('edit_file', { uri: 'file:///home/dev/project/CLAUDE%2Emd' }),
  mcp('edit_file', { uri: 'FILE://localhost/home/dev/project/docs/who%2Emd' }),
  mcp('edit_file', { uri: 'file:/home/dev/project/CLAUDE.md' }),
  mcp('edit_file', { a: { a: { a: { a: { a: { a: { a: { a: { a: ['CLAUDE.md'] } } } } } } } } }),
]; // prettier-ignore

for (const call of changes)
  test(`never below ask: ${typeof call === 'string' ? call : JSON.stringify(call).slice(0, 200)}`, () => {
    for (const mode of permissionModes)
      for (const alwaysAllowShell of [false, true]) {
        const { behavior, reason } = decide(call, { mode, rules, facts, alwaysAllowShell });
        assert.notEqual(behavior, 'allow', `${mode}: ${reason}`);
      }
  });

const others: readonly (ToolCall | string)[] = [
  'rm notes.md',
  'rm build/*',
  'rm -rf build',
  'cp notes.md build/',
  'cp AGENTS.md backup.md',
  'cat docs/who.md',
  'grep -r x docs',
  edit('docs/other.md'),
  edit('whoever.md'),
  mcp('read_file', { path: 'AGENTS.md' }),
  mcp('write_file', { path: 'notes.md', content: 'see AGENTS.md for more' }),
  mcp('post_message', { text: 'I read AGENTS.md' }),
  mcp('edit_file', { edits: Array.from({ length: 900 }, () => ({ old: 'a', new: 'b' })), path: 'notes.md' }),
  mcp('edit_file', {
    edits: Array.from({ length: 200 }, (_, at) => ({ old: `a${at}`, new: `b${at}` })),
    path: 'notes.md',
  }),
  mcp('edit_file', { uri: 'file:///home/dev/project/no%' }),
];

for (const call of others)
  test(`no change of such a file: ${typeof call === 'string' ? call : JSON.stringify(call).slice(0, 200)}`, () => {
    const { behavior, reason } = decide(call, { rules, facts });
    assert.equal(behavior, 'allow', reason);
  });
