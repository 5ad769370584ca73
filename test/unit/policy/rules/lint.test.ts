// Advice on rules: one line a case.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { LintCode } from '../../../../src/policy/rules/findings.ts';
import { lint } from '../../../../src/policy/rules/book.ts';
import { placeOf, type RuleSource } from '../../../../src/policy/rules/rule.ts';
import { sources, type Lists } from './made.ts';

/** Codes by the text of their rule. */
function finds(lists: Lists, expected: Readonly<Record<string, LintCode>>): void {
  test(`advice on ${JSON.stringify(lists)}`, () => {
    const found = lint(sources(lists));
    const codes = Object.fromEntries(found.map(({ rule, code }) => [rule.text, code]));
    assert.deepEqual(codes, expected, JSON.stringify(found));
    for (const { text } of found) assert.match(text, /^[A-Z].*\.$/u);
  });
}

/** An allow rule with this one finding, or none. */
const allows = (text: string, code?: LintCode): void =>
  finds({ allow: [text] }, code === undefined ? {} : { [text]: code });
const denies = (text: string, code?: LintCode): void =>
  finds({ deny: [text] }, code === undefined ? {} : { [text]: code });

// Frees an interpreter, a shell, a package runner, a wrapper, a downloader.
for (const text of ['python *', 'Bash(python3 *)', 'Bash(bash -c *)', 'node -e *', 'npx *', 'env *', 'sudo *', 'xargs *', 'ssh host *', 'curl *', 'npm *', 'npm exec *', 'docker run *', 'uv run *', 'find *', 'git *', 'eval *', 'awk *']) allows(text, 'frees'); // prettier-ignore
for (const text of ['npm test', 'npm run build', 'npm run test *', 'git status *', 'git commit *', 'python3 scripts/x.py', 'cargo build *', 'ls *', 'timeout 5 npm test']) allows(text); // prettier-ignore

// Broader than it looks.
for (const text of ['git*', 'Bash(git*)', 'Bash(*)', 'Bash', 'git push*', 'npm run test*', 'cargo build * --release', '* --help', 'Edit', 'Write', 'Read', 'WebFetch', 'WebFetch(domain:*)', 'Edit(//**)', 'Edit(~/**)']) allows(text, 'broad'); // prettier-ignore
for (const text of ['Edit(src/**)', 'Edit(./a.ts)', 'Read(./**)', 'WebFetch(domain:*.example.com)', 'mcp__a__b', 'Agent(x)', 'WebSearch']) allows(text); // prettier-ignore
for (const text of ['git*', 'Bash', 'Edit', 'python *', 'npm *']) denies(text);

// Never matches.
for (const text of ['git add . && git commit *', 'ls | wc', 'ls; pwd', 'echo x > y', 'a & b', '"" x', 'WebFetch(domain:a,b)', 'Bash(run_in_background:maybe)']) denies(text, 'never'); // prettier-ignore
for (const text of ['echo "a;b" c', 'git log --format=%h|%s', 'Bash(run_in_background:true)', 'Bash(run_in_background:*)', 'X=1 frob', 'WebFetch(domain:[::1])']) denies(text); // prettier-ignore

// Narrower than it looks: one exact command that usually has more words behind it.
for (const text of ['rm', 'rm -rf', 'git push', 'git push --force', 'Bash(npm publish)', 'git remote add']) denies(text, 'narrow'); // prettier-ignore
for (const text of ['rm -rf /', 'git push origin', 'make clean', 'frob', 'npm run build', 'git push *', 'PowerShell(Remove-Item x)']) denies(text); // prettier-ignore
allows('git push');

// Read as a command, and hardly meant as one.
for (const text of ['.env', 'config/.env', 'src/**', '*.pem', 'dist/', 'https://example.com/x', 'Bash(git *', 'bash(git push', '!git push', '! rm x']) denies(text, 'misread'); // prettier-ignore
allows('src/**', 'misread');
for (const text of ['./build.sh *', 'bin/run *', '~/bin/tool *', '. x', 'Bash(.env)']) denies(text);

