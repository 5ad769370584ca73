// Idle rules are found among thousands as they would be by holding each against each.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { openRuleBook } from '../../../../src/policy/rules/book.ts';
import { includes } from '../../../../src/policy/rules/includes.ts';
import { readRule } from '../../../../src/policy/rules/read.ts';
import type { Rule } from '../../../../src/policy/rules/rule.ts';
import { sources } from './made.ts';
import { text } from './texts.ts';

const lists = fc.record({ deny: fc.array(text, { maxLength: 6 }), ask: fc.array(text, { maxLength: 6 }), allow: fc.array(text, { maxLength: 6 }) }); // prettier-ignore

const rank = { allow: 0, ask: 1, deny: 2 } as const;

/** The first rule that makes another one idle, by looking at all; all rules here are the user's. */
function slowly(rule: Rule, at: number, all: readonly Rule[]): Rule | undefined {
  return all.find((other, index) => {
    if (index === at || !includes(other.matcher, rule.matcher)) return false;
    const [own, theirs] = [rank[rule.source.behavior], rank[other.source.behavior]];
    return theirs > own || (theirs === own && !(includes(rule.matcher, other.matcher) && index > at));
  });
}

test('the same rules are idle, by the same others', () => {
  fc.assert(
    fc.property(lists, (given) => {
      const list = sources(given);
      const book = openRuleBook();
      book.set(list, []);
      while (book.work());
      const all = list.map(readRule);
      for (const [at, said] of book.findings().entries()) {
        const other = said.find((one) => one.other !== undefined)?.other;
        const rule = all[at];
        // Of a rule that cannot be read there is more to say than that it is idle.
        const expected = rule === undefined || rule.matcher.kind === 'broken' ? undefined : slowly(rule, at, all)?.source;
        assert.equal(other, expected, list[at]?.text);
      }
    }),
    { numRuns: 2_000 },
  ); // prettier-ignore
});
