// Newer versions of VS Code open the settings in front of the window, and the panel would be behind them.
import * as vscode from 'vscode';

/**
 * They are closed; of a changed text VS Code asks whether to save it. Moved behind instead, an editor may show what is not
 * saved.
 */
export async function uncover(): Promise<void> {
  const close = 'workbench.action.closeModalEditor';
  if ((await vscode.commands.getCommands()).includes(close)) await vscode.commands.executeCommand(close);
}
