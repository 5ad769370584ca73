import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ToolCall } from '../../../../src/policy/call.ts';
import type { EffectKind } from '../../../../src/policy/effects.ts';
import type { Facts } from '../../../../src/policy/facts.ts';
import type { RuleScope } from '../../../../src/policy/decision.ts';
import { matchesDomain } from '../../../../src/policy/rules/domain.ts';
import { readRules } from '../../../../src/policy/rules/read.ts';
import type { RuleSource } from '../../../../src/policy/rules/rule.ts';
import { allowRuleVerdict, denyRuleVerdict } from '../../../../src/policy/rules/verdict.ts';
import { plain } from '../../../../src/policy/shell/word.ts';
import { context, facts, line, reading, rules } from './made.ts';

const read = (path: string): ToolCall => ({ kind: 'read', tool: 'Read', paths: [path] });
const edit = (path: string): ToolCall => ({ kind: 'edit', tool: 'Edit', action: 'edit', paths: [path] });
const search = (path?: string): ToolCall => ({ kind: 'search', tool: 'Grep', path, pattern: 'x' });
const fetched = (url: string): ToolCall => ({ kind: 'fetch', tool: 'WebFetch', url });
const mcp = (server: string, name: string, input: unknown = {}): ToolCall => ({
  kind: 'mcp',
  tool: `mcp__${server}__${name}`,
  server,
  name,
  input,
});
const agent = (name: string): ToolCall => ({ kind: 'agent', tool: 'Task', name, prompt: '' });
const skill = (name: string): ToolCall => ({ kind: 'skill', tool: 'Skill', name, commands: [] });
const title = (call: ToolCall): string => JSON.stringify(call);

function denies(rule: string, call: ToolCall, expected: boolean, more: Partial<Facts> = {}): void {
  test(`deny ${rule} ${expected ? 'stops' : 'lets be'} ${title(call)}`, () => {
    const verdict = denyRuleVerdict(
      reading(call),
      context(rules({ deny: [rule] }), { facts: { ...facts, ...more } }),
    );
    assert.equal(verdict.behavior, expected ? 'deny' : 'none', verdict.reason);
  });
}

function allows(
  rule: string,
  call: ToolCall,
  expected: boolean,
  scope: RuleScope = 'user',
  more: Partial<Facts> = {},
): void {
  test(`allow ${rule} of ${scope} ${expected ? 'covers' : 'does not cover'} ${title(call)}`, () => {
    const verdict = allowRuleVerdict(
      reading(call),
      context(rules({ allow: [rule] }, scope), { facts: { ...facts, ...more } }),
    );
    assert.equal(verdict.behavior, expected ? 'allow' : 'none', verdict.reason);
  });
}

// Where a path pattern starts.
denies('Read(./.env)', read('.env'), true);
denies('Read(./.env)', read('/w/.env'), true);
denies('Read(./.env)', read('sub/.env'), false);
denies('Read(./.env)', read('sub/../.env'), true);
denies('Read(.env)', read('a/b/.env'), true);
denies('Read(//etc/**)', read('/etc/passwd'), true);
denies('Read(/etc/**)', read('/etc/passwd'), true);
denies('Read(~/.ssh/**)', read('~/.ssh/id_rsa'), true);
denies('Read(~/.ssh/**)', read('/home/ann/.ssh'), true);
denies('Read(secrets/**)', read('a/secrets/x'), true);
denies('Read(./secrets/**)', read('a/secrets/x'), false);
denies('Read(a/*.txt)', read('a/b/c.txt'), false);
denies('Read(a/**/*.txt)', read('a/b/c.txt'), true);
denies('Read(*.pem)', read('a/.hidden/k.pem'), true);
denies('Read(node_modules)', read('node_modules/x/y.js'), true);
denies('Read(./.env)', read('.env'), true, { cwd: '/w/sub' });
denies('Read(./.ENV)', read('.env'), false);
denies('Read(./.ENV)', read('.env'), true, { platform: 'darwin' });
denies('Read(C:\\Users\\ann\\.ssh\\**)', read('C:\\Users\\ann\\.ssh\\id'), true, { platform: 'win32', home: 'C:\\Users\\ann', cwd: 'C:\\w', roots: ['C:\\w'] }); // prettier-ignore
denies('Read(//c/secret/**)', read('c:\\secret\\x'), true, { platform: 'win32', home: 'C:\\Users\\ann', cwd: 'C:\\w', roots: ['C:\\w'] }); // prettier-ignore

