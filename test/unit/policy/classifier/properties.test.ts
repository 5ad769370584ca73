// Laws that hold for every line: the check answers, and more of a line never makes it looser.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lines } from '../../../../src/policy/decision.ts';
import { decide } from '../../../support/policy/decide.ts';

const rank = { allow: 0, ask: 1, deny: 2 } as const;
const piece = fc.constantFrom(
  'ls', 'cat', 'rm', '-rf', '/', '~', '*', '|', '&&', ';', '>', '<', '$X', '$(id)', '`id`', '"', "'", 'git', 'push', '--force', 'curl', 'sh', '-c', 'find', '.', '-delete', 'sed', 's/a/b/e', 'awk', '{print}',
  'psql', 'DROP TABLE x', 'x=1', 'export', 'env', 'sudo', '<<E', 'E', '\n', 'tar', 'xf', 'docker', 'run', 'aws', 's3', '--', '-', '((', '))', '{', '}', 'é', '\u0000', '\\',
); // prettier-ignore
const line = fc.array(piece, { maxLength: 10 }).map((parts) => parts.join(' '));

test('the check answers every line', () => {
  fc.assert(
    fc.property(
      fc.oneof(line, fc.string({ maxLength: 60 })),
      (text) => decide(text).trace.length === lines.length,
    ),
    { numRuns: 2000 },
  );
});

const known = [
  'ls',
  'cat a',
  'cat .env',
  'rm -rf /',
  'rm a',
  'git status',
  'git push --force',
  'curl https://x',
  'echo hi',
  'npm test',
  'frobnicate',
  'sed -i s/a/b/ a',
  'psql -c "DROP TABLE x"',
  'cd src',
  'X=1',
  'chmod -R 777 .',
];
test('one more command never loosens', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...known),
      fc.constantFrom('; ls', ' && true', ' | cat', '; cat a', ' || echo no', '\nls', ' & ls'),
      (text, more) => {
        const [alone, together] = [decide(text).behavior, decide(text + more).behavior];
        assert.ok(rank[together] >= rank[alone], `${text}: ${alone}, with ${more}: ${together}`);
      },
    ),
  );
});
test('one more command in front never loosens', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...known),
      fc.constantFrom('ls; ', 'true && ', 'echo a | ', 'cd src; ', 'sudo ', 'env X=1 '),
      (text, more) => {
        assert.ok(rank[decide(more + text).behavior] >= rank[decide(text).behavior], more + text);
      },
    ),
  );
});
