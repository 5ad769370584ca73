// The reader of strace's output, and the comparison: they see what happened, and complain when an effect is missing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analysis } from '../../src/policy/effects.ts';
import { decide } from '../support/policy/decide.ts';
import { shellReader } from '../support/policy/shell.ts';
import { missing } from './compare.ts';
import { sandboxHome, sandboxWorkspace, traceAll } from './sandbox.ts';
import { readTrace } from './trace.ts';

const reader = await shellReader();

test('a trace says what was written, removed, changed, renamed and started, in which folder', async () => {
  const script =
    'echo x > new; (cd dir && rm e.txt && touch t); mv a.txt z.txt; chmod 600 b.txt; mkdir d2; cat c.csv; ln -s x y';
  const happened = readTrace((await traceAll([script]))[0] ?? '', sandboxWorkspace);
  const here = (paths: Iterable<string>): string[] =>
    [...paths]
      .filter((path) => path.startsWith(sandboxWorkspace))
      .map((path) => path.slice(sandboxWorkspace.length + 1))
      .sort();
  assert.deepEqual(here(happened.written), ['d2', 'dir/t', 'new', 'y', 'z.txt']);
  assert.deepEqual(here(happened.deleted), ['a.txt', 'dir/e.txt']);
  assert.deepEqual(here(happened.attributes), ['b.txt']);
  assert.deepEqual(happened.executed.map((path) => path.split('/').at(-1)).slice(1), [
    'rm',
    'touch',
    'mv',
    'chmod',
    'mkdir',
    'cat',
    'ln',
  ]);
});

const doings: readonly [script: string, complaint: RegExp][] = [
  ['touch new', /it wrote \/home\/dev\/project\/new/],
  ['rm a.txt', /it removed \/home\/dev\/project\/a\.txt/],
  ['chmod 600 a.txt', /it changed the attributes of .*a\.txt/],
  ['mv a.txt b.txt', /it removed .*a\.txt/],
  ['cd dir && echo > e.txt', /it wrote .*dir\/e\.txt/],
];
for (const [script, complaint] of doings)
  test(`an analysis that says nothing of it is caught: ${script}`, async () => {
    const happened = readTrace((await traceAll([script]))[0] ?? '', sandboxWorkspace);
    const reading = reader.read(script, { home: sandboxHome, cwd: sandboxWorkspace });
    assert.match(missing(analysis([]), reading, happened).join(), complaint);
    assert.deepEqual(missing(decide(script).analysis, reading, happened), []);
  });

test('a program that no segment names is caught', async () => {
  const happened = readTrace((await traceAll(['touch new']))[0] ?? '', sandboxWorkspace);
  const other = reader.read('cat new', { home: sandboxHome, cwd: sandboxWorkspace });
  assert.match(missing(decide('cat new').analysis, other, happened).join(), /it ran touch/);
});
