import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PermissionMode, RuleScope } from '../../../src/policy/decision.ts';
import { readSettingsText } from '../../../src/protocol/settingsText.ts';
import { decodeSettings } from '../../../src/protocol/settings.ts';
import type { SettingsSource } from '../../../src/protocol/settingScopes.ts';

const user = (values: unknown): SettingsSource => ({ scope: 'user', values });
const workspace = (values: unknown, approved = false): SettingsSource => ({
  scope: 'workspace',
  values,
  approved,
  file: '/w/.vscode/settings.json',
});

test('session files are kept for 30 days unless the person says otherwise; 0 is for ever', () => {
  assert.equal(decodeSettings([]).retentionDays, 30);
  assert.equal(decodeSettings([user({ 'portcullis.sessions.retentionDays': 0 })]).retentionDays, 0);
  assert.equal(decodeSettings([user({ sessions: { retentionDays: 7 } })]).retentionDays, 7);
  for (const sources of [
    [user({ 'sessions.retentionDays': -1 })],
    [workspace({ 'sessions.retentionDays': 1 }, true)],
  ]) {
    const { retentionDays, problems } = decodeSettings(sources);
    assert.deepEqual([retentionDays, problems.length], [30, 1]);
  }
});

const both = { deny: ['rm -rf *', 'sudo *'], allow: ['git *', 'npm test'] };
for (const [form, values] of [
  [
    'flat with prefix',
    { 'portcullis.permissions.allow': both.allow, 'portcullis.permissions.deny': both.deny },
  ],
  ['nested', { permissions: both }],
  ['nested with prefix', { portcullis: { permissions: both } }],
  ['as in the issue', both],
  ['mixed', { 'portcullis.permissions.deny': both.deny, permissions: { allow: both.allow } }],
] as const) {
  test(`rules are read from settings that are ${form}`, () => {
    const { rules, problems } = decodeSettings([user(values)]);
    assert.deepEqual(
      rules.map((rule) => `${rule.behavior} ${rule.text}`),
      ['deny rm -rf *', 'deny sudo *', 'allow git *', 'allow npm test'],
    );
    assert.deepEqual(problems, []);
  });
}

test('a wrong type is reported, and the right rules still hold', () => {
  const { rules, problems } = decodeSettings([
    user({ permissions: { deny: ['rm *', 7], allow: ['git *', null], ask: 'npm *' } }),
  ]);
  assert.deepEqual(rules, [
    { text: 'rm *', behavior: 'deny', scope: 'user' },
    { text: '7', behavior: 'deny', scope: 'user', form: 'unreadable' },
    { text: 'npm *', behavior: 'ask', scope: 'user' },
    { text: 'git *', behavior: 'allow', scope: 'user' },
  ]);
  assert.deepEqual(problems, [
    'In user settings: permissions.deny holds 7, which is not a text.',
    'In user settings: permissions.ask must be a list.',
    'In user settings: permissions.allow holds null, which is not a text.',
  ]);
});

for (const values of [7, 'x', [], { permissions: 'x' }, { permissions: { deny: { a: 1 } } }]) {
  test(`settings that are ${JSON.stringify(values)} make every tool ask`, () => {
    const { rules, problems } = decodeSettings([user(values)]);
    assert.deepEqual(
      rules.map(({ behavior, form }) => [behavior, form]),
      [['deny', 'unreadable']],
    );
    assert.ok(problems.length > 0);
  });
}

test('a misspelled list is reported', () => {
  assert.deepEqual(decodeSettings([user({ permissions: { denny: ['x'] } })]).problems, [
    'In user settings: permissions.denny is not a setting.',
  ]);
});

function mode(
  expected: PermissionMode,
  faults: number,
  ...given: readonly (readonly [RuleScope, Record<string, unknown>, boolean?])[]
): void {
  test(`the mode is ${expected} for ${JSON.stringify(given)}`, () => {
    const { permissionMode, problems } = decodeSettings(
      given.map(([scope, values, approved = false]) => ({ scope, values, approved })),
    );
    assert.deepEqual([permissionMode, problems.length], [expected, faults], problems.join(' '));
  });
}

