// The settings files of Claude Code as this window knows them: those of its folders and of the person. Tells when one
// of them changed; what they say for a call the gate reads itself.
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { openAgentRules, type AgentRules, type AgentRuleSet } from '../gate/agentRules.ts';
import { userFolder } from '../gate/claudePlaces.ts';
import type { AgentRuleChoice } from '../protocol/settings.ts';
import { localFolders } from './localFolders.ts';
import type { WorkspaceApprovals } from './workspaceApprovals.ts';

export interface AgentRuleFiles extends vscode.Disposable {
  read(choice: AgentRuleChoice): AgentRuleSet;
  readonly changed: vscode.Event<void>;
}

export function openAgentRuleFiles(approvals: WorkspaceApprovals): AgentRuleFiles {
  const changed = new vscode.EventEmitter<void>();
  const rules: AgentRules = openAgentRules({ env: process.env, approved: approvals.agentRulesApproved });
  const own = new vscode.RelativePattern(
    vscode.Uri.file(userFolder(process.env, homedir())),
    'settings.json',
  );
  let watchers: readonly vscode.Disposable[] = [];
  const watch = (): void => {
    for (const one of watchers) one.dispose();
    const folders = (vscode.workspace.workspaceFolders ?? []).map(
      (folder) => new vscode.RelativePattern(folder, '.claude/settings*.json'),
    );
    watchers = [own, ...folders].flatMap((pattern) => {
      const watcher = vscode.workspace.createFileSystemWatcher(pattern);
      const tell = (): void => changed.fire();
      return [watcher, watcher.onDidChange(tell), watcher.onDidCreate(tell), watcher.onDidDelete(tell)];
    });
  };
  watch();
  const following = vscode.workspace.onDidChangeWorkspaceFolders(watch);
  return {
    read: (choice) => rules.read({ home: homedir(), folders: localFolders() }, choice),
    changed: changed.event,
    dispose() {
      for (const one of [...watchers, following, changed]) one.dispose();
    },
  };
}
