import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allowRuleVerdict, askRuleVerdict, denyRuleVerdict } from '../../../../src/policy/rules/verdict.ts';
import type { RedirectKind, Segment } from '../../../../src/policy/shell/segment.ts';
import { plain } from '../../../../src/policy/shell/word.ts';
import { assign, context, line, rules, words, type Made } from './made.ts';

function denies(rule: string, command: string, expected: boolean, made?: Made[]): void {
  test(`deny ${rule} ${expected ? 'stops' : 'lets be'} ${command}`, () => {
    const verdict = denyRuleVerdict(line(command, made), context(rules({ deny: [rule] })));
    assert.equal(verdict.behavior, expected ? 'deny' : 'none', verdict.reason);
  });
}

function allows(allow: string | readonly string[], command: string, expected: boolean, made?: Made[]): void {
  const list = typeof allow === 'string' ? [allow] : allow;
  test(`allow ${list.join(', ')} ${expected ? 'covers' : 'does not cover'} ${command}`, () => {
    const verdict = allowRuleVerdict(line(command, made), context(rules({ allow: list })));
    assert.equal(verdict.behavior, expected ? 'allow' : 'none', verdict.reason);
  });
}

const wrap = (text: string): Segment['wrappers'][number] => ({
  name: text.split(' ')[0] ?? '',
  words: words(text),
});
const into = (target: string, kind: RedirectKind = 'write'): Segment['redirects'] => [
  { kind, descriptor: undefined, target: plain(target) },
];

// The two examples of the issue.
const issue = { allow: ['git *', 'npm test'], deny: ['rm -rf *', 'sudo *'] };
for (const [command, expected] of [
  ['git status', 'allow'],
  ['git', 'allow'],
  ['gitk', 'none'],
  ['npm test', 'allow'],
  ['npm test -- --watch', 'none'],
  ['git add . && npm test', 'allow'],
  ['git add . && npm publish', 'none'],
] as const) {
  test(`the allow list of the issue says ${expected} to ${command}`, () => {
    assert.equal(allowRuleVerdict(line(command), context(rules(issue))).behavior, expected);
  });
}
for (const command of ['rm -rf x', 'git add . && rm -rf x', 'ls | sudo tee f', 'rm -fr x', 'rm -r -f x']) {
  test(`the deny list of the issue stops ${command}`, () => {
    assert.equal(denyRuleVerdict(line(command), context(rules(issue))).behavior, 'deny');
  });
}

// Stars and word boundaries.
denies('ls *', 'ls', true);
denies('ls *', 'ls -la', true);
denies('ls *', 'lsof', false);
denies('ls*', 'lsof', true);
denies('ls:*', 'lsof', false);
denies('Bash(git push:*)', 'git push origin', true);
denies('Bash(git push:*)', 'git push', true);
denies('npm run test:unit', 'npm run test:unit', true);
denies('git * main', 'git push origin main', true);
denies('echo \\*', 'echo \\*', false);
denies('echo \\*', 'echo x', false);
denies('Bash', 'anything', true);
denies('Bash(*)', 'anything', true);
denies('*', 'anything', true);

// Flags in every spelling.
for (const command of ['rm -fr x', 'rm -r -f x', 'rm -f -r x', 'rm --recursive --force x', 'rm x -rf', 'rm -rvf x', 'rm -Rf x', 'rm --rec --fo x', "rm '-rf' x", 'rm "" -rf x', 'rm -r x -f', '/bin/rm -rf x', '/opt/tools/rm -rf x', 'rm -rf', 'rm -rf -- x']) denies('rm -rf *', command, true); // prettier-ignore
for (const command of ['rm x', 'rm -r x', 'rm -f x', 'echo rm -rf x', 'git rm -rf x', 'rm -- -rf']) denies('rm -rf *', command, false); // prettier-ignore
denies('rm -rf /', 'rm -fr /', true);
denies('rm -rf /', 'rm -fr /tmp/x', false);
for (const command of ['git push -f', 'git push origin main --force', 'git -C /x push --force', 'git push origin +main', 'git -c a=b push -uf origin x']) denies('git push --force *', command, true); // prettier-ignore
denies('git push --force *', 'git push origin main', false);
denies('git push --force', 'git push origin --force-with-lease', false);
denies('git push --force-with-lease *', 'git push --force', false);
denies('git push * --force*', 'git push --force-with-lease', true);
denies('git push *', 'git -C /x push', true);
denies('git branch -D *', 'git branch --delete --force x', true);
denies('git branch -D *', 'git branch -d x', false);
denies('git commit -n *', 'git commit -m "no" x', false);
denies('git commit --no-verify *', 'git commit -nm x', true);
denies('curl -T *', 'curl -XPOST http://x', false);
denies('curl -X POST *', 'curl -XPOST http://x', true);
denies('curl -X POST *', 'curl --request=POST http://x', true);
denies('find * -delete', 'find . -name x -delete', true);
denies('find * -delete', 'find . -name delete', false);
denies('tar -x *', 'tar xzf a.tgz', true);
denies('docker run --privileged *', 'docker -H x run -it --privileged alpine', true);

