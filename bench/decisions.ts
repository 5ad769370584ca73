// Decisions in a process of their own.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../test/support/root.ts';
import { bundled } from './bundle.ts';
import type { Row } from './table.ts';

export async function decisions(corpus: string | undefined): Promise<readonly Row[]> {
  const program = await bundled('decisions-child');
  const text = execFileSync(
    process.execPath,
    [program, join(root, 'dist'), ...(corpus === undefined ? [] : [corpus])],
    { encoding: 'utf8' },
  );
  return rowsOf(JSON.parse(text));
}

function rowsOf(value: unknown): readonly Row[] {
  return Array.isArray(value) ? value.filter(isRow) : [];
}

function isRow(value: unknown): value is Row {
  return (
    typeof value === 'object' && value !== null && 'what' in value && 'median' in value && 'p99' in value
  );
}
