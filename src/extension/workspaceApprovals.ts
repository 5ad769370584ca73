// What a workspace brings along that loosens counts only after the person approved exactly this: its allow rules and
// its mode, since any mode may be weaker than the person's own. The approval is a digest, kept on this machine outside of the workspace.
// Invariant: whatever the decoder of settings lets an approved workspace loosen is part of the digest.
import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { allowTexts, projectFiles } from '../gate/agentRules.ts';
import { localFolders } from './localFolders.ts';
import { section, settingKeys, type SettingKey } from './settingKeys.ts';

/** One settings file of the workspace with what it would loosen. */
export interface WorkspaceList {
  /** The address of the workspace file or folder. */
  readonly source: string;
  /** What the person calls the file. */
  readonly name: string;
  readonly rules: readonly string[];
  /** Modes that it sets, under either name of the setting. */
  readonly modes: readonly string[];
  /** It is a settings file of an agent, which the gate reads and never writes. */
  readonly ofAgent?: true;
}

export interface WorkspaceApprovals {
  lists(): readonly WorkspaceList[];
  approved(list: WorkspaceList): boolean;
  /** The lists that do not count yet. */
  unapproved(): readonly WorkspaceList[];
  approve(lists: readonly WorkspaceList[]): Promise<void>;
  /** For the gate: do exactly these allow rules of an agent's file count here? */
  readonly agentRulesApproved: (file: string, rules: readonly string[]) => boolean;
  readonly changed: vscode.Event<void>;
}

export function openWorkspaceApprovals(memory: vscode.Memento): WorkspaceApprovals {
  const changed = new vscode.EventEmitter<void>();
  const approved = (list: WorkspaceList): boolean => memory.get<string>(keyOf(list)) === digestOf(list);
  const approve = async (lists: readonly WorkspaceList[]): Promise<void> => {
    for (const list of lists) await memory.update(keyOf(list), digestOf(list));
    changed.fire();
  };
  return {
    lists: workspaceLists,
    approved,
    unapproved: () => workspaceLists().filter((list) => !approved(list)),
    approve,
    agentRulesApproved: (file, rules) => vscode.workspace.isTrusted && approved(agentList(file, rules)),
    changed: changed.event,
  };
}

/** Every settings file of the workspace that would loosen anything, the workspace's own first. */
function workspaceLists(): readonly WorkspaceList[] {
  const { workspaceFile, workspaceFolders = [] } = vscode.workspace;
  const whole = workspaceFile ?? workspaceFolders[0]?.uri;
  const lists: WorkspaceList[] = [];
  if (whole) {
    const name = workspaceFile ? vscode.workspace.asRelativePath(workspaceFile) : '.vscode/settings.json';
    lists.push({ source: whole.toString(), name, ...contentOf('workspaceValue') });
  }
  for (const { uri, name } of workspaceFile ? workspaceFolders : [])
    lists.push({
      source: uri.toString(),
      name: `${name}/.vscode/settings.json`,
      ...contentOf('workspaceFolderValue', uri),
    });
  return [...lists, ...agentLists()].filter(({ rules, modes }) => rules.length > 0 || modes.length > 0);
}

/** Allow rules of the agents' own files, where the person lets such rules count at all. */
function agentLists(): readonly WorkspaceList[] {
  const choice = vscode.workspace.getConfiguration(section).inspect<unknown>(settingKeys.readAgentRules);
  if (choice?.globalValue !== 'all') return [];
  const files = localFolders().flatMap((folder) => projectFiles(folder, homedir()));
  return [...new Set(files)].map((file) => agentList(file, allowTexts(file)));
}

function agentList(file: string, rules: readonly string[]): WorkspaceList {
  const uri = vscode.Uri.file(file);
  return { source: uri.toString(), name: vscode.workspace.asRelativePath(uri), rules, modes: [], ofAgent: true };
} // prettier-ignore

function contentOf(
  level: 'workspaceValue' | 'workspaceFolderValue',
  folder?: vscode.Uri,
): Pick<WorkspaceList, 'rules' | 'modes'> {
  const settings = vscode.workspace.getConfiguration(section, folder);
  const value = (key: SettingKey): unknown => settings.inspect<unknown>(key)?.[level];
  const modes = [value(settingKeys.permissionMode), value(settingKeys.defaultMode)];
  return { rules: texts(value(settingKeys.allow)), modes: texts(modes) };
}

/** What is not a string cannot be a rule and is reported elsewhere. */
function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** The order of rules means nothing, so it does not change the digest. */
function digestOf({ rules, modes }: WorkspaceList): string {
  return createHash('sha256')
    .update(JSON.stringify([rules.toSorted(), modes]))
    .digest('hex');
}

function keyOf({ source }: WorkspaceList): string {
  return `workspace-rules:${source}`;
}
