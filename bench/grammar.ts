// The cold start of the grammar: a fresh process loads it and reads its first line.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { timed, type Row } from './table.ts';

const child = fileURLToPath(new URL('grammar-child.ts', import.meta.url));

export async function grammarStart(): Promise<readonly Row[]> {
  const times = Array.from({ length: 15 }, () =>
    Number(execFileSync(process.execPath, ['--import', 'tsx', child], { encoding: 'utf8' })),
  );
  return [timed('cold start of the grammar', times, '≤ 150 ms')];
}
