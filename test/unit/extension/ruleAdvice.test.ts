// Advice on the rules that hold is worked out behind all else, and once for each state of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { adviceLines, openRuleAdvice, type RulesNow } from '../../../src/extension/ruleAdvice.ts';
import type { RuleSource } from '../../../src/policy/rules/rule.ts';

const deny = (text: string, more: Partial<RuleSource> = {}): RuleSource => ({
  text,
  behavior: 'deny',
  scope: 'user',
  ...more,
});
const many = Array.from({ length: 2_000 }, (_, at) => deny(`npm run task${at} && x`));

function opened(rules: readonly RuleSource[], unapproved: readonly RuleSource[] = []) {
  let now: RulesNow = { rules, unapproved };
  const told: number[] = [];
  const advice = openRuleAdvice(
    () => now,
    () => told.push(advice.known().findings.length),
  );
  return { advice, told, put: (next: readonly RuleSource[]) => void (now = { rules: next, unapproved: [] }) };
}

test('faults and advice come apart, and what waits for approval is advice', async () => {
  const waiting: RuleSource = { text: 'x', behavior: 'allow', scope: 'workspace' };
  const { advice } = opened([deny('Nonsense(x)'), deny('a && b'), deny('Webfetch')], [waiting]);
  const { problems, findings } = await advice.settled();
  assert.equal(problems.length, 1);
  assert.match(problems[0] ?? '', /^In user settings \(user settings\), rule “Nonsense\(x\)”: /u);
  assert.deepEqual(findings.map(({ code }) => code), ['never', 'unknown-tool', 'uncounted']); // prettier-ignore
});

test('a file that cannot be read tells that itself', async () => {
  const { advice } = opened([deny('x', { form: 'unreadable', file: '/a' }), deny('y', { form: 'unreadable' })]); // prettier-ignore
  assert.deepEqual((await advice.settled()).problems.length, 1);
});

test('thousands of rules are looked at between other work', async () => {
  const { advice } = opened(many);
  advice.look();
  assert.deepEqual(advice.known().findings, [], 'nothing is done at once');
  const state: { done: boolean } = { done: false };
  const settled = advice.settled().finally(() => (state.done = true));
  let turns = 0;
  for (; !state.done; turns++) await setImmediate();
  await settled;
  assert.ok(turns > 3, `${turns} turns`);
  assert.equal(advice.known().findings.length, many.length);
});

test('it is told when there is something new, and only then', async () => {
  const { advice, told, put } = opened(many);
  await advice.settled();
  await advice.settled();
  assert.deepEqual(told, [2_000]);
  put(many.slice(1));
  await advice.settled();
  assert.deepEqual(told, [2_000, 1_999]);
});

test('rules that change while it looks are those that it speaks of', async () => {
  const { advice, told, put } = opened(many);
  advice.look();
  await setImmediate();
  await setImmediate();
  put(many.slice(0, 3));
  await advice.settled();
  assert.deepEqual(told.at(-1), 3);
  assert.equal(advice.known().findings.length, 3);
});

test('of much advice the weightiest is shown, and how much more there is', async () => {
  const { advice } = opened([deny('rm *'), deny('rm *'), deny('a && b')]);
  const { findings } = await advice.settled();
  assert.equal(adviceLines(findings).length, 2);
  const [first, more] = adviceLines(findings, 1);
  assert.match(first ?? '', /`a && b`/u);
  assert.match(more ?? '', /1 more/u);
});
