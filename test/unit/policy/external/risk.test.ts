// The published table: complete, and never milder for what is graver or not known.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { operationKinds } from '../../../../src/policy/external/operation.ts';
import { root } from '../../../support/root.ts';
import { mayBeTrusted, riskOf, risks, riskTable } from '../../../../src/policy/external/risk.ts';

const reversibilities = ['yes', 'partly', 'no', 'unknown'] as const;
const scopes = ['single', 'batch', 'bulk', 'unknown'] as const;
const rank = (...of: Parameters<typeof riskOf>): number => risks.indexOf(riskOf(...of));

test('the table has one row for each kind and reversibility', () => {
  const keys = riskTable.map(({ kind, reversibility }) => `${kind} ${reversibility}`);
  assert.equal(new Set(keys).size, keys.length);
  assert.equal(keys.length, operationKinds.length * 3);
});

test('more things, and less to undo, are never of lower risk', () => {
  for (const kind of operationKinds) {
    for (const scope of scopes) {
      const along = reversibilities.map((reversibility) => rank({ kind, reversibility, scope }));
      assert.deepEqual(
        along,
        [...along].sort((a, b) => a - b),
        `${kind} ${scope}`,
      );
    }
    for (const reversibility of reversibilities) {
      const along = scopes.map((scope) => rank({ kind, reversibility, scope }));
      assert.deepEqual(
        along,
        [...along].sort((a, b) => a - b),
        `${kind} ${reversibility}`,
      );
    }
  }
});

test('what is not known counts as the worst of its column', () => {
  for (const kind of operationKinds) {
    const worst = riskOf({ kind, reversibility: 'no', scope: 'bulk' });
    assert.equal(riskOf({ kind, reversibility: 'unknown', scope: 'unknown' }), worst);
  }
});

test('a message or a publication is never below high', () => {
  for (const kind of ['send', 'publish'] as const) {
    for (const reversibility of reversibilities) {
      assert.ok(rank({ kind, reversibility, scope: 'single' }) >= risks.indexOf('high'));
    }
    assert.equal(mayBeTrusted(kind), false);
  }
});

test('reads are never above medium', () => {
  for (const reversibility of reversibilities)
    for (const scope of scopes)
      assert.ok(rank({ kind: 'read', reversibility, scope }) <= risks.indexOf('medium'));
});

test('the table in the documentation is the table', () => {
  const text = readFileSync(path.join(root, 'docs/trust.md'), 'utf8');
  const rows = text.split('\n').flatMap((line) => {
    const [kind = '', ...cells] = line.split('|').map((cell) => cell.trim()).slice(1, -1);
    return operationKinds.some((one) => one === kind) ? [[kind, ...cells].join(' ')] : [];
  });
  assert.deepEqual(rows, riskTable.map(({ kind, reversibility, single, batch, bulk }) => `${kind} ${reversibility} ${single} ${batch} ${bulk}`));
}); // prettier-ignore
