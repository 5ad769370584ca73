// The emergency stop and its release, with a true report. The gate does the work; here are the words.
import * as vscode from 'vscode';
import type { Log } from '../gate/api.ts';
import type { Latch } from '../gate/latch.ts';
import { commands } from './commands.ts';
import type { LazyGate } from './lazyGate.ts';
import { clock } from './statusText.ts';
import { reportText } from './stopReport.ts';

/** Closes the gate first, whatever else may fail, then ends the agents. */
export async function engageStop(gate: LazyGate, latch: Latch, log: Log): Promise<void> {
  const by = 'you, in the editor';
  if (!gate.current()) latch.engage(by);
  const up = await gate.get();
  const waiting = up.approvals.pending().length;
  const { text, complete } = reportText(await up.stop.engage(by), waiting);
  log.warn(text);
  void tellReport(text, complete);
}

export async function releaseStop(gate: LazyGate, latch: Latch): Promise<void> {
  const state = latch.state();
  if (!state.engaged) {
    void vscode.window.showInformationMessage('The emergency stop is not engaged.');
    return;
  }
  const release = 'Release';
  const answer = await vscode.window.showWarningMessage(
    'Release the emergency stop?',
    {
      modal: true,
      detail: `It was engaged at ${clock(state.since)} by ${state.by}. After the release agents can be launched again, in every window. Agents that were ended stay ended.`,
    },
    release,
  );
  if (answer !== release) return;
  (await gate.get()).stop.release('you, in the editor');
  void vscode.window.showInformationMessage('The emergency stop is released. Agents can be launched again.');
}

async function tellReport(text: string, complete: boolean): Promise<void> {
  const release = 'Release…';
  const answer = complete
    ? await vscode.window.showInformationMessage(text, release)
    : await vscode.window.showErrorMessage(text, release);
  if (answer === release) await vscode.commands.executeCommand(commands.releaseStop);
}