// Up with `..`, where a pattern starts or in the middle.
denies('Read(../other/**)', read('/other/x'), true, { cwd: '/w' });
denies('Read(../other/**)', read('/w/other/x'), false);
denies('Read(./../../x)', read('/x'), true, { roots: ['/a/b'] });
denies('Read(src/../x)', read('x'), true);
denies('Read(~/../bob/**)', read('/home/bob/x'), true);
allows('Read(../other/**)', read('../other/x'), true);
allows('Read(../other/**)', read('../x'), false);

// Links: deny either, allow both.
denies('Read(./.env)', read('link'), true);
allows('Read(link)', read('link'), false);
allows('Read(./**)', read('link'), true);
allows('Read(./**)', read('x'), false, 'user', { realPath: () => undefined });

// Read guards against change as well, Edit does not guard against reading.
denies('Read(./.env)', edit('.env'), true);
denies('Edit(./.env)', read('.env'), false);
denies('Write(./x)', edit('x'), true);
denies('NotebookEdit(./x)', edit('x'), true);
denies('Glob(./x/**)', search('x'), true);

allows('Edit(src/**)', edit('src/a/b.ts'), true);
allows('Edit(src/**)', edit('a/src/b.ts'), false);
allows('Edit(src/**)', edit('../src/b.ts'), false);
allows('Edit(/src/**)', edit('src/b.ts'), true, 'workspace');
allows('Edit(/src/**)', edit('src/b.ts'), false, 'user');
allows('Edit(/src/**)', edit('/home/ann/src/b.ts'), true, 'user');
allows('Edit(src/**)', read('src/a'), false);
allows('Read', read('/etc/passwd'), true);
allows('Read(src/**)', search('src'), true);
allows('Read(src/*)', search('src'), false);
allows('Read(src/**)', search(), false);
allows('Edit(src/**)', edit('/other/src/x'), false, 'user', { cwd: '/other' });

// Where the place of a rule says at which folder it starts.
function from(place: Partial<RuleSource>, call: ToolCall, expected: boolean): void {
  const { text = '', scope = 'folder', base = '' } = place;
  test(`allow ${text} of ${scope} ${base} ${expected ? 'covers' : 'does not cover'} ${title(call)}`, () => {
    const set = readRules([{ ...place, text, scope, behavior: 'allow' }]);
    const two = context(set, { facts: { ...facts, roots: ['/w', '/v'] } });
    const verdict = allowRuleVerdict(reading(call), two);
    assert.equal(verdict.behavior, expected ? 'allow' : 'none', verdict.reason);
  });
}
from({ text: 'Edit(/src/**)', base: '/w' }, edit('/w/src/a'), true);
from({ text: 'Edit(/src/**)', base: '/w' }, edit('/v/src/a'), false);
from({ text: 'Edit(./src/**)', base: '/w' }, edit('/v/src/a'), false);
from({ text: 'Edit(./src/**)', base: '/w', scope: 'workspace' }, edit('/v/src/a'), true);
from({ text: 'Edit(/x/**)', base: '/home/ann/.claude', scope: 'user' }, edit('~/.claude/x/a'), true);
from({ text: 'Edit(/x/**)', base: '/home/ann/.claude', scope: 'user' }, edit('~/x/a'), false);

// A rule about a file holds for every way to it.
const ways: readonly (readonly [string, EffectKind, boolean])[] = [
  ['cat .env', 'read.workspace', true],
  ['grep x .env', 'read.secret', true],
  ['rm .env', 'delete.workspace', true],
  ['tee .env', 'write.workspace', true],
];
for (const [command, kind, expected] of ways) {
  for (const rule of kind.startsWith('read') ? ['Read(./.env)'] : ['Read(./.env)', 'Edit(./.env)']) {
    test(`deny ${rule} stops ${command}`, () => {
      const made = [
        {
          text: command,
          effects: [{ kind, scope: 'workspace', reversible: 'yes', target: '/w/.env' } as const],
        },
      ];
      assert.equal(
        denyRuleVerdict(line(command, made), context(rules({ deny: [rule] }))).behavior,
        expected ? 'deny' : 'none',
      );
    });
  }
}

test('deny Edit(./.env) lets cat .env be', () => {
  const made = [
    {
      text: 'cat .env',
      effects: [{ kind: 'read.secret', scope: 'workspace', reversible: 'yes', target: '/w/.env' } as const],
    },
  ];
  assert.equal(
    denyRuleVerdict(line('cat .env', made), context(rules({ deny: ['Edit(./.env)'] }))).behavior,
    'none',
  );
});