// Wrappers, assignments, paths.
denies('rm -rf *', 'sudo rm -rf x', true, [
  { text: 'rm -rf x', forms: ['sudo rm -rf x'], wrappers: [wrap('sudo')] },
]);
denies('sudo *', 'sudo rm x', true, [{ text: 'rm x', forms: ['sudo rm x'], wrappers: [wrap('sudo')] }]);
denies('sudo *', 'nice sudo rm x', true, [{ text: 'rm x', forms: ['nice sudo rm x', 'sudo rm x'], wrappers: [wrap('nice'), wrap('sudo')] }]); // prettier-ignore
denies('rm *', 'X=1 rm y', true, [{ text: 'rm y', assignments: [assign('X', '1')] }]);
denies('X=1 *', 'X=1 rm y', true, [{ text: 'rm y', assignments: [assign('X', '1')] }]);
denies('sudo *', '/usr/bin/sudo ls', true);
denies('/usr/bin/rm *', 'rm x', true);
denies('sudo rm *', 'sudo -u bob rm x', true);
allows('/usr/bin/git *', '/usr/bin/git status', true);
allows('/usr/bin/git *', 'git status', false);

// Regular expressions: anywhere for deny, the whole command for allow.
denies('/push .*--force/', 'git push origin --force', true);
denies('Bash(/^git (push|fetch)$/i)', 'GIT PUSH', true);
allows('/git (status|diff)/', 'git status', true);
allows('/git (status|diff)/', 'rm x git status', false);
allows('/git commit -m \\S+/', 'git commit -m "a --amend"', false);

// Allow: what the program is really given.
allows('echo *', 'echo "a; rm"', true, [{ text: 'echo "a; rm"' }]);
allows('git push *', 'git "push x"', false);
allows('rm -rf *', 'rm -fr x', false);
allows('git status', '/usr/bin/git status', true);
allows('git status', '/opt/x/git status', false);
allows('git *', 'git -C /x push', true);
allows('PowerShell(git *)', 'git x', false);
allows('Bash', 'make all', true);
allows('npm test', 'timeout 5 npm test', true, [
  { text: 'npm test', forms: ['timeout 5 npm test'], wrappers: [wrap('timeout 5')] },
]);
allows('npm test', 'sudo npm test', false, [
  { text: 'npm test', forms: ['sudo npm test'], wrappers: [wrap('sudo')] },
]);
allows('sudo npm *', 'sudo npm test', true, [
  { text: 'npm test', forms: ['sudo npm test'], wrappers: [wrap('sudo')] },
]);
allows('rm *', 'xargs rm', true, [{ text: 'rm', forms: ['xargs rm'], wrappers: [wrap('xargs')] }]);
allows('rm', 'xargs rm', false, [{ text: 'rm', forms: ['xargs rm'], wrappers: [wrap('xargs')] }]);
allows('rm *', 'xargs -I x rm x', false, [
  { text: 'rm x', forms: ['xargs -I x rm x'], wrappers: [wrap('xargs -I x')] },
]);
allows('npm test', 'NODE_ENV=test npm test', true, [
  { text: 'npm test', assignments: [assign('NODE_ENV', 'test')] },
]);
allows('npm *', 'NODE_OPTIONS=x npm test', false, [
  { text: 'npm test', assignments: [assign('NODE_OPTIONS', 'x')] },
]);
allows('NODE_OPTIONS=x npm *', 'NODE_OPTIONS=x npm test', true, [
  { text: 'npm test', assignments: [assign('NODE_OPTIONS', 'x')] },
]);
allows('* npm test', 'NODE_OPTIONS=x npm test', false, [
  { text: 'npm test', assignments: [assign('NODE_OPTIONS', 'x')] },
]);

