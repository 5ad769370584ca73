// Decisions in a process of their own, bundled as the program is when it ships: loose modules are slower.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../test/support/root.ts';
import type { Row } from './table.ts';

export async function decisions(corpus: string | undefined): Promise<readonly Row[]> {
  const folder = join(root, 'out', 'bench');
  const outfile = join(folder, 'decisions.cjs');
  mkdirSync(folder, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: ['bench/decisions-child.ts'],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
    mainFields: ['module', 'main'],
    alias: { 'web-tree-sitter': join(root, 'node_modules/web-tree-sitter/web-tree-sitter.cjs') },
  });
  const text = execFileSync(
    process.execPath,
    [outfile, join(root, 'dist'), ...(corpus === undefined ? [] : [corpus])],
    {
      encoding: 'utf8',
    },
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
