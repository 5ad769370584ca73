// Lists of tools that no agent may have: what they hold, what they reject, and that nobody can change them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ToolPermissionContext } from '../../../../src/policy/rules/toolContext.ts';

const some = ToolPermissionContext.fromIterables(
  [' WebFetch ', 'mcp__Fs__write'],
  ['MCP__github__', ' bash'],
);

for (const [tool, blocked] of [
  ['WebFetch', true],
  ['webfetch', true],
  ['WEBFETCH', true],
  ['WebFetch2', false],
  ['Web', false],
  ['mcp__fs__WRITE', true],
  ['mcp__github__create_issue', true],
  ['mcp__GitHub__x', true],
  ['mcp__gitlab__x', false],
  ['Bash', true],
  ['BashOutput', true],
  ['Read', false],
  ['', false],
] as const)
  test(`a denied tool ${blocked ? 'is' : 'is not'} ${JSON.stringify(tool)}`, () =>
    assert.equal(some.blocks(tool), blocked));

test('names and prefixes are trimmed and in lower case, and kept as they were written', () => {
  assert.deepEqual([...some.denyNames], ['webfetch', 'mcp__fs__write']);
  assert.deepEqual(some.denyPrefixes, ['mcp__github__', 'bash']);
  assert.deepEqual(some.written, {
    names: ['WebFetch', 'mcp__Fs__write'],
    prefixes: ['MCP__github__', 'bash'],
  });
});

test('blank entries and entries that are no text are rejected one by one, with a sentence for each', () => {
  const { blocks, denyNames, denyPrefixes, problems } = ToolPermissionContext.fromIterables(
    ['', 7, 'X'],
    ['  ', '\t', undefined],
  );
  assert.deepEqual([[...denyNames], denyPrefixes], [['x'], []]);
  assert.equal(problems.length, 5);
  assert.match(problems.join(' '), /A blank entry of denyPrefixes was rejected: it would deny every tool\./);
  assert.deepEqual([blocks('X'), blocks('anything')], [true, false]);
});

test('any iterable will do', () => {
  const { blocks } = ToolPermissionContext.fromIterables(new Set(['a']), (function* () { yield 'b'; })()); // prettier-ignore
  assert.deepEqual([blocks('A'), blocks('bc'), blocks('c')], [true, true, false]);
});

test('nothing of it can be changed', () => {
  assert.throws(
    () => ((ToolPermissionContext as { fromIterables: unknown }).fromIterables = () => some),
    TypeError,
  );
  const names = some.denyNames as Set<string>;
  assert.throws(() => names.add('read'), TypeError);
  assert.throws(() => names.delete('webfetch'), TypeError);
  assert.throws(() => names.clear(), TypeError);
  assert.throws(() => (some.denyPrefixes as string[]).push('read'), TypeError);
  assert.throws(() => ((some as { blocks: unknown }).blocks = () => false), TypeError);
  Set.prototype.delete.call(names, 'webfetch');
  assert.equal(some.blocks('WebFetch'), true);
});

test('what it was made from may change without any effect', () => {
  const given = ['Read'];
  const made = ToolPermissionContext.fromIterables(given, given);
  given.push('Write');
  assert.equal(made.blocks('Write'), false);
});
