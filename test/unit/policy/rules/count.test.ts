// How often each rule decided, from decisions and from entries of the journal.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RuleRef } from '../../../../src/policy/decision.ts';
import {
  byUse,
  counted,
  decidingRule,
  decodeRuleRef,
  type RuleCount,
} from '../../../../src/policy/rules/count.ts';
import { readRules } from '../../../../src/policy/rules/read.ts';
import { decide } from '../../../support/policy/decide.ts';
import { sources } from './made.ts';

const one: RuleRef = { text: 'rm *', behavior: 'deny', scope: 'user', file: '/u.json', line: 3 };

test('the same text in another list or file is another rule, on another line the same', () => {
  let counts: ReadonlyMap<string, RuleCount> = new Map();
  const given: readonly RuleRef[] = [one, { ...one, line: 4 }, { ...one, behavior: 'ask' }, { ...one, file: '/w.json' }, one]; // prettier-ignore
  given.forEach((rule, at) => (counts = counted(counts, rule, at)));
  assert.deepEqual(
    byUse(counts.values()).map(({ rule, decided, last }) => [
      rule.behavior,
      rule.file,
      rule.line,
      decided,
      last,
    ]),
    [
      ['deny', '/u.json', 3, 3, 4],
      ['ask', '/u.json', 3, 1, 2],
      ['deny', '/w.json', 3, 1, 3],
    ],
  );
});

test('a decision names its rule, also after the gate made a denial of its question', () => {
  const rules = readRules(sources({ deny: ['rm *'], ask: ['git push *'], allow: ['frob *'] }));
  const rule = (line: string): string | undefined => decidingRule(decide(line, { rules }))?.text;
  assert.deepEqual(['rm x', 'git push', 'frob x', 'ls', 'frobnicate'].map(rule), ['rm *', 'git push *', 'frob *', undefined, undefined]); // prettier-ignore
  const { rule: _gone, ...asked } = decide('git push', { rules });
  assert.equal(decidingRule({ ...asked, layer: 'person' })?.text, 'git push *');
  assert.equal(decidingRule({ ...asked, layer: 'dontAsk' })?.text, 'git push *');
  assert.equal(decidingRule({ ...asked, layer: 'paused' }), undefined);
  // An ask rule that a denial further down made idle decided nothing.
  assert.equal(decidingRule(decide('git push', { rules, mode: 'plan' })), undefined);
});

test('rules of journal entries are decoded, and nothing else is', () => {
  assert.deepEqual(decodeRuleRef(JSON.parse(JSON.stringify(one))), one);
  for (const value of [
    undefined,
    null,
    'rm *',
    {},
    { text: 1 },
    { ...one, scope: 'x' },
    { ...one, behavior: 7 },
  ])
    assert.equal(decodeRuleRef(value), undefined);
});
