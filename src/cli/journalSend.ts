// `portcullis journal export --format otlp`: sends the entries that fit the filter to the collector that the person names.
import { setTimeout as pause } from 'node:timers/promises';
import { HumanError } from '../gate/humanError.ts';
import type { Sender, SendResult } from '../gate/telemetry/sender.ts';
import { matching, type JournalFilter } from '../policy/export/filter.ts';
import type { JournalEntry } from '../policy/journal.ts';
import { readEndpoint } from '../gate/telemetry/endpoint.ts';
import type { Terminal } from './terminal.ts';
import { visible } from './text.ts';
import { CommandError } from './usage.ts';

export interface Patience {
  /** Milliseconds before each further try of a batch. */
  readonly pauses: readonly number[];
  /** Milliseconds for one try. */
  readonly timeout: number;
}

const patience: Patience = { pauses: [1_000, 2_000, 4_000, 8_000], timeout: 10_000 };
const batch = 256;

/** Naming the collector on the command line is the consent; headers come from `OTEL_EXPORTER_OTLP_HEADERS`. */
export async function sendTo(
  entries: Iterable<JournalEntry>,
  filter: JournalFilter,
  { endpoint, out }: { readonly endpoint: string | undefined; readonly out: string | undefined },
  terminal: Terminal,
  { pauses, timeout }: Patience = patience,
): Promise<number> {
  if (endpoint === undefined) throw new CommandError('--format otlp needs the --endpoint of a collector');
  if (out !== undefined) throw new CommandError('--out does not go with --format otlp');
  const read = readEndpoint(endpoint);
  if (!read.ok) throw new CommandError(`--endpoint ${JSON.stringify(endpoint)}: ${read.problem}`);
  if (read.warning !== undefined) terminal.error(read.warning);
  const { openOtlp } = await import('../gate/telemetry/otlp.ts');
  const sender = openOtlp({ url: read.url, version: '', timeout });
  let [sent, refused] = [0, 0];
  try {
    for (const some of batches(entries, matching(filter))) {
      const result = await send(sender, some, pauses);
      if (result.type === 'failed') throw new HumanError(`The collector cannot be reached (${visible(result.problem)}); ${sent} entries were sent before.`);
      if (result.type === 'sent') sent += some.length;
      else {
        refused += some.length;
        terminal.error(`The collector refused ${some.length} entries: ${visible(result.problem)}`);
      }
    }
  } finally {
    await sender.close();
  }
  await terminal.out(`${sent} entries were sent to ${read.url}.\n`);
  return refused === 0 ? 0 : 1;
} // prettier-ignore

async function send(sender: Sender, some: readonly JournalEntry[], pauses: readonly number[]): Promise<SendResult> {
  let result = await sender.send(some);
  for (const wait of pauses) {
    if (result.type !== 'failed') return result;
    await pause(wait);
    result = await sender.send(some);
  }
  return result;
} // prettier-ignore

function* batches(entries: Iterable<JournalEntry>, wanted: (entry: JournalEntry) => boolean): Generator<readonly JournalEntry[]> {
  let some: JournalEntry[] = [];
  for (const entry of entries) {
    if (!wanted(entry)) continue;
    some.push(entry);
    if (some.length < batch) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
} // prettier-ignore