test('deny Read(./.env) stops < .env', () => {
  const redirects = [{ kind: 'read', descriptor: undefined, target: plain('.env') } as const];
  assert.equal(
    denyRuleVerdict(line('x', [{ text: 'x', redirects }]), context(rules({ deny: ['Read(./.env)'] })))
      .behavior,
    'deny',
  );
});

test('deny Read(./.env) stops a program nobody knows that names it', () => {
  const doubts = [{ code: 'unknown-program', text: 'frob is not known' } as const];
  for (const text of ['frob .env', 'frob --file=.env']) {
    assert.equal(
      denyRuleVerdict(line(text, [{ text, doubts }]), context(rules({ deny: ['Read(./.env)'] }))).behavior,
      'deny',
    );
  }
});

test('deleting a folder deletes what a deny rule names in it', () => {
  const made = [
    {
      text: 'rm -r a',
      effects: [{ kind: 'delete.workspace', scope: 'workspace', reversible: 'no', target: '/w/a' } as const],
    },
  ];
  const verdict = denyRuleVerdict(line('rm -r a', made), context(rules({ deny: ['Edit(./a/keep.txt)'] })));
  assert.equal(verdict.behavior, 'deny');
});

// Hosts.
denies('WebFetch(domain:example.com)', fetched('https://example.com/x'), true);
denies('WebFetch(domain:example.com)', fetched('https://EXAMPLE.com./x'), true);
denies('WebFetch(domain:example.com)', fetched('https://a:b@example.com/x'), true);
denies('WebFetch(domain:example.com)', fetched('https://ex%61mple.com/x'), true);
denies('WebFetch(domain:example.com)', fetched('https://other.com\\@example.com/x'), true);
denies('WebFetch(domain:example.com)', fetched('https://notexample.com/example.com'), false);
allows('WebFetch(domain:example.com)', fetched('https://example.com:8443/x?y'), true);
allows('WebFetch(domain:example.com)', fetched('https://example.com@evil.com/'), false);
allows('WebFetch(domain:example.com)', fetched('https://evil.com\\@example.com/'), false);
allows('WebFetch(domain:example.com)', fetched('https://a.example.com/'), false);
allows('WebFetch(domain:*)', fetched('https://anything.org/'), true);
for (const [pattern, host, expected] of [
  ['*.example.com', 'a.example.com', true],
  ['*.example.com', 'a.b.example.com', true],
  ['*.example.com', 'example.com', false],
  ['*.example.com', 'notexample.com', false],
  ['api-*.example.com', 'api-1.example.com', true],
  ['api-*.example.com', 'api-1.x.example.com', false],
  ['*', 'x', true],
] as const) {
  test(`domain:${pattern} ${expected ? 'is' : 'is not'} ${host}`, () => {
    assert.equal(matchesDomain(pattern, host), expected);
  });
}

test('deny WebFetch(domain:evil.com) stops curl too', () => {
  const verdict = denyRuleVerdict(
    line('curl -s https://evil.com/x'),
    context(rules({ deny: ['WebFetch(domain:evil.com)'] })),
  );
  assert.equal(verdict.behavior, 'deny');
});

// Names.
denies('mcp__github', mcp('github', 'get_issue'), true);
denies('mcp__github__*', mcp('github', 'get_issue'), true);
denies('mcp__*', mcp('github', 'get_issue'), true);
denies('mcp__GitHub__get_issue', mcp('github', 'get_issue'), true);
denies('mcp__git', mcp('github', 'get_issue'), false);
denies('mcp__db__query(mode:write*)', mcp('db', 'query', { mode: 'write-all' }), true);
denies('mcp__db__query(mode:write*)', mcp('db', 'query', {}), false);
denies('Agent(reviewer)', agent('Reviewer'), true);
denies('Task(reviewer)', agent('other'), false);
denies('Skill(deploy *)', skill('deploy prod'), true);
denies('Skill(deploy *)', skill('/deploy'), true);
denies('Skill(deploy)', skill('deployer'), false);
denies('*', mcp('a', 'b'), true);
denies('WebSearch', { kind: 'webSearch', tool: 'google_web_search', query: 'x' }, true);
allows('mcp__github__get_*', mcp('github', 'get_issue'), true);
allows('mcp__github__get_*', mcp('github', 'delete_issue'), false);
allows('mcp__github', mcp('github', 'delete_issue'), true);
allows('mcp__a__*', mcp('a__b', 'c'), false);
allows('Agent(reviewer)', agent('Reviewer'), false);
allows('Agent(reviewer)', agent('reviewer'), true);
allows('Skill(deploy *)', skill('deploy prod'), true);
allows('Read', { kind: 'other', tool: 'Read', problem: 'no path' }, false);
