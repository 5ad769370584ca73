// Idle rules are found among thousands as they would be by holding each against each.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { includes } from '../../../../src/policy/rules/includes.ts';
import { readRule } from '../../../../src/policy/rules/read.ts';
import type { Rule } from '../../../../src/policy/rules/rule.ts';
import { shadows } from '../../../../src/policy/rules/shadow.ts';
import { sources } from './made.ts';

const words = ['git', 'push', 'x', '*', 'x*', 'a*b', '-f'];
const command = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 }).map((all) => all.join(' ')); // prettier-ignore
const paths = fc.array(fc.constantFrom('a', 'b', '*', '**', '..'), { minLength: 1, maxLength: 4 }).map((all) => all.join('/')); // prettier-ignore
const text = fc.oneof(
  command,
  command.map((one) => `Bash(${one})`),
  paths.chain((one) => fc.constantFrom(`Read(${one})`, `Read(./${one})`, `Edit(//${one})`)),
  fc.constantFrom('*', 'Bash', 'Read', 'Edit', 'WebFetch', 'mcp__a', 'mcp__a__b', 'mcp__a__b__c', 'mcp__a__*', 'Agent', 'Agent(x)', 'Agent(x*)', 'Bash(run_in_background:true)'),
  fc.constantFrom('x.org', '*.x.org', 'a.x.org', 'a.b.x.org', '*', 'A.X.org.', 'a*.x.org').map((host) => `WebFetch(domain:${host})`),
  fc.constantFrom('/git .*/', '/a/', '/a/i'),
); // prettier-ignore
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
      const all = sources(given).map(readRule);
      const found = shadows(all, all);
      for (const [at, rule] of all.entries()) assert.equal(found.get(rule)?.other, slowly(rule, at, all), rule.source.text);
    }),
    { numRuns: 2_000 },
  ); // prettier-ignore
});

test('only what is wanted is looked at', () => {
  const all = sources({ deny: ['rm *', 'rm x', 'rm y'] }).map(readRule);
  const wanted = all.slice(1, 2);
  assert.deepEqual([...shadows(all, wanted).keys()], wanted);
});
