// When the person trusts the workspace everything changes without a reload: the person is told
// what the sessions that run may do now, and what starts only with the next launch.
import * as vscode from 'vscode';
import { commands } from './commands.ts';
import type { LazyGate } from './lazyGate.ts';
import { grantedText } from './untrustedTexts.ts';

export function followWorkspaceTrust(gate: LazyGate, onError: (error: unknown) => void): vscode.Disposable {
  return vscode.workspace.onDidGrantWorkspaceTrust(() => {
    const text = grantedText(gate.current()?.sessions.list() ?? []);
    if (text !== undefined) tellGranted(text).catch(onError);
  });
}

async function tellGranted(text: string): Promise<void> {
  const launch = 'Launch Agent…';
  if ((await vscode.window.showInformationMessage(text, launch)) === launch)
    await vscode.commands.executeCommand(commands.launchAgent);
}
