// Chooses the permission mode. A weaker one is shown with its exact consequences and accepted before it is written.
import * as vscode from 'vscode';
import { permissionModes, type PermissionMode } from '../policy/decision.ts';
import type { Consents, Note } from './consent.ts';
import { isWeaker, modeConsents } from './consentTexts.ts';
import { section, settingKeys } from './settingKeys.ts';
import type { LiveSettings } from './settings.ts';
import { modeNames } from './statusText.ts';
import { workspaceId } from './workspaceId.ts';

export async function setMode(settings: LiveSettings, consents: Consents, note: Note): Promise<void> {
  const now = settings.mode();
  const choice = await vscode.window.showQuickPick(
    permissionModes.map((mode) => ({
      mode,
      label: `${mode === now ? '$(check) ' : ''}${modeNames[mode]}`,
      description: mode,
      detail: meanings[mode],
    })),
    {
      title: 'What shall happen to a call that nothing has settled?',
      placeHolder: `Now: ${modeNames[now]}. The built-in guard, deny rules and ask rules hold in every mode`,
      matchOnDescription: true,
    },
  );
  if (!choice || !(await confirmMode(choice.mode, consents))) return;
  const { mode } = choice;
  await vscode.workspace
    .getConfiguration(section)
    .update(settingKeys.permissionMode, mode, vscode.ConfigurationTarget.Global);
  note('mode', { from: now, to: mode, scope: 'user' });
  settings.refresh();
  const effective = settings.mode();
  if (effective !== mode)
    void vscode.window.showWarningMessage(
      `User settings say ${modeNames[mode]}, but this workspace asks for ${modeNames[effective]}, which holds here.`,
    );
}

/** Asks for the consent that a mode needs here: bypassing once for each workspace, the others once. */
export function confirmMode(mode: PermissionMode, consents: Consents): Promise<boolean> {
  if (!isWeaker(mode)) return Promise.resolve(true);
  return consents.ask(modeConsents[mode], mode === 'bypassPermissions' ? workspaceId() : undefined);
}

export function bypassConfirmed(consents: Consents): boolean {
  return consents.given(modeConsents.bypassPermissions, workspaceId());
}

const meanings: Readonly<Record<PermissionMode, string>> = {
  default: 'You are asked.',
  acceptEdits: 'Edits inside the workspace run; you are asked about the rest.',
  plan: 'Agents may look and read; everything else is denied.',
  auto: 'Nobody is asked but the reviewer, if there is one: what stays uncertain is denied with a reason.',
  dontAsk: 'Nobody is asked: it is denied.',
  bypassPermissions: 'It runs.',
};
