// The person's rules on PowerShell lines: names have no case, aliases are their cmdlets, and a rule for one shell
// allows nothing in another.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Behavior } from '../../../../src/policy/decision.ts';
import { readCall } from '../../../../src/policy/classifier/read.ts';
import { readRules } from '../../../../src/policy/rules/read.ts';
import { suggestRules } from '../../../../src/policy/rules/suggest.ts';
import { contextFor, decide } from '../../../support/policy/decide.ts';
import { decideOn, powershellCall, windows } from '../../../support/policy/powershell.ts';

const cases: readonly (readonly [Behavior, string, string, Behavior, string?])[] = [
  ['allow', 'PowerShell(Remove-Item build *)', 'Remove-Item build -Recurse', 'allow'],
  ['allow', 'PowerShell(Remove-Item build *)', 'rm build -Recurse', 'allow'],
  ['allow', 'PowerShell(rm build *)', 'REMOVE-ITEM build -Recurse', 'allow'],
  ['allow', 'PowerShell(Remove-Item build *)', 'rm build -Recurse; rm src', 'ask'],
  ['allow', 'PowerShell(npm run *)', 'npm run build', 'allow'],
  ['allow', 'PowerShell(npm run *)', 'npm run build > C:\\x', 'ask'],
  ['allow', 'PowerShell(git branch -d *)', 'git branch -D main', 'ask'],
  ['allow', 'Bash(npm run *)', 'npm run build', 'ask'],
  ['allow', 'PowerShell(Remove-Item *)', 'Remove-Item -Recurse C:\\', 'deny', 'floor'],
  ['deny', 'PowerShell(Get-Process *)', 'ps -Name x', 'deny', 'deny-rule'],
  ['deny', 'PowerShell(gps *)', 'GET-PROCESS -Name x', 'deny', 'deny-rule'],
  ['deny', 'PowerShell(git push *)', 'ls; git push origin x', 'deny', 'deny-rule'],
  ['deny', 'PowerShell(git push *)', 'if (1) { & "C:\\Program Files\\Git\\cmd\\git.exe" push origin x }', 'deny', 'deny-rule'],
  ['deny', 'Bash(git push *)', 'bash -c "git push origin x"', 'deny', 'deny-rule'],
  ['ask', 'PowerShell(Get-Date *)', 'iex "Get-Date -Format o"', 'ask', 'ask-rule'],
]; // prettier-ignore

for (const [behavior, text, line, expected, layer] of cases) {
  test(`${behavior} ${text}: ${line} → ${expected}`, () => {
    const rules = readRules([{ text, behavior, scope: 'user' }]);
    const decision = decideOn(windows, line, { rules });
    assert.equal(decision.behavior, expected, decision.reason);
    if (layer !== undefined) assert.equal(decision.layer, layer);
  });
}

test('a rule for PowerShell allows nothing in a POSIX line, and reaches the PowerShell in it', () => {
  const allow = readRules([{ text: 'PowerShell(npm run *)', behavior: 'allow', scope: 'user' }]);
  assert.equal(decide('npm run build', { rules: allow }).behavior, 'ask');
  const deny = readRules([{ text: 'PowerShell(Get-Date *)', behavior: 'deny', scope: 'user' }]);
  assert.equal(decide('pwsh -c "Get-Date -Format o"', { rules: deny }).behavior, 'deny');
});

test('what is offered is what was written, and allows it', () => {
  const context = contextFor({ facts: windows });
  for (const [line, text] of [
    ['rm build -Recurse', 'Remove-Item build -Recurse'],
    ['npm run build', 'npm run build *'],
    ['iex $x', undefined],
    ['Stop-Process -Name node', 'Stop-Process -Name node'],
  ] as const) {
    const [first] = suggestRules(readCall(powershellCall(line), context), context);
    assert.equal(first?.text, text, line);
  }
});
