// The terminals in which gated agents run: opens one for a launch, and reports its process and its end to the gate.
import * as vscode from 'vscode';
import type { Launch, LaunchRequest } from '../gate/api.ts';
import { trustLine } from './untrustedTexts.ts';

export interface Terminals extends vscode.Disposable {
  open(launch: Launch, request: LaunchRequest, name: string): void;
  /** False when the session has no terminal in this window. */
  show(session: string): boolean;
  has(session: string): boolean;
  /** Closes the terminal of a session, if it is still there. */
  close(session: string): void;
}

export function openTerminals(): Terminals {
  const terminals = new Map<string, { readonly terminal: vscode.Terminal; readonly launch: Launch }>();
  const closing = vscode.window.onDidCloseTerminal((closed) => {
    for (const [session, { terminal, launch }] of terminals) {
      if (terminal !== closed) continue;
      terminals.delete(session);
      launch.ended(closed.exitStatus?.code);
    }
  });
  return {
    open(launch, { profile, cwd }, name) {
      const untrusted = trustLine(launch.trust);
      const marks = [
        ...(profile === 'handsOff' ? ['hands-off'] : []),
        ...(untrusted === undefined ? [] : ['untrusted']),
      ];
      const recorded = launch.recorded ? ' All that it shows is recorded.' : '';
      const terminal = vscode.window.createTerminal({
        name: marks.length === 0 ? name : `${name} (${marks.join(', ')})`,
        message: `\u001b[2mPortcullis vets every tool call of this session. To stop all agents: ${stopKey()}.${recorded}${untrusted === undefined ? '' : `\r\n${untrusted}`}\u001b[0m`,
        shellPath: launch.file,
        shellArgs: [...launch.args],
        cwd,
        env: { ...launch.env },
        // Exactly the environment of the launch: nothing that another extension or a setting adds.
        strictEnv: true,
        // A session cannot outlive its gate, so VS Code must not bring the terminal back after a reload.
        isTransient: true,
        iconPath: new vscode.ThemeIcon('shield'),
        color: new vscode.ThemeColor(marks.length === 0 ? 'terminal.ansiGreen' : 'terminal.ansiYellow'),
      });
      terminals.set(launch.session, { terminal, launch });
      void terminal.processId.then((pid) => {
        if (pid !== undefined) launch.started(pid);
      });
      terminal.show();
    },
    show(session) {
      const found = terminals.get(session);
      found?.terminal.show();
      return found !== undefined;
    },
    has: (session) => terminals.has(session),
    close: (session) => terminals.get(session)?.terminal.dispose(),
    dispose: () => closing.dispose(),
  };
}

function stopKey(): string {
  return process.platform === 'darwin' ? 'Cmd+Shift+F8' : 'Ctrl+Shift+F8';
}
