// What holds for every line: the reader never throws and never hangs, and another spelling of the same command is
// never decided more loosely.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Behavior } from '../../src/policy/decision.ts';
import { decideOn, linux, readPowerShell, windows } from '../support/policy/powershell.ts';

const pieces = [
  ..."rm -r -fo x|Remove-Item|C:\\|gci|%|?|where|iex|iwr http://x|git log|cmd /c|powershell -c|bash -c|$x|$_|$env:X|${x}|@x|'a'|\"a\"|\"$(|$(|@(|@{|(|)|{|}|;|&&|\n|,|`|``|#|<#|#>|>|2>&1|>>|=|$x =|[int]|[IO.File]::Delete(|.Delete()|.Name|::|if (|else|foreach ($f in|function f|try|catch|switch|do|while|return|-f|+|-join|--%|--|-|&|.|@'\n|\n'@|@\"\n|\n\"@|1..5|%{|\u2019|\u2013".split('|'),
  '|',
  '||',
  ' ',
  ' ',
]; // prettier-ignore
const line = fc.array(fc.constantFrom(...pieces), { maxLength: 24 }).map((all) => all.join(' '));
const tight = fc.array(fc.constantFrom(...pieces), { maxLength: 24 }).map((all) => all.join(''));

describe('for every line', () => {
  it('the reader never throws, and never fails', () => {
    fc.assert(
      fc.property(fc.oneof(line, tight, fc.string({ maxLength: 80 })), (text) => {
        const { doubts, segments } = readPowerShell(text);
        assert.equal(doubts.find(({ code }) => code === 'failure')?.text, undefined);
        segments.forEach((segment, at) => {
          assert.equal(segment.index, at);
          assert.ok(segment.start >= 0 && segment.end <= text.length && segment.start <= segment.end);
          for (const other of [segment.parent, segment.feeds])
            assert.ok(other === undefined || (other >= 0 && other < segments.length));
        });
      }),
      { numRuns: 1500, endOnFailure: true },
    );
  });

  it('what breaks off in the middle is never allowed to hide the rest', () => {
    fc.assert(
      fc.property(line, (text) => {
        const decision = decideOn(windows, `${text}\nRemove-Item -Recurse -Force C:\\`);
        assert.notEqual(decision.behavior, 'allow');
      }),
      { numRuns: 400, endOnFailure: true },
    );
  });
});

describe('a line that is long or deep takes no longer than a decision may', () => {
  for (const [name, text] of [
    ['parentheses', '('.repeat(20_000)],
    ['substitutions', '$('.repeat(20_000)],
    ['blocks', '{'.repeat(20_000)],
    ['casts', '[int]'.repeat(10_000)],
    ['members', `$x${'.a'.repeat(20_000)}`],
    ['indexes', `$x${'[0]'.repeat(10_000)}`],
    ['assignments', '$a = '.repeat(10_000)],
    ['quotes', `"${'$('.repeat(5000)}`],
    ['backticks', '`'.repeat(50_000)],
    ['pipes', 'ls | '.repeat(8000)],
    ['semicolons', ';'.repeat(60_000)],
    ['comments', `${'#\n'.repeat(30_000)}frobnicate`],
    ['unary signs', '! '.repeat(30_000)],
    ['commas', `x ${'a,'.repeat(30_000)}`],
    ['options', `gci ${'-x '.repeat(15_000)}`],
    ['nested loops', 'foreach ($a in 1,2,3,4) { '.repeat(60)],
    ['texts of texts', `iex "${'iex `"'.repeat(2000)}`],
  ] as const)
    it(name, () => {
      const start = performance.now();
      const decision = decideOn(windows, text);
      assert.notEqual(decision.behavior, 'allow');
      assert.ok(performance.now() - start < 2500, `${performance.now() - start} ms`);
    });
});

/** Other ways to write what a line says; every one of them does the same. */
const spellings: readonly (readonly [string, (text: string) => string])[] = [
  ['upper case', (text) => text.replace(/^[\w-]+/u, (name) => name.toUpperCase())],
  [
    'a module before the name',
    (text) => text.replace(/^([A-Z]\w+-\w+)/u, 'Microsoft.PowerShell.Management\\$1'),
  ],
  ['the call operator', (text) => `& ${text}`],
  ['a quoted name', (text) => text.replace(/^(\S+)/u, "& '$1'")],
  ['a name with a backtick', (text) => text.replace(/^(\w+?)(?![0abefnrtuv])(\w)/u, '$1`$2')],
  ['a block', (text) => `& { ${text} }`],
  ['parentheses', (text) => `(${text})`],
  ['a substitution', (text) => `"$(${text})"`],
  ['a comment behind', (text) => `${text} # ls`],
  ['a comment before', (text) => `<# ls #> ${text}`],
  ['a list', (text) => `ls; ${text}`],
  ['and', (text) => `ls && ${text}`],
  ['a condition', (text) => `if ($true) { ${text} }`],
  ['try', (text) => `try { ${text} } catch { }`],
  ['a loop', (text) => `foreach ($i in 1) { ${text} }`],
  ['ForEach-Object', (text) => `1 | % { ${text} }`],
  ['an assignment', (text) => `$r = ${text}`],
  ['a job', (text) => `Start-Job { ${text} }`],
  ['Invoke-Expression', (text) => `iex '${text.replaceAll("'", "''")}'`],
  ['another PowerShell', (text) => `powershell -Command '${text.replaceAll("'", "''")}'`],
  ['common parameters', (text) => `${text} -ErrorAction SilentlyContinue`],
];
const rank: Readonly<Record<Behavior, number>> = { allow: 0, ask: 1, deny: 2 };

describe('another spelling never loosens', () => {
  const bases = [
    'Remove-Item -Recurse -Force C:\\',
    'Remove-Item -Recurse -Path ~',
    'Remove-Item x',
    'Get-Content .env',
    'Set-Content x y',
    'Stop-Computer',
    'Invoke-Expression $x',
    'Clear-EventLog -LogName Security',
    'Format-Volume -DriveLetter C',
    'Start-Process calc',
  ];
  for (const [name, spell] of spellings) {
    it(name, () => {
      for (const facts of [windows, linux])
        for (const base of bases) {
          const [plain, other] = [decideOn(facts, base), decideOn(facts, spell(base))];
          assert.ok(
            rank[other.behavior] >= rank[plain.behavior],
            `${base} → ${plain.behavior}, ${spell(base)} → ${other.behavior}: ${other.reason}`,
          );
        }
    });
  }
  const deletes = ['Remove-Item', 'rm', 'del', 'ri', 'rd', 'erase', 'rmdir', 'REMOVE-item'];
  const trees = ['-Recurse', '-r', '-Rec', '-RECURSE', '-recurse:$true'];
  const places = ['C:\\', 'c:/', '"C:\\"', "'C:\\'", '~', '$HOME', '"$HOME\\"', '$env:USERPROFILE', '-Path C:\\', '-LiteralPath:C:\\', '-Pa C:\\', '-LP C:\\', 'x,C:\\', '@("x","C:\\")', '("C:" + "\\")']; // prettier-ignore
  it('of a delete', () => {
    for (const name of deletes)
      for (const tree of trees)
        for (const place of places) {
          const line = `${name} ${tree} ${place}`;
          assert.equal(decideOn(windows, line).floor, 'delete-root', line);
          assert.equal(decideOn(windows, `${name} ${place} ${tree}`).floor, 'delete-root', line);
        }
  });
});
