// Whatever stands in followed code, the check answers; and danger is not lost among harmless lines.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decideIn, doubtsIn } from './following.ts';

const pieces = {
  'x.py': ['import os', 'def f(', 'x', '=', '(', ')', '[', ']', '{', '}', ':', '\n', '    ', 'lambda', 'f"{', '"', "'", 'class A', 'print', '@', '*', 'os.system', 'with open', 'as', 'for', 'in', 'é', '\\', '1', 'yield', 'await', 'match', '"""'],
  'x.js': ['require', '(', ')', '[', ']', '{', '}', '`', '${', '=>', 'x', '=', 'const', 'class', '"fs"', "'", ';', '\n', '...', '?.', 'new', 'async', 'import', 'export', '/', '<', 'é', '\\u0061', '1', 'function', 'static', '#a', 'yield'],
  'x.ts': ['const', 'x', ':', 'number', '=', 'as', 'any', '<', 'T', '>', '(', ')', '{', '}', '[', ']', 'interface', 'type', 'enum', 'declare', 'abstract', 'class', '!', '?', ';', '\n', '=>', 'import', 'export', '"fs"', 'f', '@', 'namespace', 'satisfies', '...', 'this', '1'],
  'x.rb': ['puts', 'def', 'end', 'do', '|x|', '{', '}', '"#{', '"', '`', ':x', '&', '(', ')', '[', ']', 'File', '.', '::', '\n', 'if', 'case', 'when', '=', '<<X', 'x', '1', '%w[', '->', '@a', '$a', 'begin'],
  'x.php': ['<?php', '?>', 'echo', 'function', 'f(', '$x', '->', '::', '(', ')', '[', ']', '{', '}', '"', "'", '${', '{$', '`', '=', '=>', '&', ';', '\n', 'class A', 'fn', 'match', 'use', 'new', '<<<X', 'X', '#[', '//', '/*', '...', '1', 'static', 'foreach', 'as', '\\'],
  'x.sh': ['if', 'then', 'fi', 'for', 'do', 'done', '$1', '"$@"', '$(', ')', '`', '<<E', '\n', 'E', '|', '&&', ';', 'bash', 'x.sh', '{', '}', 'f()', 'echo', "'", '"', '>', '<', 'case', 'esac', '\\', 'a=b', 'source'],
  Makefile: ['a', ':', 'b', '\n', '\t', '=', ':=', '$(', ')', '$@', 'include', 'ifeq', 'endif', 'define', '.PHONY', '%', '\\', 'echo', '$(MAKE)', '#', ';', '$$', 'rm'],
  justfile: ['a', ':', 'b', '\n', '    ', '{{', '}}', 'set', ':=', '@', '#!', '\\', 'echo', '`', 'import', '[x]'],
}; // prettier-ignore
const runners = {
  'x.py': 'python3 x.py',
  'x.js': 'node x.js',
  'x.ts': 'node x.ts',
  'x.rb': 'ruby x.rb',
  'x.php': 'php x.php',
  'x.sh': 'bash x.sh',
  Makefile: 'make',
  justfile: 'just',
};

for (const [file, words] of Object.entries(pieces)) {
  test(`any text in ${file} gets an answer`, () => {
    const line = Object.entries(runners).find(([name]) => name === file)?.[1] ?? '';
    const text = fc.array(fc.constantFrom(...words, ' '), { maxLength: 60 }).map((all) => all.join(''));
    fc.assert(
      fc.property(text, (code) => {
        const { analysis, trace } = decideIn({ [file]: code }, line);
        assert.ok(analysis.segments.every(({ doubts }) => doubts.every((doubt) => doubt.code !== 'failure')));
        assert.ok(
          trace.every(({ reason }) => !reason.includes('part of the gate failed')),
          JSON.stringify(trace),
        );
      }),
      { numRuns: 150 },
    );
  });
}

