// The process in which decisions are measured: reading, all lines of authority, words. No files but those that the path
// facts look at. Arguments: the folder of the built program, and a corpus or nothing. Prints rows as JSON.
import { readFileSync } from 'node:fs';
import { claude } from '../src/agents/claude/claude.ts';
import { loadGrammar, loadLanguages } from '../src/gate/grammar.ts';
import { judgeWith } from '../src/gate/judge.ts';
import { permissionsWith } from '../src/gate/permissions.ts';
import { openAgentRules } from '../src/gate/agentRules.ts';
import { policyFrom } from '../src/gate/policyNow.ts';
import { decodeSettings } from '../src/protocol/settings.ts';
import { commands } from './commands.ts';
import { at, timed, type Row } from './table.ts';

const [, , dist = 'dist', file] = process.argv;
void decisions(file).then((rows) => process.stdout.write(JSON.stringify(rows)));

async function decisions(corpus: string | undefined): Promise<readonly Row[]> {
  const lines = corpus === undefined ? commands : commandsIn(corpus);
  const shell = await loadGrammar(dist);
  const languages = loadLanguages(dist);
  await languages.loaded;
  const settings = decodeSettings([
    {
      scope: 'user',
      values: { 'permissions.allow': ['git *', 'npm test'], 'permissions.deny': ['rm -rf *', 'sudo *'] },
    },
  ]);
  const judge = judgeWith({
    agents: { claude },
    policy: policyFrom(
      {
        settings: () => settings,
        workspace: () => ({ roots: ['/mnt/project'], trusted: true }),
        home: '/mnt/home',
      },
      openAgentRules({ env: {}, approved: () => false, once: true }),
    ),
    shell: () => shell,
    languages: () => languages,
    stopped: () => false,
    own: ['/mnt/home/.local/state/portcullis'],
  });
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
  const [slowest = 0, median = 0] = [0, 0.5].map((share) => at([...rates].sort(ascending), share));
  return [
    timed(name, times, 'p50 ≤ 60 µs, p99 ≤ 1 ms'),
    { what: 'decisions a second, one core; slowest round', n: rates.length, median: whole(median), p99: whole(slowest), asked: '≥ 25,000' },
  ]; // prettier-ignore
}

const ascending = (a: number, b: number): number => a - b;
const whole = (value: number): string => Math.round(value).toLocaleString('en');

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
