// Reminds the person of the journal now and then: one message that sums up what happened since the last one, and the way
// to look. It comes at most once in the interval, on one window, and not at all when nothing happened.
import * as vscode from 'vscode';
import { noSummary, summarised, summaryWords } from '../../policy/export/summary.ts';
import { commands } from '../commands.ts';
import { section, settingKeys } from '../settingKeys.ts';
import { visible } from '../visible.ts';
import { dueAt, reminderDays } from './due.ts';
import { eachOf } from './read.ts';

const key = 'journal.reminded';
/** Milliseconds between two looks at the clock, and from the start to the first one: starting up is no moment to read. */
const looks = { every: 3_600_000, first: 60_000 };

export interface ReminderParts {
  readonly folder: string;
  readonly memory: vscode.Memento;
  readonly now: () => number;
  /** Takes the failures of what nobody waits for. */
  readonly onError: (error: unknown) => void;
}

export function remindOfJournal(parts: ReminderParts): vscode.Disposable {
  const look = (): void => void remindIfDue(parts).catch(parts.onError);
  const first = setTimeout(look, looks.first).unref();
  const timer = setInterval(look, looks.every).unref();
  return {
    dispose() {
      clearTimeout(first);
      clearInterval(timer);
    },
  };
}

/** True when a message was shown. */
export async function remindIfDue({ folder, memory, now }: ReminderParts): Promise<boolean> {
  const days = reminderDays(
    vscode.workspace.getConfiguration(section).inspect(settingKeys.reminderDays)?.globalValue,
  );
  const due = dueAt(memory.get(key), days, now());
  if (due.since === undefined) {
    if (due.begin) await memory.update(key, now());
    return false;
  }
  // Before the reading and the message, so that no other window says the same.
  await memory.update(key, now());
  const since = new Date(due.since).toISOString();
  let summary = noSummary;
  await eachOf(folder, (entry) => {
    if (entry.time >= since) summary = summarised(summary, entry);
  });
  const words = summaryWords(summary);
  if (words === undefined) return false;
  void offer(`Since ${since.slice(0, 10)}: ${visible(words)}`);
  return true;
}

async function offer(text: string): Promise<void> {
  const [open, report] = ['Open Journal', 'Export Report…'];
  const choice = await vscode.window.showInformationMessage(text, open, report);
  if (choice === open) await vscode.commands.executeCommand(commands.showJournal);
  if (choice === report) await vscode.commands.executeCommand(commands.exportJournal);
}
