// Rules and followed code: deny rules see into it, and who allows a runner by name allows what it runs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Behavior } from '../../../../src/policy/decision.ts';
import { readRules } from '../../../../src/policy/rules/read.ts';
import { contextFor, decide } from '../../../support/policy/decide.ts';
import { memoryFacts } from '../../../support/policy/facts.ts';

const facts = memoryFacts({
  files: {
    '/home/dev/project/x.sh': 'rm -rf build\nfrob\n',
    '/home/dev/project/clean.sh': 'rm -rf build\n',
    '/home/dev/project/ls.sh': 'ls\n',
    '/home/dev/project/read.sh': 'cat notes/private.md\n',
    '/home/dev/project/x.py': "import subprocess\nsubprocess.run(['git', 'push'])\n",
    '/home/dev/project/write.sh': 'echo a > out.txt\n',
    '/home/dev/project/helper.js': 'exports.a = 1;\n',
    '/home/dev/project/package.json':
      '{"scripts": {"build": "rm -rf dist && frob", "policy": "echo x > .claude/settings.json"}}',
  },
});

function with_(
  rules: Partial<Record<'allow' | 'ask' | 'deny', string>>,
  line: string,
  expected: Behavior,
): void {
  test(`${expected}: ${line} with ${JSON.stringify(rules)}`, () => {
    const sources = (['allow', 'ask', 'deny'] as const).flatMap((behavior) =>
      (rules[behavior] ?? '')
        .split(', ')
        .filter((text) => text !== '')
        .map((text) => ({ text, behavior, scope: 'user' as const })),
    );
    const decision = decide(line, contextFor({ facts, rules: readRules(sources) }));
    assert.equal(decision.behavior, expected, decision.reason);
  });
}

with_({ deny: 'Bash(rm *)' }, 'bash clean.sh', 'deny');
with_({ deny: 'Bash(git push *)' }, 'python3 x.py', 'deny');
with_({ deny: 'Bash(git push)' }, 'python3 x.py', 'deny');
with_({ deny: 'Read(./notes/**)' }, './read.sh', 'deny');
with_({ deny: 'Read(./ls.sh)' }, 'bash ls.sh', 'deny');
with_({ ask: 'Bash(ls)' }, 'bash ls.sh', 'ask');
with_({ allow: 'Bash(bash x.sh)' }, 'bash x.sh', 'allow');
with_({ allow: 'Bash(npm run build)' }, 'npm run build', 'allow');
with_({ allow: 'Bash(npm run *)' }, 'npm run build', 'allow');
with_({ allow: 'Bash(npm run *)' }, 'npm run policy', 'deny');
with_({ allow: 'Bash(git status)' }, 'git status && bash clean.sh', 'ask');
with_({ allow: 'Bash(git push)' }, 'git push && bash clean.sh', 'ask');
with_({ allow: 'Bash(git push)' }, 'git push && bash ls.sh', 'allow');
with_({ allow: 'Bash(git push), Bash(rm -rf build)' }, 'git push && bash clean.sh', 'allow');
with_({ allow: 'Edit(./log.txt)' }, 'bash clean.sh > log.txt', 'ask');
with_({ allow: 'Bash(npm run *), Bash(bash ls.sh)', deny: 'Bash(frob *)' }, 'npm run build', 'deny');

// What lies in a folder counts as it will be when a command looks at it, not as it is before the line.
with_({ allow: 'Bash(touch *)' }, 'find . *', 'allow');
with_({ allow: 'Bash(touch *)' }, 'touch -- -delete && find . *', 'ask');
with_({ allow: 'Bash(touch *)' }, 'touch /tmp/x && find . *', 'allow');
with_({ allow: 'Bash(frob *)' }, 'frob x && sort *', 'ask');
with_({ allow: 'Bash(cp *)' }, 'python3 -m json.tool x.json', 'allow');
with_({ allow: 'Bash(cp *)' }, 'cp a json.py && python3 -m json.tool x.json', 'ask');
with_({ allow: 'Bash(cp *)' }, 'cp a json.py && python3 -c "import json"', 'ask');
with_({ allow: 'Bash(cp *)' }, 'cp a helper.js && node -e "require(\'./helper\')"', 'ask');

test('an edit in a script passes where edits pass', () => {
  const mode = 'acceptEdits';
  assert.equal(decide('bash write.sh', contextFor({ facts, mode })).behavior, 'allow');
  assert.equal(decide('bash clean.sh', contextFor({ facts, mode })).behavior, 'ask');
  assert.equal(decide('echo rm > write.sh; bash write.sh', contextFor({ facts, mode })).behavior, 'ask');
});
