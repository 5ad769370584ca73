import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { Decision } from '../../../../src/policy/decision.ts';
import { freedomOf } from '../../../../src/policy/rules/programs.ts';
import {
  mayMatchWords,
  matchesText,
  matchesWords,
  readPattern,
} from '../../../../src/policy/rules/pattern.ts';
import { readRules } from '../../../../src/policy/rules/read.ts';
import { verifies } from '../../../../src/policy/rules/save.ts';
import { suggestRules } from '../../../../src/policy/rules/suggest.ts';
import { allowRuleVerdict, askRuleVerdict, denyRuleVerdict } from '../../../../src/policy/rules/verdict.ts';
import { analysis } from '../../../../src/policy/effects.ts';
import { context, line, rules, shellCall, sources } from './made.ts';

const word = fc.constantFrom(
  'git',
  'push',
  'npm',
  'test',
  'rm',
  '-rf',
  '-r',
  '-f',
  '--force',
  'x',
  'src/a',
  'python3',
  '-c',
  'sudo',
  '$X',
  '"a b"',
  'run',
);
const command = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));
const compound = fc.array(command, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' && '));
const rule = fc.oneof(
  fc.array(fc.oneof(word, fc.constantFrom('*', 'a*', '*:*')), { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')),
  fc.constantFrom('Bash', 'Read(./.env)', '/push/', 'Edit(src/**)', 'Nonsense(x)', '*'),
  fc.string(),
); // prettier-ignore
const lists = fc.record({
  deny: fc.array(rule, { maxLength: 3 }),
  ask: fc.array(rule, { maxLength: 3 }),
  allow: fc.array(rule, { maxLength: 3 }),
});

test('an allow rule changes nothing about what is denied or asked', () => {
  fc.assert(
    fc.property(compound, lists, rule, (text, set, more) => {
      const call = line(text);
      const [before, after] = [context(rules(set)), context(rules({ ...set, allow: [...set.allow, more] }))];
      assert.deepEqual(denyRuleVerdict(call, after), denyRuleVerdict(call, before));
      assert.deepEqual(askRuleVerdict(call, after), askRuleVerdict(call, before));
    }),
  );
});

test('an allowed line consists of parts that are allowed one by one', () => {
  fc.assert(
    fc.property(compound, lists, (text, set) => {
      const here = context(rules({ allow: set.allow }));
      if (allowRuleVerdict(line(text), here).behavior !== 'allow') return;
      for (const part of text.split(' && '))
        assert.equal(allowRuleVerdict(line(part), here).behavior, 'allow');
    }),
  );
});

test('one denied part denies the line', () => {
  fc.assert(
    fc.property(compound, command, lists, (text, part, set) => {
      const here = context(rules(set));
      if (denyRuleVerdict(line(part), here).behavior !== 'deny') return;
      assert.equal(denyRuleVerdict(line(`${text} && ${part}`), here).behavior, 'deny');
      assert.equal(denyRuleVerdict(line(`${part} ; ${text}`), here).behavior, 'deny');
    }),
  );
});

/** The check with only the lines of the rules, which is all that these readings are made for. */
function check(...[call, here]: Parameters<Parameters<typeof verifies>[0]>): Decision {
  const read = line(call.kind === 'shell' ? call.command : '');
  const trace = [denyRuleVerdict(read, here), askRuleVerdict(read, here), allowRuleVerdict(read, here)];
  const spoke = trace.find(({ behavior }) => behavior !== 'none') ?? { line: 'mode', behavior: 'ask', reason: '' } as const;
  const behavior = spoke.behavior === 'none' ? 'ask' : spoke.behavior;
  return { behavior, allowed: behavior === 'allow', layer: spoke.line, reason: '', consequence: '', mode: 'default', analysis: analysis([]), trace };
} // prettier-ignore

test('what is suggested decides the very call and frees no interpreter', () => {
  fc.assert(
    fc.property(compound, lists, (text, set) => {
      const here = context(rules(set));
      const found = suggestRules(line(text), here);
      if (found.length === 0) return;
      const added = sources({ allow: found.map((one) => one.text) });
      if (allowRuleVerdict(line(text), here).behavior !== 'allow')
        assert.ok(verifies(check, added, shellCall(text), here));
      for (const one of found) assert.equal(freedomOf(one.text.split(' ')[0] ?? ''), undefined);
    }),
  );
});

test('reading and matching never throw, whatever the texts', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 4 }), fc.string({ unit: 'grapheme' }), (texts, text) => {
      const here = context(readRules(sources({ deny: texts, ask: texts.map((one) => `Bash(${one})`), allow: texts.map((one) => `Read(${one})`) })));
      for (const verdict of [denyRuleVerdict, askRuleVerdict, allowRuleVerdict]) verdict(line(text), here);
    }),
  );
}); // prettier-ignore

test('what may match says yes wherever a known word would have matched', () => {
  fc.assert(
    fc.property(rule, fc.array(word, { minLength: 1, maxLength: 5 }), fc.nat(4), (text, words, at) => {
      const pattern = readPattern(text);
      if (!matchesWords(pattern, words)) return;
      assert.ok(mayMatchWords(pattern, words.map((one, index) => (index === at ? undefined : one))));
      assert.ok(matchesText(pattern, words));
    }),
  );
}); // prettier-ignore

test('long patterns and long lines take little time', () => {
  const pattern = `${'a*'.repeat(400)}b`;
  const here = context(
    rules({
      deny: [pattern, `/${'a*'.repeat(200)}b/`, `Read(${'a*'.repeat(18)}b)`],
      allow: [`x ${pattern}`],
    }),
  );
  const long = line(`a ${'a'.repeat(15_000)}`);
  const started = performance.now();
  for (const verdict of [denyRuleVerdict, askRuleVerdict, allowRuleVerdict]) verdict(long, here);
  assert.ok(performance.now() - started < 2000);
});
