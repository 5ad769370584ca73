// The size of the packaged extension.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../test/support/root.ts';
import type { Row } from './table.ts';

export async function packageSize(): Promise<readonly Row[]> {
  for (const script of ['build.mjs', 'package.mjs']) {
    execFileSync(process.execPath, [join(root, 'scripts', script), '--quiet'], { stdio: 'ignore' });
  }
  const { size } = statSync(join(root, 'out', 'portcullis.vsix'));
  return [{ what: 'vsix', n: 1, median: `${(size / 2 ** 20).toFixed(2)} MiB`, p99: '', asked: '≤ 1.5 MB' }];
}
