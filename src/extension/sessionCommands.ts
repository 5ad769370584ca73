// Pauses, resumes or ends one session, chosen from those that run.
import * as vscode from 'vscode';
import type { SessionInfo } from '../gate/api.ts';
import { agentName } from './agentNames.ts';
import type { LazyGate } from './lazyGate.ts';
import { clock, count } from './statusText.ts';
import type { Terminals } from './terminals.ts';
import { visible } from './visible.ts';

export async function endSession(gate: LazyGate, terminals: Terminals): Promise<void> {
  const up = gate.current();
  const live = running(gate);
  if (!up || live.length === 0) return tell('No session runs.');
  const session = await choose(live, {
    title: 'End a session',
    placeHolder: 'Its processes are ended, also those that it started in the background',
  });
  if (session) await endOne(session.id, gate, terminals);
}

/** Ends the session, if it still runs, and says what became of its processes. */
export async function endOne(id: string, gate: LazyGate, terminals: Terminals): Promise<void> {
  const session = running(gate).find((one) => one.id === id);
  const up = gate.current();
  if (!session || !up) return;
  const { found, ended, alive } = await up.sessions.end(id);
  terminals.close(id);
  const name = agentName(session.agent);
  if (alive.length === 0)
    void vscode.window.showInformationMessage(`${name} is ended: ${ended} of ${found} processes.`);
  else
    void vscode.window.showErrorMessage(
      `${name}: ${alive.length} of ${found} processes could not be ended: ${alive.map((one) => `${one.name} (${one.pid})`).join(', ')}.`,
    );
}

/** Of one session there is nothing to choose: a pause can be taken back. */
export async function pauseSession(gate: LazyGate): Promise<void> {
  const open = running(gate).filter((one) => one.paused === undefined);
  if (open.length === 0) return tell('No session runs that is not paused already.');
  const [only] = open;
  const session =
    open.length === 1
      ? only
      : await choose(open, {
          title: 'Pause a session',
          placeHolder: 'Every call of it waits until you let it go on',
        });
  if (!session) return;
  gate.current()?.sessions.pause(session.id, 'you paused it');
  void tellPaused(gate, session);
}

export async function resumeSession(gate: LazyGate): Promise<void> {
  const paused = running(gate).filter((one) => one.paused !== undefined);
  if (paused.length === 0) return tell('No session is paused.');
  const session = await choose(paused, {
    title: 'Let a session go on',
    placeHolder: 'The calls that wait for it are decided as any others',
  });
  if (session) goOn(gate, session);
}

async function tellPaused(gate: LazyGate, session: SessionInfo): Promise<void> {
  const resume = 'Resume';
  const text = `${agentName(session.agent)} is paused: every call of it waits until you let it go on. What already runs goes on.`;
  if ((await vscode.window.showInformationMessage(text, resume)) === resume) goOn(gate, session);
}

function goOn(gate: LazyGate, { id, agent }: SessionInfo): void {
  gate.current()?.sessions.resume(id);
  tell(`${agentName(agent)} goes on.`);
}

function running(gate: LazyGate): readonly SessionInfo[] {
  return (
    gate
      .current()
      ?.sessions.list()
      .filter((one) => one.state !== 'ended') ?? []
  );
}

async function choose(
  sessions: readonly SessionInfo[],
  options: vscode.QuickPickOptions,
): Promise<SessionInfo | undefined> {
  return (await vscode.window.showQuickPick(sessions.map(row), options))?.session;
}

function tell(text: string): void {
  void vscode.window.showInformationMessage(text);
}

function row(session: SessionInfo): vscode.QuickPickItem & { session: SessionInfo } {
  const { agent, state, startedAt, calls, denials, cwd, profile, paused, trust } = session;
  return {
    session,
    label: `$(shield) ${agentName(agent)}`,
    description: `since ${clock(startedAt)} · ${state} · ${profile === 'handsOff' ? 'hands-off' : 'guarded'}${trust.state === 'trusted' ? '' : ' · untrusted'}`,
    detail: `${paused === undefined ? '' : `Paused: ${visible(paused)} · `}${count(calls, 'call')}, ${denials} denied · ${cwd}`,
  };
}
