// Rules as text and back: what is read says what was written, and what is not understood is refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import {
  changeLines,
  changesBetween,
  loosens,
  readRulesText,
  textOfRules,
  type RuleHome,
} from '../../../src/extension/panel/triedRules.ts';
import { rulesToTry } from '../../../src/extension/panel/whatIf.ts';
import type { RuleSource } from '../../../src/policy/rules/rule.ts';

const homes: readonly RuleHome[] = [
  { name: 'user settings', scope: 'user', file: '/u/settings.json', loosens: true },
  { name: 'workspace settings', scope: 'workspace', file: '/w/.vscode/settings.json', loosens: true },
  { name: 'folder b', scope: 'folder', file: '/b/.vscode/settings.json', base: '/b', loosens: false },
];

function said(text: string): readonly string[] | string {
  const read = readRulesText(text, homes);
  return 'refused' in read ? read.refused : read.rules.map(({ behavior, text: rule, scope, form }) => `${behavior} ${rule} (${scope}${form === undefined ? '' : `, ${form}`})`); // prettier-ignore
}

const cases: readonly (readonly [string, readonly string[] | RegExp])[] = [
  ['deny: rm *\nask: git push *', ['deny rm * (user)', 'ask git push * (user)']],
  ['- deny: x\n• Allow: "npm test",\n# a remark\n\n// another', ['deny x (user)', 'allow npm test (user)']],
  ['[workspace settings]\ndeny: a\n[User Settings]\ndeny: b', ['deny a (workspace)', 'deny b (user)']],
  ['deny tool: Bash\ndeny tools that begin with: mcp__x', ['deny Bash (user, tool-name)', 'deny mcp__x (user, tool-prefix)']],
  ['"portcullis.permissions.deny": [ "git push *", "rm *" ]', ['deny git push * (user)', 'deny rm * (user)']],
  ['"portcullis.permissions.deny": [ "a" ], // x\n', ['deny a (user)']],
  ['{ "permissions": { "deny": ["a"], "allow": ["b"] } }', ['deny a (user)', 'allow b (user)']],
  ['/* mine */\n{ "portcullis.permissions.ask": ["a",], }', ['ask a (user)']],
  ['{ "portcullis.denyTools": ["Bash"] }', ['deny Bash (user, tool-name)']],
  ['git *', /^Line 1 does not say whether it allows, asks or denies: “git \*”/],
  ['deny: a\n"git push *",\n', /^Line 2 does not say/],
  ['deny:', /^Line 1 does not say/],
  ['[other settings]\ndeny: a', /names no settings of this window\. There are \[user settings\], /],
  ['["git push *", "rm *"]', /^This list does not say whether/],
  ['{ "portcullis.permissions.deny": [ "a" ', /^These settings cannot be read: .* in line 1/],
  ['{ "editor.fontSize": 12 }', /hold no permission rules/],
  ['"git push *", "rm *"', /cannot be read/],
]; // prettier-ignore
for (const [text, expected] of cases)
  test(`read: ${JSON.stringify(text)}`, () => {
    const read = said(text);
    if (expected instanceof RegExp) assert.match(String(read), expected);
    else assert.deepEqual(read, expected);
  });

test('what is wrong in a pasted file is said, and that only its rules are tried', () => {
  const read = readRulesText('{ "portcullis.permissions.deny": ["a", 7], "portcullis.permissionMode": "auto" }', homes);
  assert.ok('rules' in read);
  assert.equal(read.rules.length, 2, 'what cannot be read is a rule that asks');
  assert.match(read.notes.join('\n'), /holds 7, which is not a text[\s\S]*Only the rules in it are tried/);
}); // prettier-ignore

test('an allow rule where none would count is left out, and that is said', () => {
  const read = readRulesText('[folder b]\nallow: a\ndeny: b', homes);
  assert.ok('rules' in read);
  assert.deepEqual(read.rules.map(({ text, base }) => [text, base]), [['b', '/b']]); // prettier-ignore
  assert.match(read.notes[0] ?? '', /^Line 2: allow rules in the folder b do not count here/);
});

const text = fc.oneof(fc.string({ minLength: 1, maxLength: 30 }), fc.constantFrom('"a b"', '"a" "b"', ' a ', 'a\nb', '#a', '[a]', '{', 'deny: a')); // prettier-ignore
const rule: fc.Arbitrary<RuleSource> = fc
  .record({
    text,
    behavior: fc.constantFrom('allow', 'ask', 'deny'),
    home: fc.constantFrom(...homes.slice(0, 2)),
    form: fc.constantFrom(undefined, 'tool-name', 'tool-prefix'),
  })
  .map(({ text: own, behavior, home: { scope, file = '' }, form }) =>
    form === undefined ? { text: own, behavior, scope, file } : { text: own, behavior: 'deny', scope, file, form },
  ); // prettier-ignore