// Redirects need an edit rule of their own.
allows('make *', 'make > out', false, [{ text: 'make', redirects: into('out') }]);
allows('make *', 'make > /dev/null', true, [{ text: 'make', redirects: into('/dev/null') }]);
allows(['make *', 'Edit(out)'], 'make > out', true, [{ text: 'make', redirects: into('out') }]);
allows(['make *', 'Edit(./**)'], 'make > ~/x', false, [{ text: 'make', redirects: into('~/x') }]);
allows(['make *', 'Read(out)'], 'make < in', true, [{ text: 'make', redirects: into('in', 'read') }]);

// What the rule does not spell out falls back to the classifier.
const escape = {
  kind: 'shell.escape',
  scope: 'none',
  reversible: 'partly',
  detail: 'by the option --pre',
} as const;
const fetched = { kind: 'exec.fetched', scope: 'none', reversible: 'no' } as const;
allows('rg *', 'rg --pre x y', false, [{ text: 'rg --pre x y', effects: [escape] }]);
allows('rg --pre x *', 'rg --pre x y', true, [{ text: 'rg --pre x y', effects: [escape] }]);
allows('rg --pre x y', 'rg --pre x y', true, [{ text: 'rg --pre x y', effects: [escape] }]);
allows('sh *', 'sh', false, [{ text: 'sh', effects: [fetched] }]);
for (const code of ['parse', 'cap', 'dynamic-name', 'redefined', 'disguise', 'failure'] as const) {
  allows('git *', `git x # ${code}`, false, [{ text: 'git x', doubts: [{ code, text: 'it is unclear' }] }]);
  allows('Bash', `all # ${code}`, false, [{ text: 'git x', doubts: [{ code, text: 'it is unclear' }] }]);
}
const opaque = [{ code: 'opaque-code', text: 'the code is not followed' }] as const;
allows('frob *', 'frob x', true, [
  { text: 'frob x', doubts: [{ code: 'unknown-program', text: 'frob is not known' }] },
]);
allows('git *', 'git x', false, [{ text: 'git x', doubts: opaque }]);
allows('python3 *', 'python3 x.py', true, [{ text: 'python3 x.py', doubts: opaque }]);
allows('python3 *', 'curl x | python3', false, [
  { text: 'python3', doubts: opaque, input: { from: 'pipe', segments: [0] } },
]);

test('what an unknown word may be is not allowed past a deny', () => {
  const set = rules({ allow: ['rm *'], deny: ['rm -rf *'] });
  assert.equal(allowRuleVerdict(line('rm $X a'), context(set)).behavior, 'none');
  assert.equal(allowRuleVerdict(line('rm a b'), context(set)).behavior, 'allow');
  assert.equal(
    allowRuleVerdict(line('git $X', undefined), context(rules({ allow: ['git *'], deny: ['rm *'] })))
      .behavior,
    'allow',
  );
});

test('a line that no one can read is still searched for what is denied', () => {
  const unread = { ...line('x'), shell: undefined };
  const call = {
    ...unread.call,
    kind: 'shell',
    command: 'true; {sudo rm x',
    shell: 'posix',
    background: false,
    tool: 'Bash',
  } as const;
  assert.equal(denyRuleVerdict({ ...unread, call }, context(rules({ deny: ['sudo *'] }))).behavior, 'deny');
});

for (const [rule, command, expected] of [
  ['PowerShell(Remove-Item *)', 'ls; del -Recurse x', 'deny'],
  ['PowerShell(remove-item *)', 'REMOVE-ITEM x', 'deny'],
  ['PowerShell(rm *)', 'Remove-Item x', 'deny'],
  ['sudo *', 'sudo x', 'deny'],
  ['Bash(sudo *)', 'sudo x', 'none'],
] as const) {
  test(`in PowerShell ${rule} says ${expected} to ${command}`, () => {
    const call = {
      kind: 'shell',
      tool: 'PowerShell',
      command,
      shell: 'powershell',
      background: false,
    } as const;
    assert.equal(
      denyRuleVerdict({ ...line('x'), shell: undefined, call }, context(rules({ deny: [rule] }))).behavior,
      expected,
    );
  });
}

for (const [ask, tool, expected] of [
  [['Bash(/(/)'], 'a broken rule', 'ask'],
  [['git push *'], 'a good rule', 'ask'],
  [['Nonsense(x)'], 'an unknown tool', 'ask'],
  [['Read(!x)'], 'a broken rule of another tool', 'none'],
] as const) {
  test(`an ask list with ${tool} says ${expected}`, () => {
    assert.equal(askRuleVerdict(line('git push x'), context(rules({ ask }))).behavior, expected);
  });
}
