// The tables of cmdlets, methods and Windows programs as a whole.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compile } from '../../../../src/policy/commands/spec.ts';
import { compileCmdlet } from '../../../../src/policy/powershell/cmdlet.ts';
import { cmdletRows, slashRows } from '../../../../src/policy/powershell/registry.ts';

test('every cmdlet follows the format', () => {
  for (const row of cmdletRows)
    for (const name of row.names.split(' ')) assert.doesNotThrow(() => compileCmdlet(name, row), name);
});
test('every program of Windows follows the format', () => {
  for (const row of slashRows) assert.doesNotThrow(() => compile(row), row.names);
});
test('no two rows name the same command', () => {
  for (const rows of [cmdletRows, slashRows]) {
    const names = rows.flatMap((row) => row.names.toLowerCase().split(' '));
    assert.deepEqual(
      names.filter((name, at) => names.indexOf(name) !== at),
      [],
    );
  }
});
test('every row has a source', () => {
  assert.deepEqual(
    [...cmdletRows, ...slashRows].filter(({ source }) => source === '').map(({ names }) => names),
    [],
  );
});
test('a parameter is found by its name in any case, by an alias, and by a beginning that means only it', () => {
  const row = { names: 'X', source: '-', options: '-Recurse -Force -Filter:text -LiteralPath:text', aliases: 'LP=LiteralPath' };
  const cmdlet = compileCmdlet('X', row);
  const name = (given: string): string | number => {
    const found = cmdlet.parameter(given);
    return 'name' in found ? found.name : found.length;
  };
  assert.deepEqual(['Recurse', 'RECURSE', 'r', 'fo', 'lp', 'f', 'zz', ''].map(name), ['-Recurse', '-Recurse', '-Recurse', '-Force', '-LiteralPath', 2, 0, 0]);
}); // prettier-ignore
