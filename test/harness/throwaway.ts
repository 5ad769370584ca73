// A throw-away extension with one of each surface that the harness drives, so that a fault of the harness is not
// taken for one of the project's extension.
import type { Place } from '../support/place.ts';

/** Writes it below `place`; gives its folder. */
export function writeExtension(place: Place): string {
  place.write('extension/package.json', JSON.stringify(manifest));
  place.write('extension/extension.cjs', code);
  return place.path('extension');
}

const manifest = {
  name: 'throwaway',
  publisher: 'portcullis-test',
  version: '0.0.1',
  engines: { vscode: '^1.106.0' },
  main: './extension.cjs',
  activationEvents: ['onStartupFinished'],
  capabilities: { untrustedWorkspaces: { supported: true } },
  contributes: {
    commands: [
      { command: 'throwaway.ask', title: 'Throwaway: Ask' },
      { command: 'throwaway.pick', title: 'Throwaway: Pick' },
      { command: 'throwaway.modal', title: 'Throwaway: Modal' },
      { command: 'throwaway.input', title: 'Throwaway: Input' },
      { command: 'throwaway.terminal', title: 'Throwaway: Terminal' },
    ],
    viewsContainers: { activitybar: [{ id: 'throwaway', title: 'Throwaway', icon: '$(check)' }] },
    views: { throwaway: [{ type: 'webview', id: 'throwaway.view', name: 'Page' }] },
  },
};

const code = `const vscode = require('vscode');
exports.activate = ({ subscriptions }) => {
  const item = vscode.window.createStatusBarItem('status', vscode.StatusBarAlignment.Left, 1000);
  const say = (text) => (item.text = text);
  const command = (name, run) => subscriptions.push(vscode.commands.registerCommand('throwaway.' + name, run));
  command('ask', async () => say('Answer ' + (await vscode.window.showWarningMessage('A call waits', 'Allow', 'Deny'))));
  command('pick', async () => say('Picked ' + (await vscode.window.showQuickPick(['one more', 'one']))));
  command('modal', async () => say('Modal ' + (await vscode.window.showWarningMessage('Sure?', { modal: true }, 'Yes'))));
  command('input', async () => say('Typed ' + (await vscode.window.showInputBox())));
  command('terminal', () => {
    const terminal = vscode.window.createTerminal({ env: { THROWAWAY: 'here' } });
    terminal.show();
    terminal.sendText('echo "$THROWAWAY $((40 + 2))"');
  });
  subscriptions.push(vscode.window.registerWebviewViewProvider('throwaway.view', {
    resolveWebviewView({ webview }) {
      webview.options = { enableScripts: true };
      webview.html = '<h1>A page</h1><button onclick="this.textContent = 1 + 1">add</button>';
    },
  }));
  say(vscode.workspace.isTrusted ? 'Trusted' : 'Untrusted');
  vscode.workspace.onDidGrantWorkspaceTrust(() => say('Granted'));
  item.show();
};
`;
