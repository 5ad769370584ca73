// The journal: what four processes append at once, how fast it is verified, and trust folded from it at a start.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openJournal } from '../src/gate/journal.ts';
import { verifyJournal } from '../src/gate/journalFiles.ts';
import { loadTrust } from '../src/gate/trustFile.ts';
import { trustRecord } from '../src/policy/trust/event.ts';
import { makePlace, type Place } from '../test/support/place.ts';
import { root } from '../test/support/root.ts';
import { bundled } from './bundle.ts';
import { perSecond, timed, type Row } from './table.ts';

const processes = 4;

export async function journal(): Promise<readonly Row[]> {
  const program = await bundled('journal-child');
  const place = makePlace();
  try {
    const rates = await runs(program, place, 'ready', 10_000);
    const built = await runs(program, place, 'built', 2_500);
    const folder = place.path('ready-0');
    const verified = Array.from({ length: 7 }, () => {
      const started = performance.now();
      const { entries, problems } = verifyJournal(folder);
      if (problems.length > 0) throw new Error('the journal is broken');
      return (entries * 1000) / (performance.now() - started);
    });
    return [
      perSecond('journal entries a second, four processes', rates, '≥ 20,000'),
      perSecond('the same, each built and redacted first', built, ''),
      perSecond('journal lines a second, verified', verified, '≥ 200,000'),
      timed('trust from 100,000 journal lines', trustTimes(folder, place), '≤ 1 s'),
    ];
  } finally {
    place.remove();
  }
}

async function runs(program: string, place: Place, how: string, count: number): Promise<readonly number[]> {
  const rates: number[] = [];
  for (let run = 0; run < 5; run += 1)
    rates.push(await appended(program, place.path(`${how}-${run}`), how, count));
  return rates;
}

/** Entries a second, from the word to begin until the last one has closed its file. */
async function appended(program: string, folder: string, how: string, count: number): Promise<number> {
  const children = Array.from({ length: processes }, () =>
    spawn(process.execPath, [program, join(root, 'dist'), folder, String(count), how]),
  );
  const ended = children.map(
    (child) => new Promise((resolve, reject) => child.once('close', resolve).once('error', reject)),
  );
  await Promise.all(children.map((child) => said(child, 'ready')));
  const started = performance.now();
  for (const child of children) child.stdin.write('begin\n');
  await Promise.all(children.map((child) => said(child, 'done')));
  const took = performance.now() - started;
  await Promise.all(ended);
  const { entries, problems } = verifyJournal(folder);
  if (problems.length > 0 || entries < processes * count) throw new Error('entries are lost');
  return (processes * count * 1000) / took;
}

function said(child: ChildProcessWithoutNullStreams, word: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => reject(new Error(text)));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes(word)) resolve();
    });
  });
}

/** The decisions that were appended, and beside them events of trust: 100,000 lines in all. */
function trustTimes(decisions: string, place: Place): readonly number[] {
  const state = place.path('state');
  mkdirSync(state);
  cpSync(decisions, join(state, 'journal'), { recursive: true });
  const silent = (): void => undefined;
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  const writer = openJournal({ folder: join(state, 'journal'), log, now: Date.now });
  for (let lines = verifyJournal(join(state, 'journal')).entries + 1; lines < 100_000; lines += 1) {
    writer.append(
      trustRecord({
        type: lines % 17 === 0 ? 'failure' : 'success',
        kind: lines % 3 === 0 ? 'write' : 'read',
        service: `mcp:server${lines % 60}`,
        time: Date.now(),
        call: `toolu_${lines}`,
      }),
    );
  }
  writer.close();
  return Array.from({ length: 5 }, () => {
    const started = performance.now();
    const { lost } = loadTrust(state, log);
    const took = performance.now() - started;
    if (lost !== undefined) throw new Error('the journal is broken');
    rmSync(join(state, 'trust.json'));
    return took;
  });
}
