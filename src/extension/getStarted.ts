// The walkthrough: the first steps with the gate, as VS Code shows them.
import * as vscode from 'vscode';

export async function getStarted(extension: string): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extension}#start`, false);
}
