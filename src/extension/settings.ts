// The settings as they hold at this moment, read scope by scope and decoded in one place. Keeps what was read until
// VS Code says that something changed, so that a call costs nothing and a saved change holds for the next one.
import * as vscode from 'vscode';
import type { PermissionMode } from '../policy/decision.ts';
import { readRules } from '../policy/rules/read.ts';
import { decodeSettings, type Settings } from '../protocol/settings.ts';
import { readSources } from './settingsSources.ts';
import { section } from './settingKeys.ts';
import type { WorkspaceApprovals } from './workspaceApprovals.ts';

export interface LiveSettings extends vscode.Disposable {
  current(): Settings;
  mode(): PermissionMode;
  /** One sentence for each fault in what was written, rules included. */
  problems(): readonly string[];
  /** True when the settings say to bypass, and the person has not confirmed that for this workspace. */
  bypassUnconfirmed(): boolean;
  /** To be called after a confirmation or approval was given. */
  refresh(): void;
  readonly changed: vscode.Event<void>;
}

/** `mayBypass` tells whether the person confirmed bypassing for this workspace. */
export function openSettings(approvals: WorkspaceApprovals, mayBypass: () => boolean): LiveSettings {
  const changed = new vscode.EventEmitter<void>();
  let read = decode(approvals);
  const refresh = (): void => {
    read = decode(approvals);
    changed.fire();
  };
  const bypassUnconfirmed = (): boolean => read.permissionMode === 'bypassPermissions' && !mayBypass();
  const current = (): Settings => (bypassUnconfirmed() ? { ...read, permissionMode: 'default' } : read);
  const following = [
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(section)) refresh();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(refresh),
    vscode.workspace.onDidGrantWorkspaceTrust(refresh),
    approvals.changed(refresh),
    changed,
  ];
  return {
    current,
    mode: () => current().permissionMode,
    problems: () => [...read.problems, ...ruleProblems(read)],
    bypassUnconfirmed,
    refresh,
    changed: changed.event,
    dispose: () => {
      for (const one of following) one.dispose();
    },
  };
}

function decode(approvals: WorkspaceApprovals): Settings {
  return decodeSettings(readSources(approvals));
}

function ruleProblems({ rules }: Settings): readonly string[] {
  return readRules(rules).problems.map(
    ({ rule, message }) => `In ${rule.scope} settings, rule “${rule.text}”: ${message}`,
  );
}
