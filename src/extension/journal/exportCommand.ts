// "Export Journal…": a form, a place, and a file that only its owner may read.
import path from 'node:path';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { exported, textFormats, writeExport, type TextFormat } from '../../gate/journalExport.ts';
import type { JournalEntry } from '../../policy/journal.ts';
import { entriesOf } from './read.ts';

const forms: Readonly<Record<TextFormat, { readonly label: string; readonly detail: string }>> = {
  md: { label: 'Session report (Markdown)', detail: 'Who, when, how many calls, questions, denials in their order, turns, outside systems.' },
  csv: { label: 'Table (CSV)', detail: 'One row an entry, for a spreadsheet; no text can become a formula.' },
  jsonl: { label: 'Entries (JSON lines)', detail: 'As they stand in the journal, with their digests.' },
}; // prettier-ignore

/** Of the entries that are `wanted`; all unless it is given. */
export async function exportJournal(folder: string, wanted?: (entry: JournalEntry) => boolean): Promise<undefined> {
  const form = await vscode.window.showQuickPick(
    textFormats.map((format) => ({ format, ...forms[format] })),
    { title: 'Export the journal', placeHolder: 'Secrets were redacted when it was written' },
  );
  if (!form) return;
  const name = `portcullis-journal-${new Date().toISOString().slice(0, 10)}.${form.format}`;
  const place = await vscode.window.showSaveDialog({
    title: 'Export the journal',
    defaultUri: vscode.Uri.file(path.join(homedir(), name)),
    filters: { [form.label]: [form.format] },
  });
  if (!place) return;
  if (place.scheme !== 'file') {
    void vscode.window.showErrorMessage('The journal can be exported only to a file on this machine.');
    return;
  }
  const pieces = exported(entriesOf(folder), form.format, wanted);
  const progress = {
    location: vscode.ProgressLocation.Notification,
    title: 'Exporting the journal',
    cancellable: true,
  };
  // The dialog has asked before it gave the name of a file that is there.
  const written = await vscode.window.withProgress(progress, (_report, token) =>
    writeExport(place.fsPath, pieces, { force: true, stopped: () => token.isCancellationRequested }),
  );
  if (written === 'stopped') return;
  const open = 'Open';
  if ((await vscode.window.showInformationMessage(`The journal was exported to ${place.fsPath}.`, open)) === open)
    await vscode.window.showTextDocument(place);
} // prettier-ignore
