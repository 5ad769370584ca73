// A line and the commands that it is read as: names resolved, parameters spelled out, every value behind its own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandsOf, linux, windows } from '../../../support/policy/powershell.ts';

const cases: readonly (readonly [string, readonly string[]])[] = [
  // Aliases, case and beginnings of parameters.
  ['rm -r -fo x', ['Remove-Item -Recurse -Force -Path x']],
  ['RI -REC .\\x', ['Remove-Item -Recurse -Path ./x']],
  ['gci . -filt *.ts', ['Get-ChildItem -Filter *.ts -Path .']],
  ['Microsoft.PowerShell.Management\\Get-Content x', ['Get-Content -Path x']],
  ['gc x -Head 3', ['Get-Content -TotalCount 3 -Path x']],
  ['ls -Filter:*.ts', ['Get-ChildItem -Filter *.ts']],
  ['rm x -Recurse:$false', ['Remove-Item -Path x']],
  ['rm x -Recurse:$true', ['Remove-Item -Recurse -Path x']],
  ['sls foo a.ts, b.ts', ['Select-String -Pattern foo -Path a.ts -Path b.ts']],
  ['cp -Destination y x', ['Copy-Item -Destination y -Path x']],
  // Quotes, escapes, strings and variables.
  ["gc 'it''s'", ["Get-Content -Path it's"]],
  ['gc "a`tb"', ['Get-Content -Path a\tb']],
  ['gc a` b', ['Get-Content -Path a b']],
  ['gc "a$(gci)"', ['Get-Content -Path "a$(gci)"', 'Get-ChildItem']],
  ['$d = "x"; gc $d', ['', 'Get-Content -Path x']],
  ['$d = "x"; gc "$d/y"', ['', 'Get-Content -Path x/y']],
  ["$p = 'a','b'; rm $p", ['', 'Remove-Item -Path a -Path b']],
  ['gc $HOME\\x', ['Get-Content -Path C:/Users/me/x']],
  ['gc $env:USERPROFILE\\x', ['Get-Content -Path C:/Users/me/x']],
  ['gc $x', ['Get-Content -Path "$x"']],
  ["('Remove-' + 'Item')", ['Write-Output -InputObject Remove-Item']],
  ["'{0}-{1}' -f 'a','b'", ['Write-Output -InputObject a-b']],
  ['[char]105 + [char]101', ['Write-Output -InputObject ie']],
  ["-join ('a','b')", ['Write-Output -InputObject ab']],
  // Statements, pipes, blocks and operators.
  ['ls; pwd', ['Get-ChildItem', 'Get-Location']],
  ['ls && pwd || date', ['Get-ChildItem', 'Get-Location', 'date']],
  ['ls | ? { rm x }', ['Get-ChildItem', 'Where-Object -Property "{ rm x }"', 'Remove-Item -Path x']],
  ['if (1) { ls } else { rm x }', ['Write-Output -InputObject 1', 'Get-ChildItem', 'Remove-Item -Path x']],
  ['foreach ($f in "a","b") { rm $f }', ['Remove-Item -Path a', 'Remove-Item -Path b']],
  ['try { ls } catch { rm x }', ['Get-ChildItem', 'Remove-Item -Path x']],
  ['& { ls }', ['Get-ChildItem']],
  ["& 'ls'", ['Get-ChildItem']],
  ['@{ a = rm x }', ['Write-Output -InputObject "@{ a = rm x }"', 'Remove-Item -Path x']],
  ['ls # rm x', ['Get-ChildItem']],
  ['<# rm x #> ls', ['Get-ChildItem']],
  ['gci -Filter *.ts | sls x', ['Get-ChildItem -Filter *.ts', 'Select-String -Pattern x -Path ./*.ts']],
  ['cd src; gc x', ['Set-Location -Path src', 'Get-Content -Path x']],
  // Code in strings, and methods.
  ["iex 'rm x'", ['Invoke-Expression -Command rm x', 'Remove-Item -Path x']],
  ["'rm x' | iex", ['Write-Output -InputObject rm x', 'Invoke-Expression', 'Remove-Item -Path x']],
  ["[IO.File]::Delete('x')", ['Write-Output -InputObject "[IO.File]::Delete(\'x\')"', '[IO.File]::Delete -Path x']],
  ["[System.IO.File]::Delete('x')", ['Write-Output -InputObject "[System.IO.File]::Delete(\'x\')"', '[IO.File]::Delete -Path x']],
  // Programs keep their words.
  ['git log --format="%h %s" -- .', ['git log --format=%h %s -- .']],
  ['GIT.EXE status', ['git status']],
  ['& "C:\\Program Files\\Git\\cmd\\git.exe" status', ['git status']],
  ['npm run build -- --foo=bar', ['npm run build -- --foo=bar']],
  ['docker run -v ${PWD}:/app x', ['docker run -v C:\\work\\app:/app x']],
  ["bash -c 'ls; pwd'", ['ls', 'pwd']],
]; // prettier-ignore

for (const [line, commands] of cases)
  test(`reads ${line}`, () => assert.deepEqual(commandsOf(line, windows), commands));

test('where a program goes before an alias both are judged', () => {
  assert.deepEqual(commandsOf('rm x', linux), ['Remove-Item -Path x', 'rm x']);
  assert.deepEqual(commandsOf('rm x', windows), ['Remove-Item -Path x']);
  assert.deepEqual(commandsOf('curl x', windows), ['Invoke-WebRequest -Uri x', 'curl x']);
});
