// The journal as CSV: a header that is a promise, and cells that are texts whatever an agent wrote.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { csvCell, csvHeader, csvRow } from '../../../../src/policy/export/csv.ts';
import { root } from '../../../support/root.ts';
import { entry } from './entries.ts';

test('the header stands as documented', () => {
  const documented = readFileSync(path.join(root, 'docs/journal.md'), 'utf8').split('\n').find((line) => line.trim().startsWith('time,session,'));
  assert.equal(csvHeader, `${documented?.trim()}\r\n`);
}); // prettier-ignore

const cells: readonly (readonly [string, string])[] = [
  ['plain', '"plain"'],
  ['say "so", please', '"say ""so"", please"'],
  ['a\nb\r\nc', '"a⏎b⏎c"'],
  ['=1+1', `"'=1+1"`],
  ['+cmd', `"'+cmd"`],
  ['-2', `"'-2"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', `"'⇥=1"`],
  ['\r=1', `"'⏎=1"`],
  [' \u00A0=1', `" ⟨U+00A0⟩=1"`],
  ['  =1', `"'  =1"`],
  [`'=1`, `"''=1"`],
  ['"=1', `"'""=1"`],
  ['＝1+1', `"'＝1+1"`],
  ['|calc', `"'|calc"`],
  ['%0A=1', `"'%0A=1"`],
  ['git log --oneline', '"git log --oneline"'],
];
for (const [text, cell] of cells)
  test(`${JSON.stringify(text)} becomes ${cell}`, () => assert.equal(csvCell(text), cell));

test('a row has a cell for each column, also where fields are missing or are something else', () => {
  const columns = csvHeader.trim().split(',').length;
  for (const fields of [{}, { tool: 7, rule: 'x', segments: 'none', operations: [1, null] }]) {
    const row = csvRow(entry('note', fields));
    assert.equal(parse(row).length, columns);
  }
});

test('a decision is told in columns, everything else has its other fields as JSON', () => {
  const names = csvHeader.trim().split(',');
  const cellsOf = (row: string): Record<string, string> =>
    Object.fromEntries(parse(row).map((cell, at) => [names[at] ?? '', cell]));
  const decision = cellsOf(csvRow(entry('decision', { tool: 'Bash', subject: 'rm "a"', behavior: 'deny', rule: { text: 'rm *', scope: 'user', file: '/s.json', line: 7 }, segments: [{ effects: [{ kind: 'delete.workspace' }, { kind: 'net.send' }] }], operations: [{ service: 'cli:gh' }], verdicts: [{ line: 'floor', behavior: 'none' }, { line: 'mode', behavior: 'ask' }], milliseconds: 1.5 }))); // prettier-ignore
  assert.deepEqual(
    [decision['subject'], decision['rule'], decision['rule_line'], decision['effects'], decision['services'], decision['verdicts'], decision['milliseconds'], decision['details']],
    ['rm "a"', 'rm *', '7', 'delete.workspace net.send', 'cli:gh', 'floor:none mode:ask', '1.5', ''],
  ); // prettier-ignore
  const other = cellsOf(csvRow(entry('mode', { from: 'default', to: 'plan' })));
  assert.equal(other['details'], '{"from":"default","to":"plan"}');
});

/** The cells of one row, by the book. */
function parse(row: string): readonly string[] {
  assert.ok(row.endsWith('\r\n'));
  return Array.from(row.slice(0, -2).matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/gu), ([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  ); // prettier-ignore
}
