// Follows which classes of the built-in guard are off: an entry in the journal when one goes and comes back, and a
// question when the settings switch one off and nobody has confirmed it.
import * as vscode from 'vscode';
import { floorRules } from '../policy/floor/rules.ts';
import { confirmException, switchGuardOn, withdrawException, type GuardSwitches } from './guardSwitch.ts';

export function followGuard(parts: GuardSwitches, onError: (error: unknown) => void): vscode.Disposable {
  const { settings, note } = parts;
  let off: readonly string[] = [];
  const told = new Set<string>();
  const look = (): void => {
    const said = settings.saysExcepted();
    // Who switched it on must confirm the next time again, in whatever way and whenever that was.
    for (const { id } of floorRules) if (!said.includes(id)) withdrawException(id, parts).catch(onError);
    const now = settings.current().floorExceptions;
    for (const id of now) if (!off.includes(id)) note('guard-class', { class: id, on: false });
    for (const id of off) if (!now.includes(id)) note('guard-class', { class: id, on: true });
    off = now;
    const unconfirmed = settings.exceptionsUnconfirmed();
    for (const id of told) if (!unconfirmed.includes(id)) told.delete(id);
    const fresh = unconfirmed.filter((id) => !told.has(id));
    for (const id of fresh) told.add(id);
    if (fresh.length > 0) ask(fresh, parts).catch(onError);
  };
  look();
  return settings.changed(look);
}

async function ask(ids: readonly string[], parts: GuardSwitches): Promise<void> {
  const [review, remove] = ['Review…', 'Take Out'];
  const text = `The settings switch off ${ids.join(', ')} of the built-in guard, but you have not confirmed that. Until you do, the guard holds.`;
  const answer = await vscode.window.showWarningMessage(text, review, remove);
  // One after the other, each with its name; who leaves one ends it for all that follow.
  for (const id of ids) {
    if (answer === remove) await switchGuardOn(id, parts);
    else if (answer !== review || !(await confirmException(id, parts))) return;
  }
}
