// `portcullis journal`: verifies, shows, counts and exports what the gates have written.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { matching } from '../policy/export/filter.ts';
import type { JournalEntry } from '../policy/journal.ts';
import { eachEntry, verifyJournal } from '../gate/journalFiles.ts';
import type { JournalProblem } from '../gate/journalScan.ts';
import { stateDirFor } from '../gate/stateDir.ts';
import { exportTo } from './journalExport.ts';
import { filterOptions, readFilter } from './journalFilter.ts';
import { sendTo } from './journalSend.ts';
import { countRules } from './journalRules.ts';
import { show } from './journalShow.ts';
import type { Command, Terminal } from './terminal.ts';
import { painter } from './text.ts';
import { CommandError, readArguments } from './usage.ts';

export const journal: Command = async (args, terminal) => {
  const { values, positionals } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      ...filterOptions,
      limit: { type: 'string' },
      json: { type: 'boolean' },
      format: { type: 'string' },
      out: { type: 'string' },
      force: { type: 'boolean' },
      endpoint: { type: 'string' },
    },
  });
  const { json = false, limit, format, out, force = false, endpoint } = values;
  const filter = readFilter(values);
  const folder = join(stateDirFor(terminal.env, process.platform, homedir()), 'journal');
  const [action, ...rest] = positionals;
  if (rest.length > 0) throw new CommandError(`what is ${rest.join(' ')}?`);
  if (action !== 'verify' && action !== 'show' && action !== 'rules' && action !== 'export')
    throw new CommandError('verify, show, rules or export?');
  if (!existsSync(folder)) {
    terminal.error(`There is no journal yet: ${folder}`);
    return 0;
  }
  switch (action) {
    case 'verify':
      return verify(folder, json, terminal);
    case 'show':
      return show(entriesIn(folder, terminal), filter, { limit, json }, terminal);
    case 'rules':
      return countRules(entriesIn(folder, terminal), matching(filter), json, terminal);
    case 'export':
      if (format === 'otlp') return sendTo(entriesIn(folder, terminal), filter, { endpoint, out }, terminal);
      if (endpoint !== undefined) throw new CommandError('--endpoint goes with --format otlp');
      return exportTo(entriesIn(folder, terminal), filter, { format, out, force }, terminal);
  }
};

/** All entries, one at a time. Whoever reads a damaged journal is told so. */
function entriesIn(folder: string, terminal: Terminal): Iterable<JournalEntry> {
  return eachEntry(folder, (problem) =>
    terminal.error(`The journal is broken; this may not be all that was written: ${placeOf(problem)}`),
  );
}

async function verify(folder: string, json: boolean, terminal: Terminal): Promise<number> {
  const paint = painter(terminal.colors);
  const report = verifyJournal(folder, { progress: progressOn(terminal) });
  const { files, archived, entries, problems, notes } = report;
  const ok = problems.length === 0;
  if (json) {
    await terminal.out(`${JSON.stringify({ ok, ...report })}\n`);
    return ok ? 0 : 1;
  }
  const found = problems.map((one) => `  ${placeOf(one)}`);
  const head = ok
    ? paint(
        'green',
        `The journal is whole: ${entries} entries in ${files} files, ${archived} of them archived.`,
      )
    : paint('red', `The journal is broken in ${problems.length} of ${files} files.`);
  await terminal.out(`${[head, ...found, ...notes.map((note) => paint('dim', `  ${note}`))].join('\n')}\n`);
  return ok ? 0 : 1;
}

/** Milliseconds after which it is worth saying how far it is. */
const patience = 500;

function progressOn({ status }: Terminal): (done: number, of: number, entries: number) => void {
  const started = performance.now();
  return (done, of, entries) => {
    if (performance.now() - started < patience) return;
    status?.(done === of ? '' : `${done} of ${of} files, ${entries.toLocaleString('en')} entries`);
  };
}

function placeOf({ file, line, problem }: JournalProblem): string {
  return `${file}${line === undefined ? '' : `, line ${line}`}: ${problem}`;
}
