// "Restore Protection…": takes back what was switched off. The panel and the menu name one weakening, else the person
// chooses among those that there are.
import * as vscode from 'vscode';
import { withdrawAlwaysAllow } from './alwaysAllowCommand.ts';
import { switchGuardOn, type GuardSwitches } from './guardSwitch.ts';
import type { LazyGate } from './lazyGate.ts';
import { endOne } from './sessionCommands.ts';
import { section, settingKeys, type SettingKey } from './settingKeys.ts';
import { weakeningsNow } from './stateView.ts';
import type { Terminals } from './terminals.ts';
import { undoIds, type Weakening } from './weakenings.ts';

export interface RestoreParts extends GuardSwitches {
  readonly gate: LazyGate;
  readonly terminals: Terminals;
}

/** `given` is the id of a weakening. One that is not there any more needs nothing. */
export async function restoreProtection(given: unknown, parts: RestoreParts): Promise<void> {
  const all = weakeningsNow(parts.gate, parts.settings);
  if (typeof given === 'string') {
    const named = all.find(({ id }) => id === given);
    return named && restore(named, parts);
  }
  if (all.length === 0)
    return void vscode.window.showInformationMessage('Nothing is switched off: every protection is on.');
  const rows = all.map((weakening) => ({
    weakening,
    label: `$(warning) ${weakening.undo}`,
    detail: weakening.text,
  }));
  const chosen = await vscode.window.showQuickPick(rows, {
    title: 'Restore a protection',
    placeHolder: 'What is off now; choose what shall be taken back',
    matchOnDetail: true,
  });
  if (chosen) await restore(chosen.weakening, parts);
}

async function restore({ id }: Weakening, parts: RestoreParts): Promise<void> {
  const { settings, consents, note, gate, terminals } = parts;
  if (id.startsWith(undoIds.guard)) return switchGuardOn(id.slice(undoIds.guard.length), parts);
  if (id.startsWith(undoIds.session)) {
    const end = 'End Session';
    const detail = 'Its processes are ended, also those that it started in the background.';
    if ((await vscode.window.showWarningMessage('End this session?', { modal: true, detail }, end)) === end)
      await endOne(id.slice(undoIds.session.length), gate, terminals);
    return;
  }
  if (id === undoIds.allShell) {
    await forget(settingKeys.alwaysAllowBash);
    await withdrawAlwaysAllow(consents, note);
    settings.refresh();
  }
  if (id === undoIds.bypass) {
    for (const key of [settingKeys.permissionMode, settingKeys.defaultMode]) await forget(key);
    settings.refresh();
    note('mode', { from: 'bypassPermissions', to: settings.mode(), scope: 'user' });
  }
}

async function forget(key: SettingKey): Promise<void> {
  await vscode.workspace.getConfiguration(section).update(key, undefined, vscode.ConfigurationTarget.Global);
}
