// The folders of the window that lie on this machine's disk.
import * as vscode from 'vscode';

export function localFolders(): readonly string[] {
  const open = vscode.workspace.workspaceFolders ?? [];
  return open.filter((folder) => folder.uri.scheme === 'file').map((folder) => folder.uri.fsPath);
}
