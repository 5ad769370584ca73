// The journal in the panel: its list, single entries, export and verifying.
import * as vscode from 'vscode';
import { HumanError } from '../../gate/humanError.ts';
import { indexFields, indexJournal, type JournalIndex } from '../../gate/journalIndex.ts';
import { entryFits, type IndexFilter, type IndexRow } from '../../gate/journalRows.ts';
import type { JournalEntry } from '../../policy/journal.ts';
import type { Intent, JournalFilter, JournalPlace, News, Slices } from '../../protocol/panel.ts';
import { nameOf } from '../agentNames.ts';
import { exportJournal } from '../journal/exportCommand.ts';
import { goToBreak, reportWords, verified, type Report } from '../journal/verify.ts';
import { visible } from '../visible.ts';
import { decisionWords, eventWord } from './eventWords.ts';
import { journalRow } from './journalRows.ts';
import { layerTitle } from './lineWords.ts';
import type { PastSessions } from './pastSessions.ts';
import { traceOf } from './trace.ts';

export type JournalIntent = Extract<
  Intent,
  { type: 'journal' | 'trace' | 'decision' | 'exportJournal' | 'verifyJournal' | 'openBreak' }
>;

export interface JournalPart {
  readonly index: JournalIndex;
  slice(): Slices['journal'];
  /** Reads what is new of it. */
  refresh(): Promise<void>;
  act(intent: JournalIntent): Promise<void>;
}

export interface JournalParts {
  readonly folder: string;
  readonly programDir: string;
  readonly past: Pick<PastSessions, 'names'>;
  readonly post: (news: News) => void;
  readonly changed: () => void;
  /** Reads what is new, and lets all know that show something of it. */
  readonly readOn: () => Promise<void>;
  readonly now: () => number;
}

/** Choices of one field in the filter. */
const mostChoices = 40;

export function journalPart({ folder, programDir, past, post, changed, readOn, now }: JournalParts): JournalPart {
  const index = indexJournal(folder, changed);
  /** What is there was not read yet. */
  let reading = true;
  let checked: { readonly report: Report; readonly at: number } | undefined;
  let verifying = false;

  const show = (entry: JournalEntry | undefined, row: JournalPlace, filter: JournalFilter | undefined): void => {
    if (entry === undefined) throw new HumanError('This entry is not in the journal any more.');
    const { newer, older } = index.beside(row, filter ?? decisions);
    const beside = { ...(newer === undefined ? {} : { newer: placeOf(newer) }), ...(older === undefined ? {} : { older: placeOf(older) }) };
    post({ type: 'trace', trace: traceOf(entry), beside, ...(filter === undefined ? {} : { filter }) });
  };
  const verify = async (): Promise<void> => {
    if (verifying) return;
    verifying = true;
    changed();
    try {
      const report = await verified({ folder, programDir }, new vscode.CancellationTokenSource().token);
      if (report !== undefined) checked = { report, at: now() };
    } finally {
      verifying = false;
      changed();
    }
  };
  return {
    index,
    slice() {
      const verdict = checked === undefined ? undefined : verdictOf(checked.report, checked.at);
      return {
        entries: index.entries,
        reading,
        verifying,
        ...(index.problem === undefined ? {} : { problem: visible(index.problem) }),
        ...(verdict === undefined ? {} : { verified: verdict }),
        choices: choicesOf(index, past),
      };
    },
    refresh: () => index.refresh().finally(() => (reading = false)),
    async act(intent) {
      switch (intent.type) {
        case 'journal': {
          const { request, filter, offset, limit, zone } = intent;
          await readOn();
          const { total, rows } = index.page(filter, offset, limit);
          const days = index.days(filter, zone).map(({ day, at }) => ({ day, at }));
          return post({ type: 'journal', request, total, offset, rows: rows.map(journalRow), days });
        }
        case 'trace':
          return show(index.entry(intent), intent, intent.filter);
        case 'decision': {
          await readOn();
          const row = index.decision(intent.id);
          if (row === undefined) throw new HumanError('This decision is not in the journal any more.');
          return show(index.entry(row), row, undefined);
        }
        case 'exportJournal':
          return exportJournal(folder, entryFits(intent.filter));
        case 'verifyJournal':
          return verify();
        case 'openBreak':
          if (checked !== undefined) await goToBreak(folder, checked.report);
      }
    },
  };
} // prettier-ignore

const decisions: IndexFilter = { event: 'decision' };

function placeOf({ file, at, bytes }: IndexRow): JournalPlace {
  return { file, at, bytes };
}

function verdictOf(report: Report, at: number): Slices['journal']['verified'] {
  const broken = report.problems.length > 0;
  return { at, text: visible(reportWords(report)), tone: broken ? 'danger' : 'ok', broken };
}

function choicesOf(index: JournalIndex, past: Pick<PastSessions, 'names'>): Slices['journal']['choices'] {
  const names = past.names();
  return indexFields.map((field) => ({
    field,
    options: index.values(field).slice(0, mostChoices).map((id) => {
      const session = field === 'session' ? names.get(id) : undefined;
      const name = { agent: nameOf, event: (one: string) => eventWord(one).says, layer: layerTitle, behavior: behaviorName, session: sessionName, tool: plain, service: plain }[field];
      return { id, name: visible(name(id)), ...(session === undefined ? {} : { name: visible(`${session.name} · ${sessionName(id)}`), at: session.at }) };
    }),
  }));
} // prettier-ignore

function behaviorName(id: string): string {
  return id === 'allow' || id === 'ask' || id === 'deny' ? decisionWords[id].says : id;
}

function sessionName(id: string): string {
  return id.slice(0, 8);
}

function plain(id: string): string {
  return id;
}
