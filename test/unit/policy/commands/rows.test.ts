// The tables as a whole.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { programRows, wrapperRows } from '../../../../src/policy/commands/registry.ts';
import { compile } from '../../../../src/policy/commands/spec.ts';

test('no two rows name the same program', () => {
  for (const rows of [programRows, wrapperRows]) {
    const names = rows.flatMap((row) => row.names.split(' '));
    assert.deepEqual(
      names.filter((name, at) => names.indexOf(name) !== at),
      [],
    );
  }
});
test('every row has a source', () => {
  assert.deepEqual(
    [...programRows, ...wrapperRows].filter(({ source }) => source === '').map(({ names }) => names),
    [],
  );
});
test('every row follows the format', () => {
  for (const row of [...programRows, ...wrapperRows]) assert.doesNotThrow(() => compile(row), row.names);
});
