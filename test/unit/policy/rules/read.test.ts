import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Behavior } from '../../../../src/policy/decision.ts';
import { readRule, readRules } from '../../../../src/policy/rules/read.ts';
import { readRegex } from '../../../../src/policy/rules/regex.ts';
import { askRuleVerdict, denyRuleVerdict } from '../../../../src/policy/rules/verdict.ts';
import { context, line, reading, rules, sources } from './made.ts';

function reads(text: string, kind: string, behavior: Behavior = 'deny'): void {
  test(`${behavior} ${text} is read as ${kind}`, () => {
    const { matcher } = readRule({ text, behavior, scope: 'user' });
    assert.equal(
      matcher.kind === 'command'
        ? `command for ${matcher.shell}`
        : matcher.kind === 'tool'
          ? `tool ${matcher.tool}`
          : matcher.kind,
      kind,
    );
  });
}

reads('git *', 'command for any');
reads('npm test', 'command for any');
reads('bash', 'command for any');
reads('Bash(git *)', 'command for posix');
reads('PowerShell(git *)', 'command for powershell');
reads('Bash', 'tool Bash');
reads('Bash(*)', 'tool Bash');
reads('Bash(git push:*)', 'command for posix');
reads('Bash(npm run test:unit)', 'command for posix');
reads('Bash(run_in_background:true)', 'parameter');
reads('Bash(run_in_background:true)', 'broken', 'allow');
reads('Bash(echo (x))', 'command for posix');
reads('Read', 'tool Read');
reads('Read(./.env)', 'path');
reads('Edit(src/**)', 'path');
reads('Write(src/**)', 'path');
reads('WebFetch(domain:example.com)', 'domain');
reads('WebFetch(example.com)', 'broken');
reads('mcp__server__tool', 'tool mcp__server__tool');
reads('mcp__server', 'tool mcp__server');
reads('mcp__*', 'tool mcp__*');
reads('mcp__*', 'broken', 'allow');
reads('mcp__server__*', 'tool mcp__server__*', 'allow');
reads('*', 'tool *');
reads('*', 'broken', 'allow');
reads('Agent(name)', 'name');
reads('Agent(model:opus)', 'broken');
reads('Skill(name *)', 'name');
reads('Bash(/^git/)', 'command-regex');
reads('/^git (push|pull)$/i', 'command-regex');
reads('/usr/bin/env node', 'command for any');
reads('/usr/bin/env', 'command for any');
reads('/(a/', 'broken');
reads('/a(?=b)/', 'broken');
reads('Nonsense(x)', 'broken');
reads('Bash()', 'broken');
reads('', 'broken');
reads('a\u0007b', 'broken');
reads('x'.repeat(2000), 'broken');
reads('Read(!x)', 'broken');
reads('Read({1..100000})', 'broken');

const listed = (name: string, form: 'tool-name' | 'tool-prefix' = 'tool-name') =>
  context(readRules([{ text: name, behavior: 'deny', scope: 'user', form }]));
for (const [entry, call, expected] of [
  ['bash', { kind: 'shell', tool: 'Bash', command: 'ls', shell: 'posix', background: false }, 'deny'],
  ['Bash', { kind: 'shell', tool: 'Monitor', command: 'ls', shell: 'posix', background: true }, 'none'],
  ['Bash', { kind: 'shell', tool: 'terminal', command: 'ls', shell: 'posix', background: false }, 'deny'],
  ['NotebookEdit', { kind: 'edit', tool: 'Edit', action: 'edit', paths: ['x'] }, 'none'],
  ['WRITE', { kind: 'edit', tool: 'save-file', action: 'write', paths: ['x'] }, 'deny'],
  ['task', { kind: 'agent', tool: 'Agent', name: 'x', prompt: '' }, 'deny'],
  ['SlashCommand', { kind: 'skill', tool: 'Skill', name: 'x', commands: [] }, 'deny'],
  ['frobnicate', { kind: 'other', tool: 'Frobnicate', problem: 'unknown' }, 'deny'],
  ['AskUserQuestion', { kind: 'internal', tool: 'AskUserQuestion' }, 'deny'],
] as const)
  test(`the denied tool ${entry} ${expected === 'deny' ? 'is' : 'is not'} ${call.tool}`, () =>
    assert.equal(denyRuleVerdict(reading(call), listed(entry)).behavior, expected));

function claude(text: string, kind: string, behavior: Behavior = 'deny'): void {
  test(`${behavior} ${text} in Claude Code's settings is read as ${kind}`, () => {
    const { matcher } = readRule({ text, behavior, scope: 'user', form: 'claude' });
    const tool = matcher.kind === 'tool' || matcher.kind === 'broken' ? ` ${matcher.tool}` : '';
    assert.equal(matcher.kind + tool, kind);
  });
}

