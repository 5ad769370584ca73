// Opens the simulator, with a call in it where another part, such as a lens above a rule, brings one.
import * as vscode from 'vscode';
import { decodeLensCall } from '../protocol/language.ts';
import type { Panel } from './panel/view.ts';

export async function simulateCall(given: unknown, panel: Pick<Panel, 'reveal'>): Promise<void> {
  const call = decodeLensCall(given);
  if (call !== undefined) await uncover();
  return panel.reveal('simulator', call === undefined ? {} : { tool: call.tool, command: call.input });
}

/**
 * Newer versions of VS Code open the settings in front of the window, and the panel would be behind them. They are closed; of
 * a changed text VS Code asks whether to save it. Moved behind instead, an editor may show what is not saved.
 */
async function uncover(): Promise<void> {
  const close = 'workbench.action.closeModalEditor';
  if ((await vscode.commands.getCommands()).includes(close)) await vscode.commands.executeCommand(close);
}
