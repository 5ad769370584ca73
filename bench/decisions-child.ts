// The process in which decisions are measured: reading, all lines of authority, words. No files but those that the path
// facts look at. Arguments: the folder of the built program, and a corpus or nothing. Prints rows as JSON.
import { readFileSync } from 'node:fs';
import { permissionsWith } from '../src/gate/permissions.ts';
import { commands } from './commands.ts';
import { loadJudge } from './judge.ts';
import { perSecond, timed, type Row } from './table.ts';

const [, , dist = 'dist', file] = process.argv;
void decisions(file).then((rows) => process.stdout.write(JSON.stringify(rows)));

async function decisions(corpus: string | undefined): Promise<readonly Row[]> {
  const lines = corpus === undefined ? commands : commandsIn(corpus);
  const judge = await loadJudge(dist);
  const decide = permissionsWith(judge);
  const context = { agent: 'claude', cwd: '/mnt/project' } as const;
  const times: number[] = [];
  const rates: number[] = [];
  const rounds = corpus === undefined ? 400 : 6;
  // A gate lives for hours: the first round, in which everything is compiled, is left out.
  for (let round = 0; round < rounds; round += 1) {
    const from = performance.now();
    for (const command of lines) {
      const started = performance.now();
      await decide('Bash', { command }, context);
      if (round > 0) times.push(performance.now() - started);
    }
    if (round > 0) rates.push((lines.length * 1000) / (performance.now() - from));
  }
  const name =
    corpus === undefined ? 'decision in process, built-in commands' : 'decision in process, corpus';
  return [
    timed(name, times, 'p50 ≤ 60 µs, p99 ≤ 1 ms'),
    perSecond('decisions a second, one core; slowest round', rates, '≥ 25,000'),
  ];
}

function commandsIn(file: string): readonly string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line) => {
      const row: unknown = JSON.parse(line);
      return typeof row === 'object' && row !== null && 'command' in row && typeof row.command === 'string'
        ? [row.command]
        : [];
    });
}
