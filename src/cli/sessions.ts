// `portcullis sessions`: what the records say of the sessions of all windows and of the command line.
import { writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { agents } from '../agents/agents.ts';
import { stateDirFor } from '../gate/stateDir.ts';
import { sessionFiles } from '../gate/sessionFiles.ts';
import {
  factsOf,
  findSession,
  lasting,
  promptsOf,
  refusedIn,
  reportOf,
  sessionsIn,
  stateOf,
} from '../gate/stores/look.ts';
import type { LedgerRow } from '../gate/stores/ledger.ts';
import { readMessages } from '../gate/stores/messages.ts';
import { recordingFiles } from '../gate/recorder/recordings.ts';
import { promptPlaces, removePromptFiles, stalePromptFiles } from '../gate/stores/retention.ts';
import { logTo } from './log.ts';
import { readSettings } from './settings.ts';
import type { Command, Terminal } from './terminal.ts';
import { painter, shortened, table, visible } from './text.ts';
import { CommandError, readArguments } from './usage.ts';

export const sessions: Command = async (args, terminal) => {
  const { values, positionals } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      limit: { type: 'string' },
      out: { type: 'string' },
      days: { type: 'string' },
      settings: { type: 'string' },
      'dry-run': { type: 'boolean' },
    },
  });
  const stateDir = stateDirFor(terminal.env, process.platform, homedir());
  const [action = 'list', id, ...rest] = positionals;
  if (rest.length > 0) throw new CommandError(`what is ${rest.join(' ')}?`);
  const wanted = { stateDir, json: values.json ?? false, terminal };
  switch (action) {
    case 'list':
      return list(wanted, countOf(values.limit ?? '50', '--limit'));
    case 'show':
      return show(wanted, needed(id));
    case 'report':
      return report(wanted, needed(id), values.out);
    case 'prune':
      return prune(wanted, await daysOf(values, terminal), values['dry-run'] ?? false);
    default:
      throw new CommandError('list, show, report or prune?');
  }
};

interface Wanted {
  readonly stateDir: string;
  readonly json: boolean;
  readonly terminal: Terminal;
}

async function list({ stateDir, json, terminal }: Wanted, limit: number): Promise<number> {
  const rows = sessionsIn(stateDir).slice(-limit);
  if (json) await terminal.out(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  else if (rows.length === 0) terminal.error('No session has run yet.');
  else await terminal.out(`${table(rows.map(lineOf(terminal)))}\n`);
  return 0;
}

function lineOf({ colors }: Terminal): (row: LedgerRow) => readonly string[] {
  const paint = painter(colors);
  return (row) => [
    row.id.slice(0, 8),
    paint('dim', row.start.replace('T', ' ').slice(0, 19)),
    nameOf(row),
    row.seconds === undefined ? '' : lasting(row.seconds),
    row.counts === undefined ? '' : `${row.counts.calls} calls, ${row.counts.denied} denied`,
    stateOf(row),
    visible(row.cwd),
  ];
}

async function show({ stateDir, json, terminal }: Wanted, start: string): Promise<number> {
  const row = findSession(stateDir, start);
  const denials = refusedIn(stateDir, row.id);
  const prompts = promptsOf(stateDir, row)?.prompts;
  const messages = readMessages(stateDir, row.id);
  const recordings = recordingFiles(stateDir, row.id);
  if (json) {
    await terminal.out(`${JSON.stringify({ ...row, prompts, denials, messages, recordings })}\n`);
    return 0;
  }
  const paint = painter(terminal.colors);
  const width = Math.max(40, terminal.columns - 12);
  const facts = factsOf(row).map(([name, value]) => [paint('dim', name), visible(value)]);
  const refused = denials.map(({ time, turn, tool, subject, layer, rule, reason }) =>
    [
      `${paint('dim', time.slice(11, 19))} ${paint('red', layer)}${rule === '' ? '' : ` ${visible(rule)}`}${turn === undefined ? '' : paint('dim', ` turn ${turn}`)}`,
      `  ${shortened(visible(`${tool} ${subject}`), width)}`,
      `  ${paint('dim', shortened(visible(reason), width))}`,
    ].join('\n'),
  );
  const said = messages.map(
    ({ time, type, text }) =>
      `${paint('dim', time.slice(11, 19))} ${type}: ${shortened(visible(text), width)}`,
  );
  const parts = [
    `${paint('bold', nameOf(row))}\n${table(facts)}`,
    ...section(paint('bold', 'Messages'), said),
    ...section(paint('bold', 'Recordings'), recordings.map(visible)),
    ...section(paint('bold', `Denials (${denials.length})`), refused),
  ];
  await terminal.out(`${parts.join('\n\n')}\n`);
  return 0;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`${title}\n${lines.join('\n')}`];
}

async function report(
  { stateDir, terminal }: Wanted,
  start: string,
  out: string | undefined,
): Promise<number> {
  const row = findSession(stateDir, start);
  const text = reportOf(stateDir, row);
  if (out === undefined) await terminal.out(text);
  else await writeFile(resolve(terminal.cwd, out), text, { mode: 0o600 });
  return 0;
}

/** Says what it removes before it does. */
async function prune({ stateDir, json, terminal }: Wanted, days: number, dry: boolean): Promise<number> {
  const folders = [terminal.cwd, ...sessionsIn(stateDir).map(({ cwd }) => cwd)];
  const running = new Set(
    sessionFiles(join(stateDir, 'sessions'), logTo(terminal))
      .all()
      .map(({ id }) => id),
  );
  const stale = stalePromptFiles(promptPlaces(stateDir, folders), { days, now: Date.now(), running });
  if (json) await terminal.out(stale.map(({ id, path }) => `${JSON.stringify({ id, path })}\n`).join(''));
  else await terminal.out(stale.map(({ changedAt, path }) => `${new Date(changedAt).toISOString().slice(0, 10)}  ${visible(path)}\n`).join('')); // prettier-ignore
  if (stale.length === 0) terminal.error(days === 0 ? 'Session files are kept for ever.' : `No session file is older than ${days} days.`); // prettier-ignore
  if (dry || stale.length === 0) return 0;
  const { removed, problems } = removePromptFiles(stale);
  for (const problem of problems) terminal.error(problem);
  terminal.error(`${removed.length} of ${stale.length} session files removed.`);
  return problems.length === 0 ? 0 : 1;
}

async function daysOf(
  values: { readonly days?: string | undefined; readonly settings?: string | undefined },
  terminal: Terminal,
): Promise<number> {
  if (values.days !== undefined) return countOf(values.days, '--days');
  return (await readSettings(values.settings, terminal)).retentionDays;
}

function countOf(text: string, name: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1)
    throw new CommandError(`${name} is a whole number from 1 on`);
  return count;
}

function needed(id: string | undefined): string {
  if (id === undefined || id === '') throw new CommandError('which session? Name the beginning of its id');
  return id;
}

function nameOf({ agent }: LedgerRow): string {
  return Object.values(agents).find((one) => one.id === agent)?.name ?? agent;
}
