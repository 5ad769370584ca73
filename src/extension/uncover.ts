// Newer versions of VS Code open the settings in front of the window, and the panel would be behind them.
import * as vscode from 'vscode';

/**
 * They are closed; of a changed text VS Code asks whether to save it. `kept` moves them into the window instead, with what is
 * not saved.
 */
export async function uncover(how: 'closed' | 'kept' = 'closed'): Promise<void> {
  const command =
    how === 'closed' ? 'workbench.action.closeModalEditor' : 'workbench.action.moveModalEditorToMain';
  if ((await vscode.commands.getCommands()).includes(command)) await vscode.commands.executeCommand(command);
}
