// Switches one class of the built-in guard off, after a typed confirmation, and on again. What stands in the settings
// without that confirmation does not count.
import * as vscode from 'vscode';
import { floorRules } from '../policy/floor/rules.ts';
import type { Consents, Note } from './consent.ts';
import { guardConsent, type ConsentText } from './consentTexts.ts';
import { section, settingKeys } from './settingKeys.ts';
import type { LiveSettings } from './settings.ts';

export interface GuardSwitches {
  readonly settings: LiveSettings;
  readonly consents: Consents;
  readonly note: Note;
}

/** False when the person did not confirm it. */
export async function switchGuardOff(id: string, { settings, consents }: GuardSwitches): Promise<boolean> {
  const text = textOf(id);
  if (text === undefined || !(await consents.ask(text))) return false;
  await writeExceptions([...new Set([...settings.saysExcepted(), id])]);
  settings.refresh();
  return true;
}

/** The setting goes first: while it stands there, a confirmation that is withdrawn would be asked for again. */
export async function switchGuardOn(id: string, parts: GuardSwitches): Promise<void> {
  const { settings } = parts;
  await writeExceptions(settings.saysExcepted().filter((one) => one !== id));
  await withdrawException(id, parts);
  settings.refresh();
}

/** True when it counts from now on. */
export async function confirmException(id: string, { consents, settings }: GuardSwitches): Promise<boolean> {
  const text = textOf(id);
  if (text === undefined || !(await consents.ask(text))) return false;
  settings.refresh();
  return true;
}

/** Each time that a class is switched off, it is asked anew. */
export async function withdrawException(id: string, { consents }: Pick<GuardSwitches, 'consents'>): Promise<void> {
  const text = textOf(id);
  if (text !== undefined && consents.given(text)) await consents.withdraw(text);
} // prettier-ignore

export function exceptionConfirmed(consents: Consents, id: string): boolean {
  const text = textOf(id);
  return text !== undefined && consents.given(text);
}

export function isGuardClass(id: string): boolean {
  return floorRules.some((one) => one.id === id);
}

/** Undefined for a name that the guard does not know: it excepts nothing. */
function textOf(id: string): ConsentText | undefined {
  const rule = floorRules.find((one) => one.id === id);
  return rule && guardConsent(rule);
}

async function writeExceptions(ids: readonly string[]): Promise<void> {
  await vscode.workspace
    .getConfiguration(section)
    .update(
      settingKeys.floorExceptions,
      ids.length === 0 ? undefined : ids,
      vscode.ConfigurationTarget.Global,
    );
}
