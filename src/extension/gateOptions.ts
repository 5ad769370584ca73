// What the gate needs to know of this window.
import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { GateOptions, Log } from '../gate/api.ts';
import { ensureFolder } from '../gate/files.ts';
import { problemOf } from '../gate/signal.ts';
import { stateDirFor } from '../gate/stateDir.ts';
import type { DemoFolders } from './demoFolder.ts';
import { localFolders } from './localFolders.ts';
import type { ReviewerHere } from './reviewer/reviewer.ts';
import type { LiveSettings } from './settings.ts';
import type { WorkspaceApprovals } from './workspaceApprovals.ts';

export interface GateInputs {
  readonly context: vscode.ExtensionContext;
  readonly stateDir: string;
  readonly settings: LiveSettings;
  readonly approvals: WorkspaceApprovals;
  readonly demoFolders: DemoFolders;
  readonly reviewer: Pick<ReviewerHere, 'now'>;
  readonly log: Log;
}

export function gateOptions({
  context,
  stateDir,
  settings,
  approvals,
  demoFolders,
  reviewer,
  log,
}: GateInputs): GateOptions {
  return {
    stateDir,
    programDir: path.join(context.extensionPath, 'dist'),
    home: homedir(),
    own: [userSettingsFile(context)],
    approvedAgentRules: approvals.agentRulesApproved,
    settings: () => settings.current(),
    workspace: () => ({
      roots: [...localFolders(), ...demoFolders.list()],
      trusted: vscode.workspace.isTrusted,
    }),
    reviewer: () => reviewer.now(),
    personAvailable: true,
    log,
  };
}

/** The folder of user settings, that of the profile included, lies two above the extension's own storage. */
export function userSettingsFile({ globalStorageUri }: vscode.ExtensionContext): string {
  return path.resolve(globalStorageUri.fsPath, '..', '..', 'settings.json');
}

/** The folder of state, made if it can be. If not, the gate says so when it starts. */
export function prepareStateDir(log: Log): string {
  const stateDir = stateDirFor(process.env, process.platform, homedir());
  try {
    ensureFolder(stateDir);
  } catch (error) {
    log.error(`The folder of state ${stateDir} cannot be used: ${problemOf(error)}`);
  }
  return stateDir;
}
