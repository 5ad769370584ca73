// What each scope of VS Code's settings says, as it was written: `get` would hide where a value comes from.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { RuleLines, SettingsSource } from '../protocol/settingScopes.ts';
import { readSettingsText } from '../protocol/settingsText.ts';
import { section, settingKeys, type SettingKey } from './settingKeys.ts';
import type { WorkspaceApprovals } from './workspaceApprovals.ts';

/** `userFile` is the file of user settings, where it lies on this machine. */
export function readSources(approvals: WorkspaceApprovals, userFile?: string): readonly SettingsSource[] {
  const { workspaceFile, workspaceFolders = [], isTrusted } = vscode.workspace;
  const unapproved = new Set(approvals.unapproved().map((list) => list.source));
  const approved = (source: vscode.Uri | undefined): boolean =>
    isTrusted && source !== undefined && !unapproved.has(source.toString());
  const sources: SettingsSource[] = [
    { scope: 'user', ...placeOf(userFile), values: valuesOf('globalValue') },
  ];
  const whole = workspaceFile ?? workspaceFolders[0]?.uri;
  if (whole)
    sources.push({
      scope: 'workspace',
      ...placeOf(fileOf(whole)),
      approved: approved(whole),
      values: valuesOf('workspaceValue'),
    });
  for (const folder of workspaceFile ? workspaceFolders : [])
    sources.push({
      scope: 'folder',
      ...placeOf(fileOf(folder.uri)),
      ...(folder.uri.scheme === 'file' ? { base: folder.uri.fsPath } : {}),
      approved: approved(folder.uri),
      values: valuesOf('workspaceFolderValue', folder.uri),
    });
  return sources;
}

/** The workspace file itself, or the settings file of a folder; undefined where it is not on this machine's disk. */
export function fileOf(uri: vscode.Uri): string | undefined {
  if (uri.scheme !== 'file') return undefined;
  return uri.fsPath.endsWith('.code-workspace')
    ? uri.fsPath
    : path.join(uri.fsPath, '.vscode', 'settings.json');
}

/** VS Code tells values without their lines. A file that cannot be read costs the lines alone. */
function placeOf(file: string | undefined): { readonly file?: string; readonly lines?: RuleLines } {
  if (file === undefined) return {};
  try {
    return { file, lines: readSettingsText(readFileSync(file, 'utf8')).lines };
  } catch {
    return { file };
  }
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

/** Where a program lies, how the window treats the journal, and how editors look is not for the gate to know. */
const ofTheWindow: ReadonlySet<SettingKey> = new Set([
  settingKeys.claudePath,
  settingKeys.reminderDays,
  settingKeys.otlpEndpoint,
  settingKeys.ruleLenses,
]);

function decides(key: SettingKey): boolean {
  return !ofTheWindow.has(key);
}
