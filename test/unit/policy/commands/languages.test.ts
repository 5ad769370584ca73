// The little languages: sed scripts, awk programs, SQL.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAwk } from '../../../../src/policy/commands/awk.ts';
import { readSed } from '../../../../src/policy/commands/sed.ts';
import { readSql, type SqlClass } from '../../../../src/policy/commands/sql.ts';

const harmlessSed = [
  's/a/b/',
  's/a/b/g',
  '1,5p',
  '/x/d',
  '$!N;P;D',
  's|/|,|g;s/[/]/x/',
  '/a/,/b/{p;q}',
  'y/abc/xyz/',
  '1i\\\nhello',
  's/a/\\//gI',
  '10q',
  ':a;N;$!ba;s/\\n/ /g',
  '/foo/!d',
  's/e/w/2',
];
for (const script of harmlessSed) {
  test(`sed ${JSON.stringify(script)} only filters`, () =>
    assert.deepEqual(readSed(script), { understood: true, runs: false, writes: [], reads: [] }));
}
for (const script of ['1e id', 'e', 's/x/id/e', 's/x/id/ge', 's|x|id|mge', '/x/e id']) {
  test(`sed ${JSON.stringify(script)} runs a program`, () => assert.equal(readSed(script).runs, true));
}
for (const script of ['w out', 's/a/b/w out', 's|a|b|gw out', '/x/W out']) {
  test(`sed ${JSON.stringify(script)} writes`, () => assert.deepEqual(readSed(script).writes, ['out']));
}
test('sed reads with r', () => assert.deepEqual(readSed('r .env').reads, ['.env']));
for (const script of ['s/a', 'k', 's/a/b/z', '\\']) {
  test(`sed ${JSON.stringify(script)} is not understood`, () =>
    assert.equal(readSed(script).understood, false));
}

for (const program of [
  '{print $1}',
  '$1 > 5 {print}',
  'BEGIN{FS=","} {s+=$2} END{print s}',
  '/a|b/ {print}',
  '$1 ~ /x>y/',
  '{print $1 "|" $2}',
  'NR>1',
  '{ if ($1 > 2 || $2 < 3) print $0 }',
  '{ print ($1 > $2) }',
  '{print $3/2}',
]) {
  test(`awk ${program} only filters`, () =>
    assert.deepEqual(readAwk(program), {
      understood: true,
      runs: false,
      writes: [],
      reads: [],
      readsEnvironment: false,
    }));
}
for (const program of [
  'BEGIN{system("id")}',
  '{print | "sh"}',
  '{print $1 | "sort"}',
  '/"/ {system("id")} /"/',
  '{ "id" | getline x }',
]) {
  test(`awk ${program} runs a program`, () => assert.equal(readAwk(program).runs, true));
}
test('awk writes with >', () => assert.deepEqual(readAwk('{print > "out"}').writes, ['out']));
test('awk reads with getline', () => {
  const { reads, understood } = readAwk('BEGIN { while ((getline line < "a.txt") > 0) print line }');
  assert.deepEqual({ reads, understood }, { reads: ['a.txt'], understood: true });
});
for (const program of [
  '{print > $1}',
  '{getline x < $1}',
  '{getline x < "a" $1}',
  '@load "x"',
  'BEGIN{ARGV[1]="x"}',
]) {
  test(`awk ${program} is not understood`, () => assert.equal(readAwk(program).understood, false));
}

const sql: readonly (readonly [string, SqlClass])[] = [
  ['SELECT 1', 'read'], ['select * from t where a = \'drop table\'', 'read'], ['DROP TABLE users', 'destroy'], ['drop   table if exists x', 'destroy'], ['SELECT 1; DROP DATABASE x', 'destroy'],
  ['TRUNCATE t', 'destroy'], ['DELETE FROM t', 'destroy'], ['DELETE FROM t WHERE id = 1', 'write'], ['DELETE FROM t WHERE 1=1', 'destroy'], ['UPDATE t SET a = 1', 'destroy'], ['UPDATE t SET a = 1 WHERE b = 2', 'write'],
  ['INSERT INTO t VALUES (1)', 'write'], ['\\dt', 'read'], ['\\! id', 'code'], ['SELECT 1;\n\\! id', 'code'], ["COPY t TO PROGRAM 'id'", 'code'], ['.tables', 'read'], ['.shell id', 'code'], ["ATTACH 'x' AS y", 'code'],
  ['/* hi */ DROP TABLE x', 'destroy'], ['DR/**/OP TABLE x', 'unknown'], ['-- DROP TABLE x\nSELECT 1', 'read'], ['ALTER TABLE t DROP COLUMN c', 'destroy'], ['frobnicate', 'unknown'], ["SELECT writefile('x', 1)", 'code'], ['EXPLAIN SELECT 1', 'read'],
]; // prettier-ignore
for (const [text, kind] of sql)
  test(`SQL ${JSON.stringify(text)} is ${kind}`, () => assert.equal(readSql(text).worst, kind));
