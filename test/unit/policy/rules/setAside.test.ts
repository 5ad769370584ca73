import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRules } from '../../../../src/policy/rules/read.ts';
import { setAsideIn, whySetAside } from '../../../../src/policy/rules/setAside.ts';
import { decide } from '../../../support/policy/decide.ts';

function rulesOf(...texts: readonly string[]) {
  return readRules(texts.map((text) => ({ text, behavior: 'allow', scope: 'user' })));
}

const aside = [
  'Bash', 'PowerShell', 'Agent', 'Task', 'Agent(*)', 'Bash(*)', 'Bash(python:*)', 'Bash(python3 *)', 'Bash(node *)', 'Bash(node -e *)',
  'Bash(bash -c *)', 'Bash(sh *)', 'Bash(npx *)', 'Bash(uvx:*)', 'Bash(npm exec *)', 'Bash(npm *)', 'Bash(uv run *)', 'Bash(sudo *)', 'Bash(env *)',
  'Bash(xargs *)', 'Bash(eval *)', 'Bash(ssh host *)', 'Bash(FOO=1 python *)', 'Bash(py*)', 'Bash(/python.*/)', 'Bash(/^(node|ls) /)', 'Bash(/./)',
  'Bash(docker run *)', 'PowerShell(iex *)',
]; // prettier-ignore

const counted = [
  'Bash(npm test)', 'Bash(npm run *)', 'Bash(git status)', 'Bash(git log *)', 'Bash(ls *)', 'Bash(curl *)', 'Bash(python manage.py *)',
  'Bash(python3 -m pytest)', 'Bash(npx tsc)', 'Bash(/^git (status|log)$/)', 'Edit', 'Edit(src/**)', 'Read', 'Agent(Explore)', 'Skill(*)',
  'WebFetch(domain:*.example)', 'mcp__server', 'frobnicate *',
]; // prettier-ignore

for (const text of aside)
  test(`in mode auto the rule ${text} is set aside`, () => {
    const { allow } = rulesOf(text);
    assert.ok(allow[0] !== undefined && whySetAside(allow[0]) !== undefined);
    assert.deepEqual(setAsideIn('auto', allow), allow);
    assert.deepEqual(setAsideIn('default', allow), []);
  });

for (const text of counted)
  test(`in mode auto the rule ${text} counts`, () => {
    const { allow } = rulesOf(text);
    assert.ok(allow[0] !== undefined);
    assert.equal(whySetAside(allow[0]), undefined);
  });

test('what a rule that is set aside would allow is left to the other lines, and the trace says why', () => {
  const rules = rulesOf('Bash(python3 *)');
  assert.equal(decide('python3 build.py --all', { rules }).layer, 'allow-rule');
  const decision = decide('python3 build.py --all', { rules, mode: 'auto' });
  assert.equal(decision.behavior, 'ask');
  const line = decision.trace.find((one) => one.line === 'allow-rule');
  assert.match(line?.reason ?? '', /“Bash\(python3 \*\)” in user settings is set aside in mode auto: it frees python3/u);
}); // prettier-ignore

test('what the person’s mode auto sets aside stays so in a stricter mode that somebody else chose', () => {
  const here = { rules: rulesOf('Bash(python3 *)'), mode: 'default' } as const;
  assert.equal(decide('python3 build.py --all', { ...here, setsAside: false }).layer, 'allow-rule');
  assert.notEqual(decide('python3 build.py --all', { ...here, setsAside: true }).behavior, 'allow');
});

test('deny and ask rules are never set aside', () => {
  const texts = ['Bash(python3 *)'] as const;
  for (const behavior of ['deny', 'ask'] as const) {
    const rules = readRules(texts.map((text) => ({ text, behavior, scope: 'user' })));
    assert.equal(decide('python3 build.py', { rules, mode: 'auto' }).layer, `${behavior}-rule`);
  }
});