claude('Bash(git *)', 'command');
claude('Bash(git push:*)', 'command');
claude('Bash', 'tool Bash');
claude('Artifact', 'tool Artifact');
claude('bash', 'tool bash');
claude('git *', 'broken undefined');
claude('npm', 'tool npm');
claude('Artifact(x)', 'broken Artifact');
claude('Cd(~/x)', 'broken Cd');
claude('Read(./.env)', 'path');
claude('mcp__a__b', 'tool mcp__a__b');
claude('mcp__*', 'broken undefined', 'allow');
claude('', 'broken undefined');

test('which rule is named does not hang on the order in which the rules came', () => {
  const some = [
    { text: 'git *', behavior: 'deny', scope: 'workspace', file: '/w/b.json', line: 2 },
    { text: 'git push *', behavior: 'deny', scope: 'user', file: '/u.json', line: 9 },
    { text: 'git p*', behavior: 'deny', scope: 'user', file: '/u.json', line: 3 },
    { text: 'git push', behavior: 'deny', scope: 'folder', file: '/w/a.json', line: 1 },
  ] as const;
  for (const given of [some, some.toReversed(), [...some.slice(2), ...some.slice(0, 2)]])
    assert.deepEqual(denyRuleVerdict(line('git push'), context(readRules(given))).rule, some[2]);
});

test('faults are told in sentences and invalid allow rules are dropped', () => {
  const set = rules({ allow: ['Nonsense(x)', 'git *'], deny: ['Nonsense(x)', 'Bash(/(/)'] });
  assert.deepEqual(
    set.allow.map((rule) => rule.source.text),
    ['git *'],
  );
  assert.deepEqual(
    set.problems.map((problem) => problem.message),
    [
      'The regular expression is not valid. Until it is mended, Bash asks.',
      'Nonsense is not a tool that rules know. Until it is mended, every tool asks.',
      'Nonsense is not a tool that rules know. The rule is ignored.',
    ],
  );
});

test('the deny lists hold whole names and beginnings of names in any case', () => {
  const set = readRules([
    { text: 'mcp__Github__Delete', behavior: 'deny', scope: 'user', form: 'tool-name' },
    { text: ' MCP__fs ', behavior: 'deny', scope: 'user', form: 'tool-prefix' },
    { text: ' ', behavior: 'deny', scope: 'user', form: 'tool-prefix' },
  ]);
  const says = (server: string, name: string): string =>
    denyRuleVerdict(
      reading({ kind: 'mcp', tool: `mcp__${server}__${name}`, server, name, input: {} }),
      context(set),
    ).behavior;
  assert.deepEqual(
    [says('github', 'delete'), says('github', 'deleted'), says('fs2', 'x'), says('other', 'x')],
    ['deny', 'none', 'deny', 'none'],
  );
  assert.equal(set.problems.length, 1);
});

test('a value that is no text makes every tool ask', () => {
  const set = readRules([
    { text: '7', behavior: 'deny', scope: 'user', form: 'unreadable' },
    ...sources({ deny: ['rm *'] }),
  ]);
  assert.equal(askRuleVerdict(line('ls'), context(set)).behavior, 'ask');
  assert.equal(denyRuleVerdict(line('rm x'), context(set)).behavior, 'deny');
});

function matches(source: string, text: string, whole: boolean, found: boolean): void {
  test(`/${source}/ ${whole ? 'is' : 'is not'} ${text} and ${found ? 'occurs' : 'does not occur'} in it`, () => {
    const regex = readRegex(source, '');
    assert.ok(typeof regex !== 'string', 'it is refused');
    assert.deepEqual([regex.whole(text), regex.found(text)], [whole, found]);
  });
}

matches('a+b', 'aab', true, true);
matches('a+b', 'xaabx', false, true);
matches('^a|b$', 'xb', false, true);
matches('^(a|bc)*$', 'abca', true, true);
matches('\\bfoo\\b', 'a foo b', false, true);
matches('\\bfoo\\b', 'afoo', false, false);
matches('[^a-c]{2,3}', 'xyz', true, true);
matches('[^a-c]{2,3}', 'xyzz', false, true);
matches('a{2}', 'a', false, false);
matches('x?', '', true, true);
matches('[\\d.-]+', '1.2-3', true, true);
matches('\\/', '/', true, true);

test('a regular expression that would stall a backtracking matcher takes no time', () => {
  const regex = readRegex('^(a+)+$', '');
  assert.ok(typeof regex !== 'string');
  const started = performance.now();
  assert.equal(regex.found(`${'a'.repeat(10_000)}!`), false);
  assert.ok(performance.now() - started < 1000);
});
