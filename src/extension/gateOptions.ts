// What the gate needs to know of this window.
import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { GateOptions, Log } from '../gate/api.ts';
import { ensureFolder } from '../gate/files.ts';
import { problemOf } from '../gate/signal.ts';
import { stateDirFor } from '../gate/stateDir.ts';
import type { DemoFolders } from './demoFolder.ts';
import type { LiveSettings } from './settings.ts';

export interface GateInputs {
  readonly context: vscode.ExtensionContext;
  readonly stateDir: string;
  readonly settings: LiveSettings;
  readonly demoFolders: DemoFolders;
  readonly log: Log;
}

export function gateOptions({ context, stateDir, settings, demoFolders, log }: GateInputs): GateOptions {
  return {
    stateDir,
    programDir: path.join(context.extensionPath, 'dist'),
    home: homedir(),
    // The folder of user settings lies two above the extension's own storage.
    own: [path.resolve(context.globalStorageUri.fsPath, '..', '..', 'settings.json')],
    settings: () => settings.current(),
    workspace: () => ({
      roots: [...folders(), ...demoFolders.list()],
      trusted: vscode.workspace.isTrusted,
    }),
    personAvailable: true,
    log,
  };
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

function folders(): readonly string[] {
  const open = vscode.workspace.workspaceFolders ?? [];
  return open.filter((folder) => folder.uri.scheme === 'file').map((folder) => folder.uri.fsPath);
}
