// Sessions that are over, of every window and of the command line, as the ledger has them. The file is read again only
// when it has changed.
import { statSync } from 'node:fs';
import { recordingFiles } from '../../gate/recorder/recordings.ts';
import { problemOf } from '../../gate/signal.ts';
import { ledgerFile } from '../../gate/stores/history.ts';
import type { LedgerRow } from '../../gate/stores/ledger.ts';
import { lasting, sessionsIn, stateOf } from '../../gate/stores/look.ts';
import { messageFiles } from '../../gate/stores/messages.ts';
import type { Slices } from '../../protocol/panel.ts';
import { nameOf } from '../agentNames.ts';
import { count } from '../statusText.ts';
import { shown } from '../visible.ts';
import { timeOf } from './journalRows.ts';

export interface PastSessions {
  /** The newest first. */
  slice(): Slices['past'];
  /** The ids of all of them. */
  isOver(): ReadonlySet<string>;
  /** The agent and the beginning of each session that is known, running ones too. */
  names(): ReadonlyMap<string, { readonly name: string; readonly at: number }>;
}

const most = 30;

export function pastSessions(stateDir: string): PastSessions {
  let known: { readonly stamp: string; readonly rows: readonly LedgerRow[]; readonly problem?: string } = { stamp: '', rows: [] };
  const read = () => {
    try {
      const stamp = stampOf(ledgerFile(stateDir));
      if (stamp !== known.stamp) known = { stamp, rows: sessionsIn(stateDir) };
    } catch (error) {
      known = { stamp: '', rows: [], problem: `The list of sessions cannot be read: ${problemOf(error)}` };
    }
    return known;
  };
  return {
    slice() {
      const { rows, problem } = read();
      const over = rows.filter(({ status }) => status === 'over');
      return { list: over.slice(-most).toReversed().map((row) => viewOf(row, stateDir)), total: over.length, ...(problem === undefined ? {} : { problem }) };
    },
    isOver: () => new Set(read().rows.filter(({ status }) => status === 'over').map(({ id }) => id)),
    names: () => new Map(read().rows.map(({ id, agent, start }) => [id, { name: nameOf(agent), at: timeOf(start) }])),
  };
} // prettier-ignore

function viewOf(row: LedgerRow, stateDir: string): Slices['past']['list'][number] {
  const { id, agent, start, seconds, counts, result, cwd, profile } = row;
  const parts = [
    profile === 'handsOff' ? 'hands-off' : profile,
    ...(counts === undefined ? [] : [`${count(counts.calls, 'call')}, ${counts.denied} denied`]),
    ...(seconds === undefined ? [] : [lasting(seconds)]),
  ];
  return {
    id,
    agent: shown(nameOf(agent)),
    state: stateOf(row),
    tone: result === 'failure' || result === 'lost' ? 'warning' : 'dim',
    startedAt: timeOf(start),
    detail: parts.join(' · '),
    folder: shown(cwd),
    denials: counts?.denied ?? 0,
    messages: messageFiles(stateDir, id).length > 0,
    recordings: recordingFiles(stateDir, id).length,
  };
}

/** Before the first session there is no file. */
function stampOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? '' : `${found.size} ${found.mtimeMs}`;
}
