// Streams the journal of this process to the collector that a person named: puts the parts together. The way out itself
// is loaded only here, and only then.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../api.ts';
import { lastEntry } from '../journalEnds.ts';
import { isRunning, journalFiles } from '../journalParts.ts';
import { problemOf } from '../signal.ts';
import { openCursors, type Cursor } from './cursors.ts';
import type { OtlpOptions } from './otlp.ts';
import { startStream, type Stream, type StreamLimits } from './stream.ts';
import { openTail } from './tail.ts';

export interface TelemetryOptions extends OtlpOptions {
  readonly stateDir: string;
  readonly log: Log;
  readonly note: (event: string, details: Readonly<Record<string, unknown>>) => void;
  readonly limits?: Partial<StreamLimits>;
}

export async function streamJournal({ stateDir, log, note, limits = {}, ...otlp }: TelemetryOptions): Promise<Stream> {
  const { openOtlp } = await import('./otlp.ts');
  const folder = join(stateDir, 'journal');
  const failed = (error: unknown): void => log.warn(`How far was sent could not be written down: ${problemOf(error)}`);
  return startStream({
    files: () => ownFiles(folder),
    endOf: (file) => endOf(folder, file),
    tail: openTail(folder),
    cursors: openCursors(join(stateDir, 'telemetry'), otlp.url, failed),
    sender: openOtlp(otlp),
    log,
    note,
    now: Date.now,
    limits,
  });
} // prettier-ignore

/** Those that this process writes: a name has the process's id, and an older process may have had the same. */
function ownFiles(folder: string): readonly string[] {
  try {
    return journalFiles(folder).filter((file) => file.split('-')[1] === String(process.pid) && isRunning(file));
  } catch {
    return [];
  }
} // prettier-ignore

/** This process writes the file, and only between its own steps. */
function endOf(folder: string, file: string): Cursor {
  const path = join(folder, file);
  const last = lastEntry(path);
  return last === undefined ? { file, bytes: 0, n: -1 } : { file, bytes: statSync(path).size, n: last.n };
}