mode('default', 0);
mode('auto', 0, ['user', { permissionMode: 'auto' }]);
mode('plan', 0, ['user', { 'portcullis.permissionMode': 'plan' }]);
mode('bypassPermissions', 0, ['user', { permissions: { defaultMode: 'bypassPermissions' } }]);
mode('plan', 1, ['user', { permissionMode: 'auto', permissions: { defaultMode: 'plan' } }]);
mode('default', 1, ['user', { permissionMode: 'yolo' }]);
mode('default', 2, ['user', { permissionMode: 7, permissions: { defaultMode: 'auto' } }]);
mode('default', 1, ['workspace', { permissionMode: 'auto' }, true]);
mode('default', 1, ['workspace', { permissionMode: 'bypassPermissions' }, true]);
mode('default', 1, ['workspace', { permissionMode: 'acceptEdits' }]);
mode('acceptEdits', 0, ['workspace', { permissionMode: 'acceptEdits' }, true]);
mode('plan', 0, ['user', { permissionMode: 'auto' }], ['workspace', { permissionMode: 'plan' }]);
mode('plan', 0, ['workspace', { permissionMode: 'plan' }], ['user', { permissionMode: 'auto' }]);
mode('auto', 1, ['user', { permissionMode: 'auto' }], ['workspace', { permissionMode: 'acceptEdits' }]);
mode('acceptEdits', 0, ['user', { permissionMode: 'bypassPermissions' }], ['workspace', { permissionMode: 'acceptEdits' }]); // prettier-ignore
mode('default', 1, ['session', { permissionMode: 'auto' }]);

test('allow rules of a workspace wait for approval, its deny rules hold at once', () => {
  const values = { permissions: both };
  const before = decodeSettings([workspace(values)]);
  assert.deepEqual(
    before.rules.map((rule) => rule.text),
    both.deny,
  );
  assert.deepEqual(
    before.unapproved.map((rule) => rule.text),
    both.allow,
  );
  const after = decodeSettings([workspace(values, true)]);
  assert.deepEqual(
    after.rules.map((rule) => rule.text),
    [...both.deny, ...both.allow],
  );
  assert.equal(after.rules[0]?.file, '/w/.vscode/settings.json');
});

test('floor exceptions and directories come from the user', () => {
  const values = {
    floorExceptions: ['delete-root'],
    temporaryDirectories: ['/x'],
    permissions: { additionalDirectories: ['/y'] },
  };
  const own = decodeSettings([user(values)]);
  assert.deepEqual(
    [own.floorExceptions, own.temporaryDirectories, own.additionalDirectories],
    [['delete-root'], ['/x'], ['/y']],
  );
  const foreign = decodeSettings([workspace(values)]);
  assert.deepEqual(
    [foreign.floorExceptions, foreign.temporaryDirectories, foreign.additionalDirectories],
    [[], [], []],
  );
  assert.equal(foreign.problems.length, 3);
  assert.deepEqual(decodeSettings([workspace(values, true)]).floorExceptions, []);
});

test('a workspace can only add protected branches', () => {
  assert.deepEqual(
    decodeSettings([user({ protectedBranches: ['live'] }), workspace({ protectedBranches: ['next'] })])
      .protectedBranches,
    ['live', 'next'],
  );
  assert.ok(decodeSettings([workspace({ protectedBranches: [] })]).protectedBranches.includes('main'));
});

test('the deny lists become rules and stay readable as lists; a blank entry is refused', () => {
  const { rules, denyTools, denyPrefixes, problems } = decodeSettings([
    user({ 'portcullis.denyTools': ['Bash'], denyPrefixes: [' mcp__ ', ' '] }),
  ]);
  assert.deepEqual([denyTools, denyPrefixes], [['Bash'], ['mcp__']]);
  assert.deepEqual(
    rules.map((rule) => rule.form),
    ['tool-name', 'tool-prefix'],
  );
  assert.equal(problems.length, 1);
});

