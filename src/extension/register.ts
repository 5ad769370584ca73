// Registers a command so that a failure is told to the person in words, and a bug goes to the log.
import * as vscode from 'vscode';
import type { Log } from '../gate/api.ts';
import { HumanError } from '../gate/humanError.ts';
import { commands, type CommandId } from './commands.ts';

/** `given` is what another part, a lens or a link passes on: of unknown shape. */
export type Register = (id: CommandId, run: (given: unknown) => Promise<void> | void) => vscode.Disposable;

export function registering(log: Log): Register {
  return (id, run) =>
    vscode.commands.registerCommand(id, async (given: unknown) => {
      try {
        await run(given);
      } catch (error) {
        tell(error, log);
      }
    });
}

/** Shows a failure. Does not wait for the person to read it. */
export function tell(error: unknown, log: Log): void {
  if (error instanceof HumanError) {
    log.warn(error.message);
    void vscode.window.showErrorMessage(error.message);
    return;
  }
  log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  void offerLog('Portcullis failed at this. The log has the details.');
}

async function offerLog(message: string): Promise<void> {
  const open = 'Show Log';
  if ((await vscode.window.showErrorMessage(message, open)) === open)
    await vscode.commands.executeCommand(commands.showLog);
}
