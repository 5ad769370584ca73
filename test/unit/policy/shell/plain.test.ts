// The parser of plain lines gives the very tree of the grammar, or nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { loadShellParser } from '../../../../src/policy/shell/load.ts';
import { parsePlain } from '../../../../src/policy/shell/plain.ts';
import { shellWasm } from '../../../support/policy/shell.ts';

const byGrammar = await loadShellParser(await shellWasm());

for (const line of [
  'ls',
  '  ls  -la ',
  'git status && git diff | head -3 || true; echo "a b" \'c d\' "" \'\'',
  'find . -name "*.ts" -not -path \'./x/*\'',
  'a; b;',
  'rm -rf build dist/*.js ~/x',
  'echo "it\'s (a) {b} #c !d <e> & f; g"',
  'sleep 5 | cat -',
  './x --a=b +c @d ^e %1 a:b',
  'test -f x',
]) {
  test(`plain: ${line}`, () => {
    assert.ok(parsePlain(line), 'the line is plain');
    assert.deepEqual(parsePlain(line), byGrammar(line));
  });
}

for (const line of [
  '', ' ', ';', 'a &', 'a & b', 'a && ', '| a', 'a ;; b', 'a > b', 'X=1 a', 'echo $X', 'echo `a`', 'a\nb', 'echo a\\ b', '"ls"',
  "l's'", 'a"b"', '"a""b"', 'echo # x', 'echo a#b', 'if a', '! a', '{ a', '(a)', 'a (b)', 'echo {a,b}', 'ls [ab]', '[ -f x ]',
  'export X', 'time a', "echo 'a", 'echo "a', 'a == b', 'a =~ b', 'a 0x1f', 'echo "  "', 'echo \u00e9', 'a\tb', 'a\rb', 'a!b',
]) {
  test(`left to the grammar: ${JSON.stringify(line)}`, () => assert.equal(parsePlain(line), undefined));
} // prettier-ignore

const atom = fc.constantFrom(
  ...`ls a -x --f=g 12 -3 0x1f 12a a=b X=1 ~ ~/x * *.ts a? ^x %1 @ a:b +x = , - -- '' "" && || | ; if do done in for test true . : ./x
  /bin/ls time _x a~b == != =~ -f # ! { } ( ) [ ] < > & a#b ** .. 08 1.5 1_0 a+=b a[1] \\ $x \``.split(/\s+/),
  "'a b'",
  '"a b"',
  '" a"',
  '"  "',
  '"a\'b"',
  '"(#!;"',
  '"a*"',
  ' ',
  '\t',
  '\n',
);
const lines = fc
  .array(fc.tuple(atom, fc.constantFrom('', ' ', ' ', ' ')), { maxLength: 9 })
  .map((parts) => parts.map((part) => part.join('')).join(''));
const noise = fc.string({
  unit: fc.constantFrom(...String.raw`a b z 0 1 9 _ - . / : @ % + , = ~ * ? ^ & | ; " ' ( ) < > ! # { } [ ] $ \ `.split(' '), '`', ' ', '\t', '\n'),
  maxLength: 12,
}); // prettier-ignore

test('whatever it takes for plain, the grammar reads alike', () => {
  let plain = 0;
  fc.assert(
    fc.property(fc.oneof(lines, noise), (line) => {
      const tree = parsePlain(line);
      if (tree === undefined) return;
      plain += 1;
      assert.deepEqual(tree, byGrammar(line));
    }),
    { numRuns: 60_000 },
  );
  assert.ok(plain > 500, `only ${plain} lines were plain`);
});
