// Every threat sees its examples, and lets be what only looks like them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { threats } from '../../../../src/policy/classifier/threats.ts';
import { readRules } from '../../../../src/policy/rules/read.ts';
import { decide } from '../../../support/policy/decide.ts';

for (const { id, examples, lookAlikes } of threats) {
  for (const line of examples) {
    test(`${id}: ${line}`, () => {
      const decision = decide(line);
      assert.equal(decision.behavior, 'deny', decision.reason);
    });
  }
  for (const line of lookAlikes) {
    test(`not ${id}: ${line}`, () => {
      const decision = decide(line);
      assert.notEqual(decision.behavior, 'deny', decision.reason);
    });
  }
}

test('every threat has its own id and says where its line is drawn', () => {
  const ids = threats.map(({ id }) => id);
  assert.deepEqual(ids, [...new Set(ids)]);
  assert.ok(threats.every(({ principle }) => principle.endsWith('.')));
});

test('an allow rule of the person overrules a threat', () => {
  const rules = readRules([{ behavior: 'allow', text: 'Bash(cat .env)', scope: 'user' }]);
  assert.equal(decide('cat .env').behavior, 'deny');
  assert.equal(decide('cat .env', { rules }).behavior, 'allow');
});