const around = {
  'x.py': { run: 'python3 x.py', harmless: ['import json', 'x = [i for i in range(3)]', 'def f(a):\n    return a', 'class A:\n    b = 1', 'for i in [1]:\n    print(i)', 'try:\n    pass\nexcept ValueError as e:\n    print(e)', 'if True:\n    print(f"{1}")'], danger: ["__import__('os').remove('a')", "open('a', 'w')", "eval('1')", 'import subprocess as s\ns.run(["rm", "x"])', "def g():\n    exec('1')", "class B:\n    def h(self):\n        return open('a', 'w')"] },
  'x.js': { run: 'node x.js', harmless: ["const p = require('path')", 'const x = [1].map((i) => i)', 'function f(a) { return a }', 'class A { b = 1 }', 'for (const i of [1]) console.log(i)', 'try { f() } catch (e) { console.log(e) }', 'if (true) { console.log(`${1}`) }'], danger: ["require('fs').rmSync('a')", "eval('1')", "new Function('1')()", "const g = () => require('child_process').exec('rm x')", "class B { h() { return require('fs').unlinkSync('a') } }", "(() => 1).constructor('1')()"] },
  'x.php': { run: 'php x.php', harmless: ['<?php $x = [1, 2]; ?>', '<?php function f($a) { return $a; } ?>', 'text', '<?php class A { public $b = 1; } ?>', '<?php foreach ([1] as $i): ?>', '<?= $i ?>', '<?php endforeach; ?>', '<?php try { f(1); } catch (Exception $e) { echo $e->getMessage(); } // a ?>'], danger: ["<?php system('rm x'); ?>", "<?= unlink('a') ?>", "<?php\n// a\neval('1') ?>", "<?php function g() { return fopen('a', 'w'); } ?>", "<?php class B { function h() { return `rm x`; } } ?>", "<?php $f = 'system'; $f('rm x') ?>"] },
  'x.ts': { run: 'node x.ts', harmless: ["import { join } from 'node:path'", 'const x: number[] = [1].map((i) => i as number)', 'function f<T>(a: T): T { return a }', 'interface I { a: string; b(c: number): void }', 'type U = keyof I | { [k: string]: I }', 'class A<T> { private b?: T = undefined }', 'for (const i of [1] as any) console.log(i!)', 'enum E { A = 1 }', 'console.log(f<string>(join("a", "b")))'], danger: ["import { rmSync } from 'node:fs'; rmSync('a')", "eval('1' as string)", "(globalThis as any).eval('1')", 'class B { c: any = (() => 1).constructor("1")() }', "const g = (): void => { fetch('https://x.example') }", 'namespace N { fetch("https://x.example") }'] },
  'x.sh': { run: 'bash x.sh', harmless: ['set -e', 'echo a', 'for i in a b; do echo $i; done', 'if true; then ls; fi', 'x=1', 'cat <<E\nrm -rf /\nE', 'ls | head'], danger: ['rm x', 'frob', 'eval "$X"', 'f() { rm x; }', 'curl https://x.example -o a', '$(rm x)', 'echo a > b'] },
}; // prettier-ignore
for (const [file, { run, harmless, danger }] of Object.entries(around)) {
  test(`danger in ${file} is seen among harmless lines`, () => {
    assert.equal(decideIn({ [file]: `${harmless.join('\n')}\n` }, run).behavior, 'allow');
    for (const bad of danger) {
      for (let at = 0; at <= harmless.length; at++) {
        const code = [...harmless.slice(0, at), bad, ...harmless.slice(at)].join('\n');
        assert.notEqual(decideIn({ [file]: `${code}\n` }, run).behavior, 'allow', code);
      }
    }
  });
}

const chains = {
  'x.py': { run: 'python3 x.py', step: (a: string, b: string) => `${a} = ${b}`, end: 'len' },
  'x.js': { run: 'node x.js', step: (a: string, b: string) => `var ${a} = ${b}`, end: 'parseInt' },
};
for (const [file, { run, step, end }] of Object.entries(chains)) {
  test(`what names mean in ${file} is learned over some steps, and over more is not understood`, () => {
    // Each name is bound below the one that needs it, so that a pass learns no more than one.
    const chain = (length: number): string => {
      const names = Array.from({ length }, (_, at) => `a${String(at)}`);
      return [...names.map((name, at) => step(name, names[at + 1] ?? end)), 'a0("1")', ''].join('\n');
    };
    assert.equal(decideIn({ [file]: chain(8) }, run).behavior, 'allow');
    assert.notEqual(decideIn({ [file]: chain(20) }, run).behavior, 'allow');
    assert.ok(doubtsIn({ [file]: chain(20) }, run).some((text) => text.includes('too closely')));
  });
}
