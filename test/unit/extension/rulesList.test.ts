// The list of all rules: what stands in a row, and that thousands of them keep nothing waiting.
import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { test } from 'node:test';
import { openRulesList, type RulesNow } from '../../../src/extension/panel/rulesList.ts';
import { ruleKey } from '../../../src/policy/rules/count.ts';
import type { RuleSource } from '../../../src/policy/rules/rule.ts';
import { decodeNews, type RuleRow } from '../../../src/protocol/panel.ts';

const rule = (behavior: RuleSource['behavior'], text: string, more: Partial<RuleSource> = {}): RuleSource => ({ text, behavior, scope: 'user', file: '/u/settings.json', line: 3, ...more }); // prettier-ignore

async function listed(now: Partial<RulesNow>): Promise<readonly RuleRow[]> {
  let last: readonly RuleRow[] = [];
  await openRulesList().list(
    { chosenMode: 'default', rules: [], uncounted: [], uses: new Map(), ...now },
    (rows) => (last = rows),
  );
  return last;
}

test('each rule stands with its list, its place, how often it decided, and what there is to say', async () => {
  const rules = [rule('allow', 'python *'), rule('allow', 'rm x'), rule('deny', 'rm *'), rule('ask', 'Nonsense(x)')];
  const uses = new Map([[ruleKey(rule('deny', 'rm *')), { decided: 4, last: 1_000 }]]);
  const rows = await listed({ rules, uncounted: [rule('allow', 'make', { scope: 'workspace' })], uses });
  assert.deepEqual(
    rows.map(({ behavior, text, decided, inForce, findings }) => [behavior, text, decided, inForce, findings.map(({ tone }) => tone)]),
    [
      ['deny', 'rm *', 4, true, []],
      ['ask', 'Nonsense(x)', 0, true, ['danger']],
      ['allow', 'python *', 0, true, ['warning']],
      ['allow', 'rm x', 0, true, ['dim']],
      ['allow', 'make', 0, false, ['dim']],
    ],
  );
  assert.match(rows[3]?.findings[0]?.text ?? '', /the deny rule “rm \*”/);
  assert.equal(rows[0]?.place, '/u/settings.json:3');
  assert.deepEqual(rows[0]?.ref, { text: 'rm *', behavior: 'deny', scope: 'user', file: '/u/settings.json', line: 3 });
  const news = { type: 'rules', request: 1, text: '', rows, pending: false };
  assert.deepEqual(decodeNews(structuredClone(news)), news);
}); // prettier-ignore

test('a hostile rule is shown as what it is', async () => {
  const [row] = await listed({ rules: [rule('deny', 'echo \u202e<img src=x>')] });
  assert.match(row?.text ?? '', /⟨U\+202E⟩<img src=x>/);
});

test('two thousand rules are looked at in pieces: others have their turn in between, and the list is there at once', async () => {
  const rules = Array.from({ length: 2_000 }, (_, at) => rule(at % 2 === 0 ? 'allow' : 'deny', `tool${at % 500} ${at} *`));
  const shown: boolean[] = [];
  let turns = 0;
  const state = { done: false };
  const other = (async () => {
    while (!state.done) {
      turns += 1;
      await setImmediate();
    }
  })();
  await openRulesList().list({ chosenMode: 'default', rules, uncounted: [], uses: new Map() }, (rows, pending) => {
    assert.equal(rows.length, 2_000);
    shown.push(pending);
  });
  state.done = true;
  await other;
  assert.deepEqual(shown, [true, false]);
  assert.ok(turns > 3, `${turns} turns of others`);
}); // prettier-ignore

test('in mode auto a rule that frees an interpreter stands there as one that does not count', async () => {
  const rows = await listed({ chosenMode: 'auto', rules: [rule('allow', 'python *'), rule('allow', 'npm test'), rule('deny', 'node *')] });
  assert.deepEqual(
    rows.map(({ text, inForce, findings }) => [text, inForce, findings[0]?.text]),
    [
      ['node *', true, undefined],
      ['python *', false, 'In mode auto this allow rule does not count, for it frees python, which runs what it is told.'],
      ['npm test', true, undefined],
    ],
  );
}); // prettier-ignore

test('who asks again gets the newer rules alone', async () => {
  const list = openRulesList();
  const many = Array.from({ length: 2_000 }, (_, at) => rule('deny', `a ${at} *`));
  const shown: string[] = [];
  const first = list.list({ chosenMode: 'default', rules: many, uncounted: [], uses: new Map() }, (rows, pending) => shown.push(`${rows.length} ${pending}`)); // prettier-ignore
  const second = list.list({ chosenMode: 'default', rules: many.slice(0, 1), uncounted: [], uses: new Map() }, (rows) => shown.push(`${rows.length}`)); // prettier-ignore
  await Promise.all([first, second]);
  assert.deepEqual(shown.slice(0, 2), ['2000 true', '1']);
  assert.ok(!shown.includes('2000 false'));
});
