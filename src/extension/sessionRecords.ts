// Sessions of every window and of the command line, and what was refused in each: a list of sessions, a list of the
// denials of one with their reasons, its report, its messages.
import path from 'node:path';
import * as vscode from 'vscode';
import { writeAtomic } from '../gate/files.ts';
import { HumanError } from '../gate/humanError.ts';
import {
  factsOf,
  promptsOf,
  refusedIn,
  reportOf,
  sessionsIn,
  stateOf,
  type RefusedCall,
} from '../gate/stores/look.ts';
import type { LedgerRow } from '../gate/stores/ledger.ts';
import { recordingFiles } from '../gate/recorder/recordings.ts';
import { messageFiles } from '../gate/stores/messages.ts';
import { nameOf } from './agentNames.ts';
import type { Documents } from './documents.ts';
import { localFolders } from './localFolders.ts';
import { count } from './statusText.ts';
import { shortened, visible } from './visible.ts';

export interface RecordParts {
  readonly stateDir: string;
  readonly documents: Documents;
}

export async function showSessions(parts: RecordParts): Promise<void> {
  const row = await pickSession(parts, 'Which session?');
  if (row) await showDenials(parts, row);
}

export async function exportSessionReport(parts: RecordParts): Promise<void> {
  const row = await pickSession(parts, 'The report of which session?');
  if (row) await exportReport(parts, row);
}

/** The newest first. */
async function pickSession({ stateDir }: RecordParts, title: string): Promise<LedgerRow | undefined> {
  const rows = [...sessionsIn(stateDir)].reverse();
  if (rows.length === 0) {
    void vscode.window.showInformationMessage('No session has run yet.');
    return undefined;
  }
  const choice = await vscode.window.showQuickPick(rows.map(sessionItem), {
    title,
    placeHolder: 'Sessions of all windows and of the command line, the newest first',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return choice?.row;
}

function sessionItem(row: LedgerRow): vscode.QuickPickItem & { readonly row: LedgerRow } {
  const { counts } = row;
  const calls = counts === undefined ? '' : ` · ${count(counts.calls, 'call')}, ${counts.denied} denied`;
  return {
    row,
    label: `$(shield) ${nameOf(row.agent)}, ${moment(row.start)}`,
    description: `${stateOf(row)}${calls}`,
    detail: `${visible(row.cwd)} · ${row.id.slice(0, 8)}`,
  };
}

/** What there is of one session besides its denials. */
export async function showRecord(
  parts: RecordParts,
  id: string,
  what: 'report' | 'export' | 'messages' | 'recording',
): Promise<void> {
  const row = sessionsIn(parts.stateDir).find((one) => one.id === id);
  if (row === undefined) throw new HumanError('The ledger has no such session any more.');
  if (what === 'report') return showReport(parts, row);
  if (what === 'export') return exportReport(parts, row);
  const files = what === 'messages' ? messageFiles(parts.stateDir, id).slice(-1) : recordingFiles(parts.stateDir, id);
  if (files.length === 0) throw new HumanError(`The ${what === 'messages' ? 'messages' : 'recording'} of this session are not there any more.`);
  const names = files.map((file, at) => ({ label: `Part ${at + 1}`, description: path.basename(file), file }));
  const chosen = names.length > 1 ? await vscode.window.showQuickPick(names, { title: 'Which part of the recording?' }) : names[0];
  if (chosen !== undefined) await showFile(chosen.file);
} // prettier-ignore

async function showReport({ documents, stateDir }: RecordParts, row: LedgerRow): Promise<void> {
  await documents.show(`Session ${row.id.slice(0, 8)}.md`, reportOf(stateDir, row));
}

interface Row extends vscode.QuickPickItem {
  run?(): Promise<void>;
}

async function showDenials(parts: RecordParts, row: LedgerRow): Promise<void> {
  const refused = refusedIn(parts.stateDir, row.id);
  const messages = messageFiles(parts.stateDir, row.id);
  const rows: Row[] = [
    { label: '$(output) Show report', run: () => showReport(parts, row) },
    { label: '$(export) Export report (Markdown)…', run: () => exportReport(parts, row) },
    ...(messages.length === 0 ? [] : [{ label: '$(comment-discussion) Show messages', run: () => showFile(messages.at(-1) ?? '') }]),
    ...recordingFiles(parts.stateDir, row.id).map((file, at): Row => ({
      label: `$(record) Show recording${at === 0 ? '' : `, part ${at + 1}`}`,
      description: 'asciicast',
      run: () => showFile(file),
    })),
    { label: '$(list-unordered) Show prompts and facts', run: () => parts.documents.show(`Session ${row.id.slice(0, 8)} prompts.md`, promptsText(parts, row)) },
    { label: refused.length === 0 ? 'Nothing was denied' : count(refused.length, 'denial'), kind: vscode.QuickPickItemKind.Separator },
    ...refused.map(denialItem),
  ];
  const choice = await vscode.window.showQuickPick(rows, {
    title: `${nameOf(row.agent)}: what was denied, in order`,
    placeHolder: 'Denials with their reasons',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (choice?.run) await choice.run();
  else if (choice) await showReport(parts, row);
} // prettier-ignore

function denialItem({ time, turn, tool, subject, layer, rule, reason }: RefusedCall): Row {
  const place = turn === undefined ? '' : ` · turn ${turn}`;
  return {
    label: `$(circle-slash) ${shortened(visible(`${tool} ${subject}`), 100)}`,
    description: `${moment(time)} · ${layer}${rule === '' ? '' : ` “${shortened(visible(rule), 60)}”`}${place}`,
    detail: shortened(visible(reason), 300),
  };
}

function promptsText({ stateDir }: RecordParts, row: LedgerRow): string {
  const prompts = promptsOf(stateDir, row)?.prompts;
  const facts = factsOf(row).map(([name, value]) => `- ${name}: ${visible(value)}`);
  const list = prompts?.map((prompt, at) => `${at + 1}. ${visible(prompt)}`) ?? [
    'The file of the session is gone.',
  ];
  return ['# Session', facts.join('\n'), '## Prompts', list.join('\n')].join('\n\n');
}

async function showFile(file: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  await vscode.window.showTextDocument(document, { preview: true });
  await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
}

async function exportReport({ stateDir }: RecordParts, row: LedgerRow): Promise<void> {
  const [folder] = localFolders();
  const name = `session-${row.start.slice(0, 10)}-${row.id.slice(0, 8)}.md`;
  const target = await vscode.window.showSaveDialog({
    title: 'Export the report of the session',
    filters: { Markdown: ['md'] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.file(path.join(folder, name)) }),
  });
  if (!target) return;
  const text = reportOf(stateDir, row);
  if (target.scheme === 'file') writeAtomic(target.fsPath, text);
  else await vscode.workspace.fs.writeFile(target, Buffer.from(text, 'utf8'));
  const open = 'Open';
  const answer = await vscode.window.showInformationMessage(
    `The report is in ${path.basename(target.fsPath)}.`,
    open,
  );
  if (answer === open) await vscode.window.showTextDocument(target);
}

/** As people here write it. */
function moment(time: string): string {
  return new Date(time).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
}
