// Opens the newest journal file in an editor. The file itself stays what it is: append-only, and the gate's.
import path from 'node:path';
import * as vscode from 'vscode';
import { journalFiles } from '../gate/journalParts.ts';

export async function showJournal(folder: string): Promise<void> {
  const newest = filesIn(folder).at(-1);
  if (newest === undefined) {
    void vscode.window.showInformationMessage('The journal is empty: no agent has made a call yet.');
    return;
  }
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path.join(folder, newest)));
  const editor = await vscode.window.showTextDocument(document, { preview: true });
  await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
  const end = new vscode.Position(document.lineCount, 0);
  editor.revealRange(new vscode.Range(end, end));
}

/** Before the first entry there is no folder. */
function filesIn(folder: string): readonly string[] {
  try {
    return journalFiles(folder);
  } catch {
    return [];
  }
}