test('a deny list in two spellings holds, also where one of them has a wrong type', () => {
  const { rules } = decodeSettings([
    user({ 'portcullis.permissions.deny': ['rm *'], portcullis: { permissions: { deny: 'oops' } } }),
  ]);
  assert.ok(rules.some(({ text, behavior }) => text === 'rm *' && behavior === 'deny'));
});

test('settings nested without end cost nothing, and the rules beside them hold', () => {
  let deep: unknown = {};
  for (let n = 0; n < 20_000; n += 1) deep = { a: deep };
  const { rules } = decodeSettings([user({ deep, portcullis: { permissions: { deny: ['rm *'] } } })]);
  assert.deepEqual(
    rules.map(({ text }) => text),
    ['rm *'],
  );
});

test('what loosens and is no rule counts only in user settings', () => {
  const values = { 'portcullis.alwaysAllowBash': true, readAgentRules: 'all' };
  const own = decodeSettings([user(values)]);
  assert.deepEqual([own.alwaysAllowBash, own.readAgentRules, own.problems], [true, 'all', []]);
  for (const source of [
    workspace(values),
    workspace(values, true),
    { scope: 'folder', values } as const,
    { scope: 'session', values } as const,
  ]) {
    const { alwaysAllowBash, readAgentRules, problems } = decodeSettings([source]);
    assert.deepEqual([alwaysAllowBash, readAgentRules, problems.length], [false, 'denyAndAsk', 2]);
  }
  const wrong = decodeSettings([user({ alwaysAllowBash: 'true', readAgentRules: 'none' })]);
  assert.deepEqual(
    [wrong.alwaysAllowBash, wrong.readAgentRules, wrong.problems.length],
    [false, 'denyAndAsk', 2],
  );
});

test('rules know their file, line and folder', () => {
  const text = `{
    // mine
    "portcullis.permissions.deny": ["rm *",
      "sudo *"],
    "permissions": { "allow": ["rm *"], },
    "portcullis.denyTools": ["WebFetch"],
  }`;
  const { values, lines, problem } = readSettingsText(text);
  assert.equal(problem, undefined);
  const source = { scope: 'folder', file: '/w/a.json', base: '/w', approved: true, values, lines } as const;
  assert.deepEqual(
    decodeSettings([source]).rules.map(({ text: rule, line, file, base }) => [rule, line, file, base]),
    [
      ['rm *', 3, '/w/a.json', '/w'],
      ['sudo *', 4, '/w/a.json', '/w'],
      ['WebFetch', 6, '/w/a.json', '/w'],
      ['rm *', 5, '/w/a.json', '/w'],
    ],
  );
});

for (const [text, problem, rules] of [
  ['', undefined, []],
  ['{', 'CloseBraceExpected in line 1', []],
  ['\uFEFF{"deny": ["rm *"]}', undefined, ['rm *']],
  ['{"deny": ["rm *",\n "a" "b"]', 'CommaExpected in line 2', ['rm *', 'a', 'b']],
  ['{"deny": ["rm *"], "ask": [ }', 'ValueExpected in line 1', ['rm *']],
  ['nonsense', 'InvalidSymbol in line 1', []],
] as const)
  test(`of a settings text what can be read is read: ${text.slice(0, 30)}`, () => {
    const read = readSettingsText(text);
    const decoded = decodeSettings([user(read.values)]);
    assert.deepEqual([read.problem, decoded.rules.map((rule) => rule.text)], [problem, rules]);
  });

test('what a person chose is not what a workspace that nobody approved says', () => {
  const chosen = (approved: boolean) =>
    decodeSettings([{ scope: 'user', values: { permissionMode: 'auto' } }, { scope: 'workspace', approved, values: { permissionMode: 'default' } }]);
  assert.deepEqual([chosen(false).permissionMode, chosen(false).chosenMode], ['default', 'auto']);
  assert.deepEqual([chosen(true).permissionMode, chosen(true).chosenMode], ['default', 'default']);
}); // prettier-ignore
