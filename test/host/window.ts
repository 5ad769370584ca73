// What several host tests need of the window: the extension's parts, patience, and an answer to a notification.
import * as vscode from 'vscode';
import type { Gate } from '../../src/gate/api.ts';
import type { PublicApi } from '../../src/extension/publicApi.ts';
import type { TestApi } from '../../src/extension/testApi.ts';

export async function extension(): Promise<TestApi & PublicApi> {
  const found = vscode.extensions.getExtension<TestApi & PublicApi>('portcullis.portcullis');
  if (!found) throw new Error('the extension is not there');
  return found.activate();
}

export async function gate(): Promise<Gate> {
  return (await extension()).gate.get();
}

/** The folder that the window has open. */
export function folder(): string {
  const first = vscode.workspace.workspaceFolders?.[0];
  if (!first) throw new Error('no folder is open');
  return first.uri.fsPath;
}

export async function setting(
  key: string,
  value: unknown,
  target = vscode.ConfigurationTarget.Global,
): Promise<void> {
  await vscode.workspace.getConfiguration('portcullis').update(key, value, target);
}

/** Runs a command that shows a list, then chooses the row at `index`, as the keyboard would. */
export async function inList(index: number): Promise<void> {
  for (let at = 0; at < index; at += 1)
    await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
  await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
}
