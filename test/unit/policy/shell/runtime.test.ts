// The grammars' work has an end, whatever the text, and what was stopped leaves nothing behind. Without the meter some of
// these texts take minutes, between two calls of the runtime's own callback.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import type { Grammar } from '../../../../src/policy/code/languages.ts';
import { loadShellParser } from '../../../../src/policy/shell/load.ts';
import { metered } from '../../../../src/policy/shell/meter.ts';
import { startedRuntime, withOneBound } from '../../../../src/policy/shell/runtime.ts';
import { decide } from '../../../support/policy/decide.ts';
import { languageParsers, shellWasm } from '../../../support/policy/shell.ts';

const wasm = await shellWasm();
const bash = await loadShellParser(wasm);
const languages = await languageParsers();

const busy: readonly [Grammar, string, string][] = [
  ['python', '+from ', 'print(1)'],
  ['typescript', '=let new keyof ', 'const a: string = `${1}`;'],
  ['javascript', '??in\')', 'console.log(1)'],
  ['ruby', 'A\n==', 'puts 1'],
  ['php', '<?php ${', '<?php echo 1;'],
]; // prettier-ignore

for (const [language, piece, honest] of busy) {
  test(`${language} that keeps the grammar busy is given up, and honest code is read as before`, () => {
    const parse = languages.parser(language);
    assert.ok(parse !== undefined);
    const line = 'if true; then ls -l "$HOME"; fi';
    const before = [parse(honest), bash(line)];
    assert.equal(before[0]?.error, false);
    for (let i = 0; i < 3; i++) {
      assert.equal(parse(piece.repeat(24_000 / piece.length)), undefined);
      assert.deepEqual([parse(honest), bash(line)], before);
    }
  });
}

const repeated = [':$', '\\;$aa()declare', 'function$a)', '$((else@', '${a', '${${', '<', '<<', '$[', 'a)', ')$a', '<<a\n$(']; // prettier-ignore

for (const piece of repeated) {
  test(`a line of ${JSON.stringify(piece)} is asked about, the same each time`, () => {
    const line = piece.repeat(65_000 / piece.length);
    const first = decide(line);
    assert.equal(first.behavior, 'ask');
    assert.ok(first.analysis.doubts.some(({ code }) => code === 'cap'), JSON.stringify(first.analysis.doubts));
    decide('git status && ls -l "$HOME"/*.ts');
    assert.deepEqual(decide(line), first);
  });
} // prettier-ignore

test('the code inside one line shares one bound, however it is cut', () => {
  const inner = '${a'.repeat(150);
  assert.notEqual(bash(inner), undefined, 'alone it is read');
  const { behavior, analysis } = decide(Array.from({ length: 60 }, () => `bash -c '${inner}'`).join('\n'));
  assert.equal(behavior, 'ask');
  assert.ok(analysis.doubts.some(({ text }) => text.includes('gave up')));
  assert.equal(decide('git status').behavior, 'allow');
});

test('a bound holds for what is inside it alone', () => {
  const inner = '${a'.repeat(150);
  const read = withOneBound(() => Array.from({ length: 60 }, () => bash(inner)));
  assert.notEqual(read[0], undefined);
  assert.equal(read.at(-1), undefined);
  assert.ok(Array.from({ length: 60 }, () => bash(inner)).every((one) => one !== undefined));
});

test('what is stopped while another grammar is being loaded spoils neither', async () => {
  const resolve = createRequire(import.meta.url).resolve;
  const bytes = await readFile(resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter-java.wasm'));
  const python = languages.parser('python');
  assert.ok(python !== undefined);
  const runtime = await startedRuntime();
  const loading = runtime.language(bytes);
  assert.equal(python('+from '.repeat(4000)), undefined);
  assert.equal(python('print(1)')?.error, false);
  const java = await loading;
  assert.equal(python('+from '.repeat(4000)), undefined);
  assert.equal(python('print(1)')?.error, false);
  assert.equal(
    java.parse('class A { int b = 1; }', ({ rootNode }) => rootNode.hasError),
    false,
  );
  const broken = Uint8Array.from(bytes).fill(0, 1000);
  await assert.rejects(runtime.language(broken));
  assert.equal(python('+from '.repeat(4000)), undefined);
  assert.equal(
    java.parse('class A { int b = 1; }', ({ rootNode }) => rootNode.hasError),
    false,
  );
  assert.equal(await runtime.language(bytes), java, 'it is not loaded again');
});

test('a module that holds what is not known is refused', () => {
  const { runtime } = wasm;
  assert.throws(() => metered(runtime, 'no_such_function'));
  assert.throws(() => metered(runtime.subarray(0, runtime.length / 2), 'ts_parser_parse_wasm'));
  assert.throws(() => metered(new Uint8Array(16), 'ts_parser_parse_wasm'));
  assert.ok(WebAssembly.validate(Uint8Array.from(metered(runtime, 'ts_parser_parse_wasm'))));
});
