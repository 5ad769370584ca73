// What the panel does on the host's side while a person types: a simulated call, and a journal of 100,000 entries that is
// read and filtered.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulatedView } from '../src/extension/panel/simulate.ts';
import { indexJournal } from '../src/gate/journalIndex.ts';
import { openJournal } from '../src/gate/journal.ts';
import { checked } from '../src/policy/check.ts';
import { speaking } from '../src/policy/rules/speaking.ts';
import { contextFor, shellCall } from '../test/support/policy/decide.ts';
import { root } from '../test/support/root.ts';
import { commands } from './commands.ts';
import { timed, type Row } from './table.ts';

const entries = 100_000;

export async function panel(): Promise<readonly Row[]> {
  const context = contextFor();
  const simulated = Array.from({ length: 4_000 }, (_, at) => {
    const call = shellCall(commands[at % commands.length] ?? 'ls');
    return duration(() => {
      const { decision, reading } = checked(call, context);
      return simulatedView({ decision, reading, speaking: () => speaking(reading, context) }, '/');
    });
  });
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-bench-'));
  try {
    const quiet = () => undefined;
    const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
    let time = 0;
    const journal = openJournal({ folder, log, now: () => (time += 1_000) });
    for (let n = 0; n < entries; n += 1) {
      const subject = `${commands[n % commands.length] ?? 'ls'} # ${n}`;
      journal.append({ event: 'decision', id: String(n), session: `s-${n % 40}`, agent: 'claude', tool: 'Bash', subject, input: { command: subject }, behavior: n % 9 === 0 ? 'deny' : 'allow', layer: 'safe', reason: 'It only reads.' }); // prettier-ignore
    }
    journal.close();
    const index = indexJournal(folder);
    const started = performance.now();
    await index.refresh();
    const read = performance.now() - started;
    const filtered = Array.from({ length: 60 }, (_, at) =>
      duration(() => index.page({ text: `git ${at}`, behavior: 'allow' }, 0, 100)),
    );
    const scrolled = Array.from({ length: 200 }, (_, at) => duration(() => index.page({}, at * 450, 100)));
    return [
      timed('simulated call, host side', simulated.slice(500), '≤ 20 ms'),
      timed('journal of 100,000 entries, read for the panel', [read], 'not asked'),
      timed('the same, filtered by a text', filtered, '≤ 200 ms'),
      timed('the same, one page as one scrolls', scrolled.slice(5), '≤ 50 ms'),
      size(),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function size(): Row {
  const { size: bytes } = statSync(join(root, 'dist', 'panel', 'panel.js'));
  return { what: 'script of the panel, minified', n: 1, median: `${Math.round(bytes / 1024)} KB`, p99: '', asked: '≤ 250 KB' }; // prettier-ignore
}

function duration(run: () => unknown): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}
