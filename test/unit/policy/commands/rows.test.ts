// The tables as a whole.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { programRows, wrapperRows } from '../../../../src/policy/commands/registry.ts';
import { compile, type Row } from '../../../../src/policy/commands/spec.ts';

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
test('no cluster of flags takes the place of an option with a value', () => {
  const walk = (name: string, { options = '', style, sub = {}, verbs = {} }: Row): readonly string[] => {
    const valued = new Set<string>();
    const lost: string[] = [];
    for (const token of style === 'single' ? [] : options.split(' ')) {
      const letter = /^-([^-]):/u.exec(token)?.[1];
      if (letter !== undefined) valued.add(letter);
      else if (/^-[^-:=]{2,}$/u.test(token))
        lost.push(
          ...token
            .slice(1)
            .split('')
            .filter((flag) => valued.has(flag))
            .map((flag) => `${name} -${flag}`),
        );
    }
    return [
      ...lost,
      ...Object.entries({ ...sub, ...verbs }).flatMap(([inner, row]) => walk(`${name} ${inner}`, row)),
    ];
  };
  assert.deepEqual(
    [...programRows, ...wrapperRows].flatMap((row) => walk(row.names, row)),
    [],
  );
});
test('every row follows the format', () => {
  for (const row of [...programRows, ...wrapperRows]) assert.doesNotThrow(() => compile(row), row.names);
});
