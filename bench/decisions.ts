// One decision in process: reading, all lines of authority, words. No files but those that the path facts look at.
import { readFileSync } from 'node:fs';
import { claude } from '../src/agents/claude/claude.ts';
import { loadGrammar } from '../src/gate/grammar.ts';
import { judgeWith } from '../src/gate/judge.ts';
import { permissionsWith } from '../src/gate/permissions.ts';
import { policyFrom } from '../src/gate/policyNow.ts';
import { decodeSettings } from '../src/protocol/settings.ts';
import { root } from '../test/support/root.ts';
import { commands } from './commands.ts';
import { timed, type Row } from './table.ts';

export async function decisions(corpus: string | undefined): Promise<readonly Row[]> {
  const lines = corpus === undefined ? commands : commandsIn(corpus);
  const shell = await loadGrammar(`${root}/dist`);
  const settings = decodeSettings([
    {
      scope: 'user',
      values: { 'permissions.allow': ['git *', 'npm test'], 'permissions.deny': ['rm -rf *', 'sudo *'] },
    },
  ]);
  const judge = judgeWith({
    agents: { claude },
    policy: policyFrom({
      settings: () => settings,
      workspace: () => ({ roots: ['/mnt/project'], trusted: true }),
      home: '/mnt/home',
    }),
    shell: () => shell,
    stopped: () => false,
    own: ['/mnt/home/.local/state/portcullis'],
  });
  const decide = permissionsWith(judge);
  const context = { agent: 'claude', cwd: '/mnt/project' } as const;
  const times: number[] = [];
  const rounds = corpus === undefined ? 60 : 3;
  for (let round = 0; round < rounds; round += 1) {
    for (const command of lines) {
      const started = performance.now();
      await decide('Bash', { command }, context);
      if (round > 0) times.push(performance.now() - started);
    }
  }
  const name =
    corpus === undefined ? 'decision in process, built-in commands' : 'decision in process, corpus';
  return [timed(name, times, 'p50 ≤ 150 µs, p99 ≤ 2 ms')];
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
