// Switches always-allow-bash on, after a confirmation, and off.
import * as vscode from 'vscode';
import type { Consents, Note } from './consent.ts';
import { alwaysAllowConsent } from './consentTexts.ts';
import { section, settingKeys } from './settingKeys.ts';
import type { LiveSettings } from './settings.ts';

export async function toggleAlwaysAllow(
  settings: LiveSettings,
  consents: Consents,
  note: Note,
): Promise<void> {
  const on = settings.current().alwaysAllowBash;
  if (!on && !(await confirmAlwaysAllow(consents))) return;
  await vscode.workspace
    .getConfiguration(section)
    .update(settingKeys.alwaysAllowBash, on ? undefined : true, vscode.ConfigurationTarget.Global);
  if (on) await withdrawAlwaysAllow(consents, note);
  settings.refresh();
  if (!on && !settings.current().alwaysAllowBash)
    void vscode.window.showWarningMessage(
      'Shell commands are still vetted here, because the workspace is not trusted.',
    );
}

/** Asked anew each time that it is switched on. */
export function confirmAlwaysAllow(consents: Consents): Promise<boolean> {
  return consents.ask(alwaysAllowConsent);
}

export function alwaysAllowConfirmed(consents: Consents): boolean {
  return consents.given(alwaysAllowConsent);
}

export async function withdrawAlwaysAllow(consents: Consents, note: Note): Promise<void> {
  if (!consents.given(alwaysAllowConsent)) return;
  await consents.withdraw(alwaysAllowConsent);
  note('always-allow-bash', { on: false });
}
