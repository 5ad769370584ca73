// Opens the rules in the settings editor, the one place where a person sees all scopes.
import * as vscode from 'vscode';
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
