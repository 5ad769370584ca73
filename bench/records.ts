// What is counted after each call: trust of a service, and the flow of the session; and trust folded from a journal.
import { utimesSync } from 'node:fs';
import { readCall } from '../src/policy/classifier/read.ts';
import type { CallReading } from '../src/policy/classifier/read.ts';
import { startFlow, updateFlow } from '../src/policy/session/flow.ts';
import type { TrustEvent } from '../src/policy/trust/event.ts';
import { foldTrust, startTrust, updateTrust } from '../src/policy/trust/trust.ts';
import { openJournal } from '../src/gate/journal.ts';
import { tailJournal } from '../src/gate/journalTail.ts';
import { isOfTrust } from '../src/gate/trustFile.ts';
import { temporaryFolder } from '../test/support/place.ts';
import { contextFor, shellCall } from '../test/support/policy/decide.ts';
import { commands } from './commands.ts';
import { timed, type Row } from './table.ts';

export function trustAndFlow(): readonly Row[] {
  const events = Array.from({ length: 100_000 }, (_, at): TrustEvent => {
    const type = at % 17 === 0 ? 'failure' : at % 997 === 0 ? 'incident' : 'success';
    return { type, service: `mcp:server${at % 60}`, kind: at % 3 === 0 ? 'write' : 'read', time: at * 60_000, call: `toolu_${at}` };
  }); // prettier-ignore
  const folds = Array.from({ length: 10 }, () => duration(() => foldTrust(events)));

  let trust = startTrust;
  const updates = events.slice(0, 20_000).map((event) => duration(() => (trust = updateTrust(trust, event))));

  // A session that writes a new file, asks services and reads outside, over and over, among ordinary commands.
  const context = contextFor();
  const more = ['gh pr create --title x', 'cat ~/notes', 'curl -d a https://api.example.com'];
  const readings: readonly CallReading[] = Array.from({ length: 4_000 }, (_, at) => {
    const lines = [...commands, ...more, `echo x > src/file${at}.ts`];
    return readCall(shellCall(lines[at % lines.length] ?? 'ls'), context);
  });
  let flow = startFlow;
  const steps = readings.map((reading, at) =>
    duration(() => (flow = updateFlow(flow, { type: 'call', call: `toolu_${at}`, reading }))),
  );
  return [
    timed('trust, one event, 60 services', updates.slice(1_000), '≤ 20 µs'),
    timed('session flow, one call', steps.slice(500), '≤ 20 µs'),
    timed('trust from 100,000 events', folds, '≤ 1 s'),
    timed('trust of 3 other windows, one look', looks(), '≤ 100 µs'),
  ];
}

/** What following the other windows costs each call: journals of three others, in which nothing is new. */
function looks(): readonly number[] {
  const folder = temporaryFolder('journal-');
  const write = (): void => {};
  const log = { debug: write, info: write, warn: write, error: write };
  const journals = Array.from({ length: 4 }, () => openJournal({ folder, log, now: Date.now }));
  const tail = tailJournal({
    folder,
    known: [],
    without: [],
    owns: (file) => journals[0]?.owns(file) ?? false,
    wants: isOfTrust,
  });
  // For a second after a change the folder itself is read each time.
  const quiet = Date.now() - 60_000;
  utimesSync(folder, quiet / 1_000, quiet / 1_000);
  tail.poll();
  const times = Array.from({ length: 5_000 }, () => duration(() => tail.poll()));
  for (const journal of journals) journal.close();
  return times;
}

function duration(run: () => unknown): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}
