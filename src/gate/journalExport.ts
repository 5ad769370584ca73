// The journal as one text in another form, entry by entry, and into a file that only its owner may read.
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { csvHeader, csvRow } from '../policy/export/csv.ts';
import { entryLine } from '../policy/export/line.ts';
import { report, startReports } from '../policy/export/report.ts';
import { reportText } from '../policy/export/reportText.ts';
import type { JournalEntry } from '../policy/journal.ts';
import { codeOf, writeAll } from './files.ts';
import { HumanError } from './humanError.ts';

/** Forms of a text; `md` is a report on sessions. */
export const textFormats = ['jsonl', 'csv', 'md'] as const;
export type TextFormat = (typeof textFormats)[number];

/**
 * The pieces of the text, in order; empty ones come where nothing is to be said for a while, so that whoever writes can
 * give way. What was read is let go, but for what a report needs of it.
 */
export function* exported(
  entries: Iterable<JournalEntry>,
  format: TextFormat,
  wanted: (entry: JournalEntry) => boolean = () => true,
): Generator<string> {
  const reports = startReports();
  let read = 0;
  if (format === 'csv') yield csvHeader;
  for (const entry of entries) {
    read += 1;
    if (read % 1_000 === 0) yield '';
    if (!wanted(entry)) continue;
    if (format === 'md') report(reports, entry);
    else yield format === 'csv' ? csvRow(entry) : `${entryLine(entry)}\n`;
  }
  if (format === 'md') yield reportText(reports);
}

export interface Written {
  readonly pieces: number;
  readonly bytes: number;
}

/**
 * Writes a new file of mode 0600. An existing one, be it a link, is replaced only when `force` says so, and then at once
 * and as a whole. Throws a HumanError when the file is there already. Gives way to others between pieces.
 */
export async function writeExport(
  file: string,
  pieces: Iterable<string>,
  { force = false, stopped = () => false }: { readonly force?: boolean; readonly stopped?: () => boolean } = {},
): Promise<Written | 'stopped'> {
  const target = force ? join(dirname(file), `.${basename(file)}.${randomBytes(8).toString('hex')}.tmp`) : file;
  const handle = create(target);
  let written: Written | 'stopped' = 'stopped';
  try {
    written = await fill(handle, pieces, stopped);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
    if (written === 'stopped') rmSync(target, { force: true });
  }
  if (force && written !== 'stopped') renameSync(target, file);
  return written;
} // prettier-ignore

function create(file: string): number {
  try {
    return openSync(file, 'wx', 0o600);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw new HumanError(`${file} is there already, and is not overwritten.`);
    throw error;
  }
}

const chunk = 262_144;

async function fill(
  handle: number,
  pieces: Iterable<string>,
  stopped: () => boolean,
): Promise<Written | 'stopped'> {
  let waiting = '';
  let count = 0;
  let bytes = 0;
  const flush = (): void => {
    const buffer = Buffer.from(waiting, 'utf8');
    writeAll(handle, buffer);
    bytes += buffer.length;
    waiting = '';
  };
  for (const piece of pieces) {
    waiting += piece;
    if (piece !== '') count += 1;
    if (waiting.length >= chunk) flush();
    else if (piece !== '') continue;
    await new Promise((resolve) => setImmediate(resolve));
    if (stopped()) return 'stopped';
  }
  flush();
  return { pieces: count, bytes };
}
