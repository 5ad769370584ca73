// The ledger of sessions: one file of JSON lines for all windows and the command line. A session has a row when it
// starts and a whole one when it ends; the last one counts. A line is one write at the end of the file, so that
// several writers lose nothing.
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Redactor } from '../../policy/knownSecrets.ts';
import type { CallCounts } from '../../policy/session/turns.ts';
import type { TokenCounts } from '../../policy/session/tokens.ts';
import { isRecord, number, text, type Unknown } from '../../protocol/decode.ts';
import { ensureFolder, isMissing } from '../files.ts';
import type { ProcessRef } from '../sessionFiles.ts';
import { decodeTokens, isSessionId } from './promptFiles.ts';
import { appendLine } from './rotating.ts';

/** What started a session: somebody in the editor, the command line, a job, or an address that another program opened. */
export const triggers = ['person', 'commandLine', 'job', 'uri'] as const;
export type Trigger = (typeof triggers)[number];

/** `lost`: the gate was gone before the session ended; nobody saw its end. */
export const results = ['success', 'failure', 'ended', 'stopped', 'lost'] as const;
export type Result = (typeof results)[number];

export interface LedgerRow {
  readonly id: string;
  readonly agent: string;
  readonly profile: string;
  readonly trigger: Trigger;
  readonly cwd: string;
  /** The process of the gate that vets it. */
  readonly owner: ProcessRef;
  /** ISO 8601, UTC. */
  readonly start: string;
  readonly status: 'running' | 'over';
  readonly end?: string;
  readonly seconds?: number;
  readonly exitCode?: number;
  readonly result?: Result;
  readonly turns?: number;
  readonly counts?: CallCounts;
  readonly tokens?: TokenCounts;
  readonly error?: string;
}

/** Throws when the row cannot be written. */
export function appendRow(file: string, row: LedgerRow, secrets: Redactor): void {
  ensureFolder(dirname(file));
  appendLine(
    file,
    Buffer.from(`${JSON.stringify(secrets.value(row, { text: 4_096, items: 50, depth: 4 }))}\n`, 'utf8'),
  );
}

/** One row for each session, in the order in which they started. Lines that are no rows are left out. */
export function readLedger(file: string): readonly LedgerRow[] {
  const rows = new Map<string, LedgerRow>();
  for (const line of linesOf(file)) {
    const row = decodeRow(line);
    if (row === undefined) continue;
    const before = rows.get(row.id);
    // Who saw the end knows better than who only found the gate gone.
    if (before?.status === 'over' && (row.status === 'running' || row.result === 'lost')) continue;
    rows.set(row.id, row);
  }
  return [...rows.values()];
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function decodeRow(line: string): LedgerRow | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (!isRecord(value)) return undefined;
  const [id, agent, profile, cwd, start] = ['id', 'agent', 'profile', 'cwd', 'start'].map((name) =>
    text(value, name),
  );
  const trigger = triggers.find((one) => one === value['trigger']);
  const status = value['status'];
  const owner = decodeOwner(value['owner']);
  if (id === undefined || !isSessionId(id) || agent === undefined || profile === undefined) return undefined;
  if (cwd === undefined || start === undefined || trigger === undefined || owner === undefined)
    return undefined;
  if (status !== 'running' && status !== 'over') return undefined;
  return { id, agent, profile, trigger, cwd, owner, start, status, ...endOf(value) };
}

function endOf(value: Unknown): Partial<LedgerRow> {
  const result = results.find((one) => one === value['result']);
  const counts = decodeCounts(value['counts']);
  const tokens = decodeTokens(value['tokens']);
  const [end, error] = [text(value, 'end'), text(value, 'error')];
  const [seconds, exitCode, turns] = ['seconds', 'exitCode', 'turns'].map((name) => number(value, name));
  return {
    ...(end === undefined ? {} : { end }),
    ...(seconds === undefined ? {} : { seconds }),
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(result === undefined ? {} : { result }),
    ...(turns === undefined ? {} : { turns }),
    ...(counts === undefined ? {} : { counts }),
    ...(tokens === undefined ? {} : { tokens }),
    ...(error === undefined ? {} : { error }),
  };
}

function decodeCounts(value: unknown): CallCounts | undefined {
  if (!isRecord(value)) return undefined;
  const [calls, allowed, asked, denied] = ['calls', 'allowed', 'asked', 'denied'].map((name) =>
    number(value, name),
  );
  if (calls === undefined || allowed === undefined || asked === undefined || denied === undefined)
    return undefined;
  return { calls, allowed, asked, denied };
}

function decodeOwner(value: unknown): ProcessRef | undefined {
  if (!isRecord(value)) return undefined;
  const [pid, start] = [number(value, 'pid'), text(value, 'start')];
  return pid === undefined ? undefined : { pid, ...(start === undefined ? {} : { start }) };
}
