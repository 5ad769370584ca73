// `portcullis journal`: verifies, shows, counts and exports what the gates have written.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { JournalEntry } from '../policy/journal.ts';
import { readEntries, verifyJournal } from '../gate/journalFiles.ts';
import { stateDirFor } from '../gate/stateDir.ts';
import { countRules } from './journalRules.ts';
import type { Command, Terminal } from './terminal.ts';
import { painter, shortened, table, visible, type Paint } from './text.ts';
import { CommandError, readArguments } from './usage.ts';

export const journal: Command = async (args, terminal) => {
  const { values, positionals } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      session: { type: 'string' },
      behavior: { type: 'string' },
      event: { type: 'string' },
      limit: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  const folder = join(stateDirFor(terminal.env, process.platform, homedir()), 'journal');
  const [action, ...rest] = positionals;
  if (rest.length > 0) throw new CommandError(`what is ${rest.join(' ')}?`);
  if (action !== 'verify' && action !== 'show' && action !== 'rules' && action !== 'export')
    throw new CommandError('verify, show, rules or export?');
  if (!existsSync(folder)) {
    terminal.error(`There is no journal yet: ${folder}`);
    return 0;
  }
  if (action === 'verify') return verify(folder, values.json ?? false, terminal);
  const entries = readEntries(folder);
  if (action === 'export') {
    for (const entry of entries) await terminal.out(`${JSON.stringify(entry)}\n`);
    return 0;
  }
  if (action === 'rules') return countRules(entries.filter(matching(values)), values.json ?? false, terminal);
  const limit = readLimit(values.limit);
  const chosen = entries.filter(matching(values)).slice(-limit);
  await terminal.out(
    values.json
      ? chosen.map((entry) => `${JSON.stringify(entry)}\n`).join('')
      : `${table(chosen.map(rowOf(painter(terminal.colors), terminal.columns)))}\n`,
  );
  return 0;
};

async function verify(folder: string, json: boolean, terminal: Terminal): Promise<number> {
  const paint = painter(terminal.colors);
  const report = verifyJournal(folder);
  const { files, entries, problems, notes } = report;
  const ok = problems.length === 0;
  if (json) {
    await terminal.out(`${JSON.stringify({ ok, ...report })}\n`);
    return ok ? 0 : 1;
  }
  const found = problems.map(
    ({ file, line, problem }) => `  ${file}${line ? `, line ${line}` : ''}: ${problem}`,
  );
  const head = ok
    ? paint('green', `The journal is whole: ${entries} entries in ${files} files.`)
    : paint('red', `The journal is broken in ${problems.length} of ${files} files.`);
  await terminal.out(`${[head, ...found, ...notes.map((note) => paint('dim', `  ${note}`))].join('\n')}\n`);
  return ok ? 0 : 1;
}

function matching(wanted: {
  readonly session?: string | undefined;
  readonly behavior?: string | undefined;
  readonly event?: string | undefined;
}): (entry: JournalEntry) => boolean {
  const { session, behavior, event } = wanted;
  return (entry) =>
    (session === undefined || String(entry['session']).startsWith(session)) &&
    (behavior === undefined || entry['behavior'] === behavior) &&
    (event === undefined || entry.event === event);
}

function readLimit(text: string | undefined): number {
  const limit = Number(text ?? '50');
  if (!Number.isSafeInteger(limit) || limit < 1) throw new CommandError('--limit is a number of entries');
  return limit;
}

const colors = { allow: 'green', ask: 'yellow', deny: 'red' } as const;

function rowOf(paint: Paint, columns: number): (entry: JournalEntry) => readonly string[] {
  return (entry) => {
    const behavior = entry['behavior'];
    const shown = behavior === 'allow' || behavior === 'ask' || behavior === 'deny' ? behavior : undefined;
    return [
      paint('dim', entry.time.replace('T', ' ').slice(0, 19)),
      field(entry, 'session').slice(0, 8),
      entry.event,
      shown === undefined ? '' : paint(colors[shown], shown),
      field(entry, 'layer'),
      shortened(visible(summaryOf(entry)), Math.max(30, columns - 60)),
    ];
  };
}

function summaryOf(entry: JournalEntry): string {
  const words = [
    field(entry, 'tool'),
    field(entry, 'subject'),
    field(entry, 'reason'),
    field(entry, 'problem'),
    field(entry, 'by'),
  ];
  return words.filter((word) => word !== '').join(' · ');
}

function field(entry: JournalEntry, name: string): string {
  const value = entry[name];
  return typeof value === 'string' ? value : '';
}
