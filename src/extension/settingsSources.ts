// What each scope of VS Code's settings says, as it was written: `get` would hide where a value comes from.
import * as vscode from 'vscode';
import type { SettingsSource } from '../protocol/settings.ts';
import { section, settingKeys, type SettingKey } from './settingKeys.ts';
import type { WorkspaceApprovals } from './workspaceApprovals.ts';

export function readSources(approvals: WorkspaceApprovals): readonly SettingsSource[] {
  const { workspaceFile, workspaceFolders = [], isTrusted } = vscode.workspace;
  const unapproved = new Set(approvals.unapproved().map((list) => list.source));
  const approved = (source: vscode.Uri | undefined): boolean =>
    isTrusted && source !== undefined && !unapproved.has(source.toString());
  const sources: SettingsSource[] = [{ scope: 'user', values: valuesOf('globalValue') }];
  const whole = workspaceFile ?? workspaceFolders[0]?.uri;
  if (whole)
    sources.push({
      scope: 'workspace',
      file: workspaceFile ? vscode.workspace.asRelativePath(workspaceFile) : '.vscode/settings.json',
      approved: approved(whole),
      values: valuesOf('workspaceValue'),
    });
  for (const folder of workspaceFile ? workspaceFolders : [])
    sources.push({
      scope: 'folder',
      file: `${folder.name}/.vscode/settings.json`,
      approved: approved(folder.uri),
      values: valuesOf('workspaceFolderValue', folder.uri),
    });
  return sources;
}

type Level = 'globalValue' | 'workspaceValue' | 'workspaceFolderValue';

function valuesOf(level: Level, folder?: vscode.Uri): Readonly<Record<string, unknown>> {
  const settings = vscode.workspace.getConfiguration(section, folder);
  const values: Record<string, unknown> = {};
  for (const key of Object.values(settingKeys)) {
    const value = settings.inspect<unknown>(key)?.[level];
    if (value !== undefined && decides(key)) values[`${section}.${key}`] = value;
  }
  return values;
}

/** Where a program lies is not for the gate to know. */
function decides(key: SettingKey): boolean {
  return key !== settingKeys.claudePath;
}
