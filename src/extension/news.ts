// News of the gate that nobody asked for: what must not be missed becomes a notification, the rest a line in the log.
import * as vscode from 'vscode';
import type { Gate, Log, SessionInfo } from '../gate/api.ts';
import type { Decision } from '../policy/decision.ts';
import type { Outsider } from '../gate/door.ts';
import { agentName } from './agentNames.ts';
import { commands } from './commands.ts';
import type { LazyGate } from './lazyGate.ts';
import { callLine } from './question.ts';
import { visible } from './visible.ts';

export function followNews(gate: LazyGate, log: Log): void {
  gate.whenUp((up) => follow(up, log));
}

function follow(gate: Gate, log: Log): void {
  const before = new Map<string, SessionInfo['state']>();
  for (const problem of gate.problems()) void vscode.window.showErrorMessage(problem);
  gate.sessions.changed.on((sessions) => {
    for (const session of sessions) {
      if (before.get(session.id) === session.state) continue;
      before.set(session.id, session.state);
      log.info(`${agentName(session.agent)} ${session.id}: ${session.state}.`);
      if (session.state === 'ungated') void tellUngated(session);
    }
  });
  gate.breached.on(({ session, problem }) => void tellBreach(gate, session, problem));
  gate.mentioned.on(({ session, word }) => void offerStop(gate, session, word));
  gate.outsiders.on((from) => void tellOutsider(from));
  gate.decided.on(({ call, decision }) => {
    const line = `${decision.behavior} (${decision.layer}): ${callLine({ call, cwd: '' }, 200)}. ${visible(decision.reason)}`;
    if (decision.allowed && !isLogged(decision)) log.debug(line);
    else log.info(line);
  });
}

/** Calls that pass by trust stand in the log, but for those of a service that the person trusts without it. */
function isLogged({ layer, trace }: Decision): boolean {
  return layer === 'external' && trace.find(({ line }) => line === 'external')?.level !== 'autonomous';
}

async function tellUngated({ agent }: SessionInfo): Promise<void> {
  const text = `${agentName(agent)} gave no sign that its hook works, so it is not gated and is being ended. Nothing that it did was vetted.`;
  const doctor = 'Doctor';
  if ((await vscode.window.showErrorMessage(text, doctor)) === doctor)
    await vscode.commands.executeCommand(commands.doctor);
}

async function tellBreach(gate: Gate, id: string, problem: string): Promise<void> {
  const session = gate.sessions.list().find((one) => one.id === id);
  const name = session ? agentName(session.agent) : 'An agent';
  const stop = 'Stop Agents';
  const text = `${name} ran something that the gate had not vetted: ${visible(problem)}. The session is paused.`;
  if ((await vscode.window.showErrorMessage(text, stop)) === stop)
    await vscode.commands.executeCommand(commands.stop);
}

async function offerStop(gate: Gate, id: string, word: string): Promise<void> {
  const session = gate.sessions.list().find((one) => one.id === id);
  const stop = 'Stop All Agents';
  const pause = 'Pause Session';
  const text = `Your message to ${session ? agentName(session.agent) : 'the agent'} holds the word “${visible(word)}” and went on to it. Did you want to stop?`;
  const choice = await vscode.window.showInformationMessage(text, stop, pause);
  if (choice === stop) await vscode.commands.executeCommand(commands.stop);
  if (choice === pause) gate.sessions.pause(id, 'you paused it');
}

async function tellOutsider(from: Outsider): Promise<void> {
  const text = `The gate's port on this machine was reached from ${from}. The request was refused. If the port is forwarded, stop forwarding it in the Ports view.`;
  const log = 'Show Log';
  if ((await vscode.window.showWarningMessage(text, log)) === log)
    await vscode.commands.executeCommand(commands.showLog);
}
