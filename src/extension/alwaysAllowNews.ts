// Keeps always-allow-bash loud: a banner for as long as it is on, an entry in the journal when it comes and goes, and a
// question when the settings say so and nobody has confirmed it.
import * as vscode from 'vscode';
import { confirmAlwaysAllow, withdrawAlwaysAllow } from './alwaysAllowCommand.ts';
import { commands } from './commands.ts';
import type { Consents, Note } from './consent.ts';
import type { LiveSettings } from './settings.ts';

export function followAlwaysAllow(
  settings: LiveSettings,
  consents: Consents,
  note: Note,
  onError: (error: unknown) => void,
): vscode.Disposable {
  let before: 'off' | 'unconfirmed' | 'on' = 'off';
  const look = (): void => {
    const now = settings.current().alwaysAllowBash
      ? 'on'
      : settings.alwaysAllowUnconfirmed()
        ? 'unconfirmed'
        : 'off';
    // Who switched it off must confirm it again, in whatever way and whenever that was.
    if (!settings.saysAlwaysAllow()) withdrawAlwaysAllow(consents, note).catch(onError);
    if (now === before) return;
    before = now;
    if (now === 'on') {
      note('always-allow-bash', { on: true });
      banner(settings).catch(onError);
    } else if (now === 'unconfirmed') ask(settings, consents).catch(onError);
  };
  look();
  return settings.changed(look);
}

const unconfirmed =
  'The settings say to let all shell commands run, but you have not confirmed that. Until you do, they are vetted.';

async function ask(settings: LiveSettings, consents: Consents): Promise<void> {
  const review = 'Review…';
  if ((await vscode.window.showWarningMessage(unconfirmed, review)) !== review) return;
  if (await confirmAlwaysAllow(consents)) settings.refresh();
}

/** Comes back when it is closed: as long as it is on, nobody shall forget it. */
async function banner(settings: LiveSettings): Promise<void> {
  const [off, rules] = ['Switch Off', 'Show Rules'];
  while (settings.current().alwaysAllowBash) {
    const text = 'ALL SHELL COMMANDS of agents run without a question (always-allow-bash). Only stop, built-in guard, deny and ask rules and protected files hold.';
    const answer = await vscode.window.showErrorMessage(text, off, rules);
    if (answer === off) return void (await vscode.commands.executeCommand(commands.alwaysAllowBash));
    if (answer === rules) await vscode.commands.executeCommand(commands.openRules);
    await new Promise((resolve) => setTimeout(resolve, comesBack).unref());
  }
} // prettier-ignore

/** Milliseconds until a closed banner is shown again. */
const comesBack = 600_000;
