// Looks a session up in all records: the ledger, its own file, its messages, its entries in the journal. For the
// command line and for commands of the editor; the sessions of every window and of every time are found.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ruleOf, textOf } from '../../policy/export/fields.ts';
import { report, startReports, type Reports } from '../../policy/export/report.ts';
import { reportText } from '../../policy/export/reportText.ts';
import { HumanError } from '../humanError.ts';
import { eachEntry } from '../journalFiles.ts';
import { ledgerFile } from './history.ts';
import { readLedger, type LedgerRow } from './ledger.ts';
import { readPromptFile, type PromptFile } from './promptFiles.ts';
import { promptPlaces } from './retention.ts';

/** In the order in which they started. */
export function sessionsIn(stateDir: string): readonly LedgerRow[] {
  return readLedger(ledgerFile(stateDir));
}

/** The session whose id begins with these letters. Throws a HumanError when there is none, or more than one. */
export function findSession(stateDir: string, start: string): LedgerRow {
  const found = sessionsIn(stateDir).filter(({ id }) => id.startsWith(start.toLowerCase()));
  const [row, second] = start === '' ? [] : found;
  if (row === undefined) throw new HumanError(`There is no session ${start}.`);
  if (second !== undefined)
    throw new HumanError(`${found.length} sessions begin with ${start}: name more of the id.`);
  return row;
}

/** What the journal says of the session. */
function reportsOf(stateDir: string, session: string): Reports {
  const reports = startReports();
  const folder = join(stateDir, 'journal');
  if (!existsSync(folder)) return reports;
  for (const entry of eachEntry(folder)) if (entry['session'] === session) report(reports, entry);
  return reports;
}

/** Undefined when it is gone, as after the time for which such files are kept. Throws for a damaged one. */
export function promptsOf(stateDir: string, { id, cwd }: LedgerRow): PromptFile | undefined {
  for (const place of promptPlaces(stateDir, [cwd])) {
    const file = readPromptFile(place, id);
    if (file) return file;
  }
  return undefined;
}

/** Markdown: what the ledger knows, denials with their reasons, turns, and what else happened. */
export function reportOf(stateDir: string, row: LedgerRow): string {
  return reportText(reportsOf(stateDir, row.id), factsOf(row));
}

/** A call that did not run. */
export interface RefusedCall {
  /** ISO 8601, UTC. */
  readonly time: string;
  /** The number of its turn; undefined while that one runs. */
  readonly turn: number | undefined;
  readonly tool: string;
  readonly subject: string;
  readonly layer: string;
  /** The rule's text, or the id of the floor's rule; empty where none spoke. */
  readonly rule: string;
  readonly reason: string;
}

/** What was refused in the session, in the order in which it fell. */
export function refusedIn(stateDir: string, session: string): readonly RefusedCall[] {
  const found = reportsOf(stateDir, session).sessions.get(session);
  return (found?.denied.list ?? []).map(({ time, id, entry }) => ({
    time,
    turn: found?.turnOf.get(id),
    tool: textOf(entry, 'tool'),
    subject: textOf(entry, 'subject'),
    layer: textOf(entry, 'layer'),
    rule: ruleOf(entry).text || textOf(entry, 'floor'),
    reason: textOf(entry, 'reason'),
  }));
}

/** What the ledger knows of a session, in words. */
export function factsOf(row: LedgerRow): readonly (readonly [name: string, value: string])[] {
  const { counts, tokens } = row;
  const all: readonly (readonly [name: string, value: string | undefined])[] = [
    ['Id', row.id],
    ['Folder', row.cwd],
    ['Profile', row.profile === 'handsOff' ? 'hands-off' : row.profile],
    ['Started by', triggerNames[row.trigger]],
    ['Began', row.start],
    ['Ended', row.end],
    ['Lasted', row.seconds === undefined ? undefined : lasting(row.seconds)],
    ['State', stateOf(row)],
    ['Error', row.error],
    ['Turns', row.turns === undefined ? undefined : String(row.turns)],
    ['Calls', counts && `${counts.calls}: ${counts.allowed} allowed, ${counts.denied} denied, ${counts.asked} asked about`],
    ['Tokens', tokens && `${tokens.input} in, ${tokens.output} out, ${tokens.cacheRead} read from and ${tokens.cacheWrite} written to the cache`],
  ]; // prettier-ignore
  return all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

const triggerNames = {
  person: 'a person in the editor',
  commandLine: 'the command line',
  job: 'a job',
  uri: 'an address that was opened',
} as const;

const resultNames = {
  success: 'ended well',
  failure: 'ended with a failure',
  ended: 'was ended',
  stopped: 'was stopped',
  lost: 'was lost: its window was gone before it ended',
} as const;

/** In a few words. */
export function stateOf({ status, result, exitCode }: LedgerRow): string {
  if (status === 'running' || result === undefined) return 'runs';
  return exitCode === undefined ? resultNames[result] : `${resultNames[result]}, exit code ${exitCode}`;
}

export function lasting(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return [hours > 0 ? `${hours} h` : '', hours + minutes > 0 ? `${minutes} min` : '', `${rest} s`].filter((part) => part !== '').join(' '); // prettier-ignore
}
