// The two ways to start: choose an agent of this machine, or try the demo agent.
import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { HumanError } from '../gate/humanError.ts';
import { configuredProgram } from './agentPath.ts';
import { commands } from './commands.ts';
import type { DemoFolders } from './demoFolder.ts';
import { findAgents, type FoundAgent } from './findAgents.ts';
import { launch, type LaunchParts } from './launcher.ts';
import type { Proofs } from './proofs.ts';
import { section, settingKeys } from './settingKeys.ts';

/** Lists the agents with their version and profile, and launches the chosen one. */
export async function launchAgent(parts: LaunchParts, proofs: Proofs): Promise<void> {
  const found = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: 'Looking for agents' },
    agentsHere,
  );
  const choice = await vscode.window.showQuickPick(
    [...found.flatMap((agent) => rowsOf(agent, proofs)), demoRow],
    { title: 'Launch an agent behind the gate', placeHolder: 'Choose an agent', matchOnDetail: true },
  );
  if (!choice) return;
  await choice.run(parts);
}

/** Agents of this machine, by the settings of this window. */
export function agentsHere(): Promise<readonly FoundAgent[]> {
  return findAgents({ env: process.env, home: homedir(), configured: configuredProgram });
}

export async function tryDemo(parts: LaunchParts, folders: DemoFolders, extension: string): Promise<void> {
  const cwd = vscode.workspace.workspaceFolders ? await chooseFolder() : await folders.make();
  if (cwd === undefined) return;
  const script = path.join(extension, 'dist', 'demo.cjs');
  const request = { agent: 'demo', program: process.execPath, args: [script], profile: 'guarded' } as const;
  await launch({ ...request, cwd, env: process.env }, parts);
}

interface AgentRow extends vscode.QuickPickItem {
  run(parts: LaunchParts): Promise<void>;
}

const demoRow: AgentRow = {
  label: '$(beaker) Demo Agent',
  description: 'scripted, no AI, no account',
  detail: 'Ten harmless and dangerous steps through the same gate',
  run: async () => void (await vscode.commands.executeCommand(commands.tryDemo)),
};

function rowsOf(agent: FoundAgent, proofs: Proofs): readonly AgentRow[] {
  const { id, name, program, version, problem } = agent;
  const number = version.replace(/\s*\(.*\)$/, '');
  if (program === undefined || problem !== undefined)
    return [
      {
        label: `$(circle-slash) ${name}`,
        description: number,
        detail: program === undefined ? `${problem} Choose this row to open the setting.` : (problem ?? ''),
        run: () =>
          program === undefined
            ? openPathSetting()
            : Promise.reject(new HumanError(problem ?? `${name} cannot be launched.`)),
      },
    ];
  const start = (profile: 'guarded' | 'handsOff') => async (parts: LaunchParts) => {
    const cwd = await chooseFolder();
    if (cwd === undefined) return;
    const session = await launch({ agent: id, program, args: [], profile, cwd, env: process.env }, parts);
    if (session !== undefined) proofs.watch(session, id, version);
  };
  const guarded: AgentRow = {
    label: `$(shield) ${name}`,
    description: `${number} · guarded`,
    detail: `Every call passes the gate · ${program}`,
    run: start('guarded'),
  };
  const proved = proofs.has(id, version);
  const handsOff: AgentRow = {
    label: `$(zap) ${name}, hands-off`,
    description: proved ? `${number} · the gate alone` : 'not offered yet',
    detail: proved
      ? "The agent's own prompts are off; asks for your consent first"
      : 'Launch it guarded first, and let it make one call in this window',
    run: proved
      ? start('handsOff')
      : () =>
          Promise.reject(
            new HumanError(
              `Launch ${name} guarded first and let it make a call: that proves the gate for this version.`,
            ),
          ),
  };
  return [guarded, handsOff];
}

/** The folder of the only root, or the chosen one; without a folder, one that the person picks. */
export async function chooseFolder(): Promise<string | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 1) return folders[0]?.uri.fsPath;
  if (folders.length > 1) {
    const placeHolder = 'In which folder shall the agent start?';
    return (await vscode.window.showWorkspaceFolderPick({ placeHolder }))?.uri.fsPath;
  }
  const picked = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    canSelectMany: false,
    title: 'In which folder shall the agent work?',
    openLabel: 'Work Here',
  });
  return picked?.[0]?.fsPath;
}

async function openPathSetting(): Promise<void> {
  await vscode.commands.executeCommand(
    'workbench.action.openSettings',
    `${section}.${settingKeys.claudePath}`,
  );
}
