import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ToolCall } from '../../../../src/policy/call.ts';
import type { EffectKind } from '../../../../src/policy/effects.ts';
import { mayBeSaved } from '../../../../src/policy/rules/save.ts';
import { suggestRules } from '../../../../src/policy/rules/suggest.ts';
import { plain } from '../../../../src/policy/shell/word.ts';
import { context, line, reading, rules, words, type Lists, type Made } from './made.ts';

function suggests(
  command: string,
  expected: readonly string[],
  made?: readonly Made[],
  lists: Lists = {},
): void {
  test(`for ${command} it offers ${expected.join(' and ') || 'nothing'}`, () => {
    const found = suggestRules(line(command, made), context(rules(lists)));
    assert.deepEqual(
      found.map(({ text }) => text),
      expected,
    );
  });
}

const doing = (text: string, kind: EffectKind): Made[] => [
  { text, effects: [{ kind, scope: 'workspace', reversible: 'partly' }] },
];

suggests('git add src/a.ts', ['git add *']);
suggests('npm test', ['npm test *']);
suggests('npm run build', ['npm run build *']);
suggests('npm run build -- --fast', ['npm run build *']);
suggests('aws s3 ls', ['aws s3 ls *']);
suggests('mkdir -p a/b', ['mkdir *']);
suggests('git add . && npm test', ['git add *', 'npm test *']);
suggests('git add . && npm test', ['npm test *'], undefined, { allow: ['git *'] });
suggests('make test', ['make test']);
suggests('frob build x', ['frob build x']);
suggests('frob "a b" "*"', ['frob a\\ b \\*'], [{ text: 'frob "a b" "*"' }]);
suggests('git push origin main', ['git push origin main'], doing('git push origin main', 'vcs.remote'));
suggests('git --no-pager log', ['git --no-pager log']);
for (const command of ['python3 x.py', 'python3.12 x.py', 'bash -c x', 'node -e x', 'sh x.sh', 'npx prettier .', 'npm exec x', 'pnpm dlx x', 'uvx ruff', 'curl http://x', 'sudo ls', 'xargs rm', 'env x', 'eval x', 'ssh host ls', 'docker run alpine', 'git', 'make', 'rm', 'npm', './x', '/opt/x y', 'find . -name x', 'go run .', 'git bisect run x', 'frob', 'echo $X']) suggests(command, []); // prettier-ignore
for (const kind of ['irreversible', 'read.secret', 'write.policy', 'vcs.discard', 'db.destroy', 'privilege', 'shell.escape', 'net.send', 'publish'] as const) suggests(`frob ${kind} x`, [], doing(`frob ${kind} x`, kind)); // prettier-ignore
suggests('a x; b x; c x; d x; e x; f x', []);
suggests('git add . && rm -rf x', [], undefined, { deny: ['rm -rf *'] });
suggests('git add .', [], undefined, { ask: ['git *'] });
for (const code of [
  'parse',
  'cap',
  'dynamic-name',
  'redefined',
  'disguise',
  'opaque-code',
  'dynamic-argument',
] as const) {
  suggests(`git add ${code}`, [], [{ text: 'git add x', doubts: [{ code, text: 'it is unclear' }] }]);
}
suggests('git add x >sub/out', ['git add *', 'Edit(./sub/**)'], [{ text: 'git add x', redirects: [{ kind: 'write', descriptor: undefined, target: plain('sub/out') }] }]); // prettier-ignore
suggests(
  'cat <<E',
  [],
  [{ text: 'frob x', redirects: [{ kind: 'heredoc', descriptor: undefined, target: undefined }] }],
);
suggests('timeout 5 frob x', [], [{ text: 'frob x', forms: ['timeout 5 frob x'], wrappers: [{ name: 'timeout', words: words('timeout 5') }] }]); // prettier-ignore

const calls: readonly (readonly [ToolCall, readonly string[]])[] = [
  [{ kind: 'edit', tool: 'Edit', action: 'edit', paths: ['src/a.ts'] }, ['Edit(./src/**)']],
  [{ kind: 'edit', tool: 'Edit', action: 'edit', paths: ['a.ts'] }, ['Edit(./a.ts)']],
  [{ kind: 'edit', tool: 'Edit', action: 'edit', paths: ['/etc/hosts'] }, ['Edit(//etc/hosts)']],
  [{ kind: 'edit', tool: 'Edit', action: 'edit', paths: ['~/notes/a'] }, ['Edit(~/notes/a)']],
  [{ kind: 'read', tool: 'Read', paths: ['/opt/a/b'] }, ['Read(//opt/a/b)']],
  [{ kind: 'search', tool: 'Grep', path: 'src', pattern: 'x' }, ['Read(./src/**)']],
  [{ kind: 'search', tool: 'Grep', path: undefined, pattern: 'x' }, ['Read(./**)']],
  [{ kind: 'fetch', tool: 'WebFetch', url: 'https://Example.com/x' }, ['WebFetch(domain:example.com)']],
  [{ kind: 'fetch', tool: 'WebFetch', url: 'https://a@example.com/x' }, []],
  [{ kind: 'mcp', tool: 'mcp__gh__get', server: 'gh', name: 'get', input: {} }, ['mcp__gh__get']],
  [{ kind: 'agent', tool: 'Task', name: 'reviewer', prompt: '' }, ['Agent(reviewer)']],
  [{ kind: 'skill', tool: 'Skill', name: 'deploy', commands: undefined }, []],
  [{ kind: 'other', tool: 'X', problem: 'y' }, []],
];
for (const [call, expected] of calls) {
  test(`for ${JSON.stringify(call)} it offers ${expected.join(' and ') || 'nothing'}`, () => {
    assert.deepEqual(
      suggestRules(reading(call), context(rules({}))).map(({ text }) => text),
      expected,
    );
  });
}

for (const text of [
  'git *',
  'npm test',
  'npm run build *',
  'rm -r x',
  'python3 scripts/x.py',
  'python3 scripts/x.py *',
  'npx prettier *',
  'Edit(src/**)',
  'Read(~/x)',
  'mcp__s__t',
  'sudo systemctl restart x',
  'timeout 5 npm test',
  'uv run pytest *',
  'curl https://x.org/a',
]) {
  // prettier-ignore
  test(`${text} may be saved`, () => assert.equal(mayBeSaved(text), undefined));
}
for (const text of [
  '*',
  'Bash',
  'Bash(*)',
  'python3 *',
  'python3',
  'python3 -c *',
  'python3*',
  '/usr/bin/python3 *',
  'node -e *',
  'node *',
  'bash *',
  'bash -lc *',
  'pwsh -Command *',
  'sudo *',
  'sudo -u x *',
  'env *',
  'timeout 5 *',
  'xargs *',
  'eval *',
  'npx *',
  'npm exec *',
  'pnpm dlx *',
  'docker run *',
  'ssh host *',
  '* --help',
  '/python.*/',
  'Edit',
  'Edit(//**)',
  'Edit(~/**)',
  'Nonsense(x)',
  '',
  'X=1 python3 *',
  'sudo bash *',
  'nice python3 *',
  'find *',
  'curl *',
  'curl https://x.org/*',
  'wget',
]) {
  // prettier-ignore
  test(`${text} may not be saved by a click`, () => assert.notEqual(mayBeSaved(text), undefined));
}
