// Ends one session, chosen from those that run.
import * as vscode from 'vscode';
import type { SessionInfo } from '../gate/api.ts';
import { agentName } from './agentNames.ts';
import type { LazyGate } from './lazyGate.ts';
import { clock, count } from './statusText.ts';
import type { Terminals } from './terminals.ts';

export async function endSession(gate: LazyGate, terminals: Terminals): Promise<void> {
  const up = gate.current();
  const live = up?.sessions.list().filter((one) => one.state !== 'ended') ?? [];
  if (!up || live.length === 0) {
    void vscode.window.showInformationMessage('No session runs.');
    return;
  }
  const choice = await vscode.window.showQuickPick(live.map(row), {
    title: 'End a session',
    placeHolder: 'Its processes are ended, also those that it started in the background',
  });
  if (!choice) return;
  const { found, ended, alive } = await up.sessions.end(choice.session.id);
  terminals.close(choice.session.id);
  const name = agentName(choice.session.agent);
  if (alive.length === 0)
    void vscode.window.showInformationMessage(`${name} is ended: ${ended} of ${found} processes.`);
  else
    void vscode.window.showErrorMessage(
      `${name}: ${alive.length} of ${found} processes could not be ended: ${alive.map((one) => `${one.name} (${one.pid})`).join(', ')}.`,
    );
}

function row(session: SessionInfo): vscode.QuickPickItem & { session: SessionInfo } {
  const { agent, state, startedAt, calls, denials, cwd, profile } = session;
  return {
    session,
    label: `$(shield) ${agentName(agent)}`,
    description: `since ${clock(startedAt)} · ${state} · ${profile === 'handsOff' ? 'hands-off' : 'guarded'}`,
    detail: `${count(calls, 'call')}, ${denials} denied · ${cwd}`,
  };
}
