// A notification with buttons that does not get lost: VS Code hides it after some seconds, so it is shown again from
// time to time, until it is answered or closed. Equal notifications replace each other, so there is never a second.
import * as vscode from 'vscode';

export interface Notice {
  readonly text: string;
  readonly buttons: readonly string[];
  /** False when there is nothing left to remind of; then it is not shown again. */
  readonly wanted: () => boolean;
}

const remindAfter = 60_000;

/** The chosen button; undefined when the person closed the notification. */
export function notify({ text, buttons, wanted }: Notice): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    let shown = 0;
    let timer: NodeJS.Timeout | undefined;
    const settle = (choice: string | undefined): void => {
      clearTimeout(timer);
      resolve(choice);
    };
    const show = (): void => {
      if (shown > 0 && !wanted()) return;
      shown += 1;
      const mine = shown;
      timer = setTimeout(show, remindAfter);
      // One that was replaced by its successor ends without a choice, which means nothing.
      vscode.window.showWarningMessage(text, ...buttons).then((choice) => {
        if (choice !== undefined || mine === shown) settle(choice);
      }, reject);
    };
    show();
  });
}