test('the text of rules, read again, changes nothing', () => {
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 8 }), (rules) => {
      const read = readRulesText(textOfRules(rules, homes), homes);
      assert.ok('rules' in read, 'refused' in read ? read.refused : '');
      assert.deepEqual(changesBetween(rules, read.rules, homes), []);
      assert.equal(read.rules.length, rules.length);
    }),
  );
});

test('a text stands for all rules that can be edited, a pasted file for those of the user alone, and others stay', () => {
  const at = (scope: RuleSource['scope'], file: string, more: Partial<RuleSource> = {}): RuleSource => ({ text: scope, behavior: 'deny', scope, file, ...more }); // prettier-ignore
  const inForce = [
    at('user', '/u/settings.json'),
    at('workspace', '/w/.vscode/settings.json'),
    at('session', 'another extension'),
    at('user', '/u/settings.json', { form: 'unreadable', text: '7' }),
  ];
  const texts = (written: string, trying: 'edit' | 'add') => rulesToTry(written, trying, inForce, homes).rules.map((one) => one.text); // prettier-ignore
  assert.deepEqual(texts('deny: x', 'edit'), ['session', '7', 'x']);
  assert.deepEqual(texts('{ "permissions": { "deny": ["x"] } }', 'edit'), ['workspace', 'session', '7', 'x']);
  assert.deepEqual(texts('deny: x', 'add'), ['user', 'workspace', 'session', '7', 'x']);
  assert.throws(() => texts('x', 'edit'), /does not say/);
});

test('what is saved is told line by line, what lets agents do more first', () => {
  const before: readonly RuleSource[] = [{ text: 'git push *', behavior: 'deny', scope: 'user', file: '/u/settings.json' }, { text: 'a', behavior: 'allow', scope: 'user', file: '/u/settings.json' }]; // prettier-ignore
  const read = readRulesText('ask: b\nallow: c', homes);
  assert.ok('rules' in read);
  const changes = changesBetween(before, read.rules, homes);
  assert.deepEqual(changeLines(changes), [
    '+ allow: c (user settings)',
    '− deny: git push * (user settings)',
    '− allow: a (user settings)',
    '+ ask: b (user settings)',
  ]);
  assert.equal(loosens(changes), true);
  assert.equal(loosens(changesBetween([], [{ text: 'x', behavior: 'deny', scope: 'user', file: '/u/settings.json' }], homes)), false); // prettier-ignore
});

const agents: RuleHome = { name: '.claude/settings.json', scope: 'workspace', file: '/w/.claude/settings.json', base: '/w', loosens: false, form: 'claude' }; // prettier-ignore
const all = [...homes, agents];

test('a file of an agent stands in the text only where it is named, and then for all of its rules', () => {
  const own: RuleSource = { text: 'Bash(a)', behavior: 'deny', scope: 'workspace', file: agents.file ?? '', base: '/w', form: 'claude' }; // prettier-ignore
  const mine: RuleSource = { text: 'b', behavior: 'deny', scope: 'user', file: '/u/settings.json' };
  const without = rulesToTry('[user settings]\ndeny: c', 'edit', [mine, own], all);
  assert.deepEqual([without.rules.map(({ text }) => text), without.agentFiles], [['c'], []]);
  assert.deepEqual(without.texts, { before: '[user settings]\ndeny: b', after: '[user settings]\ndeny: c' });
  const text = textOfRules([mine], all, agents);
  assert.equal(text, '[user settings]\ndeny: b\n\n[.claude/settings.json]');
  const emptied = rulesToTry(text, 'edit', [mine, own], all);
  assert.deepEqual(emptied.rules, [mine]);
  assert.deepEqual(emptied.agentFiles, [
    { file: agents.file, text: '{"permissions":{"allow":[],"ask":[],"deny":[]}}' },
  ]);
  assert.equal(emptied.texts.before, `${text}\ndeny: Bash(a)`);
  const changed = rulesToTry(`${text}\nask: Bash(d)\nallow: Bash(e)`, 'edit', [mine, own], all);
  assert.equal(changed.agentFiles[0]?.text, '{"permissions":{"allow":[],"ask":["Bash(d)"],"deny":[]}}');
  assert.match(changed.notes[0] ?? '', /allow rules in the \.claude\/settings\.json do not count here/);
  assert.throws(() => rulesToTry(text, 'add', [mine, own], all), /as a whole/);
  assert.throws(() => rulesToTry(`${text}\ndeny tool: Bash`, 'edit', [mine], all), /rules alone/);
});