// Unknown tools and what cannot be read.
for (const text of ['Nonsense(x)', 'BASH', 'Webfetch', 'FileWriter']) denies(text, 'unknown-tool');
for (const text of ['bash *', 'read x', 'R *', 'Rscript x', 'mcp__a__b', 'mcp__a']) denies(text);
for (const text of ['', 'Read({1..9999})', '/(a/', 'WebFetch(example.com)', 'Agent(model:opus)']) denies(text, 'invalid'); // prettier-ignore
allows('*', 'invalid');

// Shadowed.
finds({ deny: ['rm *'], allow: ['rm x'] }, { 'rm x': 'shadowed' });
finds({ deny: ['rm *'], ask: ['rm -r *'] }, { 'rm -r *': 'shadowed' });
finds({ ask: ['rm *'], allow: ['rm'] }, { rm: 'shadowed' });
finds({ deny: ['Bash'], allow: ['Bash(ls *)'] }, { 'Bash(ls *)': 'shadowed' });
finds({ deny: ['Bash'], allow: ['ls *'] }, {});
finds({ deny: ['*'], allow: ['mcp__a__b'] }, { mcp__a__b: 'shadowed' });
finds({ deny: ['mcp__a'], allow: ['mcp__a__b'] }, { mcp__a__b: 'shadowed' });
finds({ deny: ['WebFetch(domain:*.x.org)'], allow: ['WebFetch(domain:a.x.org)'] }, { 'WebFetch(domain:a.x.org)': 'shadowed' }); // prettier-ignore
finds({ deny: ['Edit(./src/**)'], allow: ['Edit(./src/a.ts)'] }, { 'Edit(./src/a.ts)': 'shadowed' });
finds({ deny: ['Edit(src/**)'], allow: ['Edit(src/a.ts)'] }, {});
finds({ allow: ['git log *', 'git log --oneline'] }, { 'git log --oneline': 'shadowed' });
finds({ deny: ['rm -r *', 'rm *'] }, { 'rm -r *': 'shadowed' });
finds({ deny: ['git push'], allow: ['git push *'] }, { 'git push': 'narrow' });
finds({ deny: ['ls', 'ls'] }, { ls: 'duplicate' });
finds({ deny: ['git push *', 'git push:*'] }, { 'git push:*': 'duplicate' });

test('of two equal rules the later one is idle, and the other is named with its place', () => {
  const rule = (file: string, more: Partial<RuleSource> = {}): RuleSource => ({ text: 'ls -la', behavior: 'allow', scope: 'user', file, line: 4, ...more }); // prettier-ignore
  const found = lint([rule('/a.json'), rule('/b.json')]);
  assert.deepEqual(
    found.map(({ code, rule: { file }, other }) => [code, file, other?.file]),
    [['duplicate', '/b.json', '/a.json']],
  );
  assert.match(found[0]?.text ?? '', /\(\/a\.json:4\) says the same/);
  assert.equal(placeOf(rule('/b.json')), '/b.json:4');
  // A rule of the workspace makes one of the user not idle: it can do less.
  assert.deepEqual(
    lint([rule('/w.json', { scope: 'workspace' }), rule('/u.json')]).map(({ rule: { file } }) => file),
    ['/w.json'],
  );
});

test('entries of the deny lists that are no names are told', () => {
  const entry = (text: string, form: 'tool-name' | 'tool-prefix'): RuleSource => ({ text, form, behavior: 'deny', scope: 'user' }); // prettier-ignore
  const found = lint([entry('WebFetch', 'tool-name'), entry('Bash(rm *)', 'tool-name'), entry('mcp__*', 'tool-prefix')]); // prettier-ignore
  assert.deepEqual(
    found.map(({ code, rule: { text } }) => [code, text]),
    [
      ['never', 'Bash(rm *)'],
      ['never', 'mcp__*'],
    ],
  );
});

test('allow rules of the workspace that do not count are told', () => {
  const waiting: RuleSource = { text: 'npm test', behavior: 'allow', scope: 'workspace' };
  assert.deepEqual(lint([], [waiting]).map(({ code }) => code), ['uncounted']); // prettier-ignore
});

test('advice never throws, whatever the rules', () => {
  const texts = fc.array(fc.oneof(fc.string(), fc.string().map((inside) => `Bash(${inside})`), fc.string().map((inside) => `Edit(${inside})`)), { maxLength: 5 }); // prettier-ignore
  fc.assert(fc.property(texts, texts, texts, (deny, ask, allow) => void lint(sources({ deny, ask, allow }))));
});
