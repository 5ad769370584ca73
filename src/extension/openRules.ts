// Opens the rules: all of them in the settings editor, the one place where a person sees all scopes, or one of them in
// its file.
import path from 'node:path';
import * as vscode from 'vscode';
import type { RuleRef } from '../policy/decision.ts';
import { section, settingKeys } from './settingKeys.ts';

export async function openRules(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', `@id:${section}.permission*`);
}

export async function openServices(): Promise<void> {
  await vscode.commands.executeCommand(
    'workbench.action.openSettings',
    `@id:${section}.${settingKeys.services}`,
  );
}

/** Goes to the line of the rule; without a file, or where the file cannot be opened, to all rules. */
export async function showRule({ file, line }: Pick<RuleRef, 'file' | 'line'>): Promise<void> {
  if (file === undefined || !path.isAbsolute(file)) return openRules();
  try {
    const place = line === undefined ? undefined : new vscode.Range(line - 1, 0, line - 1, 0);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
    await vscode.window.showTextDocument(document, place === undefined ? {} : { selection: place });
  } catch {
    await openRules();
  }
}
