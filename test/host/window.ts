// What several host tests need of the window: the extension's parts, patience, and an answer to a notification.
import * as vscode from 'vscode';
import type { Gate } from '../../src/gate/api.ts';
import type { PublicApi } from '../../src/extension/publicApi.ts';
import type { TestApi } from '../../src/extension/testApi.ts';
import { until } from '../support/until.ts';

export async function extension(): Promise<TestApi & PublicApi> {
  const found = vscode.extensions.getExtension<TestApi & PublicApi>('portcullis.portcullis');
  if (!found) throw new Error('the extension is not there');
  return found.activate();
}

export async function gate(): Promise<Gate> {
  return (await extension()).gate.get();
}

/** The folder that the window has open. */
export function folder(): string {
  const first = vscode.workspace.workspaceFolders?.[0];
  if (!first) throw new Error('no folder is open');
  return first.uri.fsPath;
}

export async function setting(
  key: string,
  value: unknown,
  target = vscode.ConfigurationTarget.Global,
): Promise<void> {
  await vscode.workspace.getConfiguration('portcullis').update(key, value, target);
}

/**
 * Ends the agents that still run, and waits until their terminals are gone: later they would write into the journal and
 * take the focus while another suite runs.
 */
export async function endAgents(): Promise<void> {
  const { sessions } = await gate();
  const live = () => sessions.list().filter(({ state }) => state !== 'ended');
  for (const { id } of live()) await sessions.end(id);
  await until(() => live().length === 0 && vscode.window.terminals.length === 0, { what: 'no agent is left' });
} // prettier-ignore

/** Runs a command that shows a list, then chooses the row at `index`, as the keyboard would. */
export async function inList(index: number): Promise<void> {
  for (let at = 0; at < index; at += 1)
    await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
  await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
}

/**
 * Runs a command and chooses the first row of each list that it shows, until `happened`. VS Code takes a list away when
 * something else gets the focus, on a busy machine also before it was answered: then the command is run again, as a
 * person would.
 */
export async function firstRows(command: string, happened: () => boolean, what: string): Promise<void> {
  let running = false;
  let failure: unknown;
  const run = (): void => {
    running = true;
    void vscode.commands.executeCommand(command).then(
      () => (running = false),
      (error: unknown) => (failure = error),
    );
  };
  await until(async () => {
    if (failure !== undefined) throw failure;
    if (happened()) return true;
    if (!running) run();
    await inList(0);
    return happened();
  }, { what });
} // prettier-ignore

/** Accepts the first row of what a running command shows, as soon as it is there, until the command is done. */
export async function accepted(running: Thenable<unknown>): Promise<void> {
  let done = false;
  void running.then(() => (done = true));
  await until(async () => {
    await inList(0);
    return done;
  });
}
