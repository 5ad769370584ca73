// Two items in the status bar: the state of the gate, always; and the stop, while there is anything to stop.
import * as vscode from 'vscode';
import { commands } from './commands.ts';
import { contexts } from './contexts.ts';
import { count, statusText, type GateState } from './statusText.ts';

export interface StatusBar extends vscode.Disposable {
  show(state: GateState): void;
}

export function openStatusBar(): StatusBar {
  const state = vscode.window.createStatusBarItem('portcullis.state', vscode.StatusBarAlignment.Left, 1001);
  state.name = 'Portcullis: State';
  const stop = vscode.window.createStatusBarItem('portcullis.stop', vscode.StatusBarAlignment.Left, 1000);
  stop.name = 'Portcullis: Emergency Stop';
  stop.text = '$(stop-circle) Stop agents';
  stop.command = commands.stop;
  return {
    show(now) {
      const { text, tooltip, tone, command, label } = statusText(now);
      state.text = text;
      state.tooltip = tooltip;
      state.command = command;
      state.accessibilityInformation = { label, role: 'button' };
      state.backgroundColor = tone === 'plain' ? undefined : backgrounds[tone];
      state.show();

      const running = now.sessions.filter((one) => one.state !== 'ended').length;
      const what = `End ${count(running, 'session')} with all their processes and deny every further call until you release the stop.`;
      stop.tooltip = what;
      stop.accessibilityInformation = { label: `Emergency stop. ${what}`, role: 'button' };
      if (running > 0 && !now.stop.engaged) stop.show();
      else stop.hide();

      void vscode.commands.executeCommand('setContext', contexts.stopped, now.stop.engaged);
      void vscode.commands.executeCommand('setContext', contexts.sessions, running > 0);
      const paused = now.sessions.some((one) => one.state !== 'ended' && one.paused !== undefined);
      void vscode.commands.executeCommand('setContext', contexts.paused, paused);
      void vscode.commands.executeCommand('setContext', contexts.waiting, now.waiting > 0);
    },
    dispose() {
      state.dispose();
      stop.dispose();
    },
  };
}

const backgrounds = {
  warning: new vscode.ThemeColor('statusBarItem.warningBackground'),
  error: new vscode.ThemeColor('statusBarItem.errorBackground'),
};
