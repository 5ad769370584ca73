// "Show Trust in Services" and "Report an Incident…": lists from which everything can be reached by keyboard.
import * as vscode from 'vscode';
import type { Gate } from '../gate/api.ts';
import type { TrustEntry } from '../gate/trustApi.ts';
import { operationKinds } from '../policy/external/operation.ts';
import { kindNames } from '../policy/trust/trust.ts';
import { commands } from './commands.ts';
import type { Documents } from './documents.ts';
import type { LazyGate } from './lazyGate.ts';
import { removeBlock, saveBlock } from './serviceBlocks.ts';
import { openServices } from './openRules.ts';
import { count } from './statusText.ts';
import {
  actionsFor,
  holds,
  lastOf,
  levelNames,
  placeName,
  trustDocument,
  type TrustAction,
} from './trustTexts.ts';
import { inert, visible } from './visible.ts';

export interface TrustParts {
  readonly gate: LazyGate;
  readonly documents: Documents;
}

interface Row<T> extends vscode.QuickPickItem {
  readonly value: T;
}

const inEditor = 'the person, in the editor';

/** All kinds of operations that anything is known of; what is proposed stands first. */
export async function showTrust({ gate, documents }: TrustParts): Promise<void> {
  const up = await gate.get();
  const entries = up.trust.list();
  if (entries.length === 0) {
    void vscode.window.showInformationMessage('No agent has used a service outside this machine yet.');
    return;
  }
  const sorted = [
    ...entries.filter(({ proposal }) => proposal),
    ...entries.filter(({ proposal }) => !proposal),
  ];
  const chosen = await vscode.window.showQuickPick(sorted.map(entryRow), {
    title: 'Trust in services',
    placeHolder: 'Choose one to see what happened, and to grant, lower or block it',
    matchOnDetail: true,
    matchOnDescription: true,
  });
  if (chosen) await showEntry(chosen.value, up, documents);
}

function entryRow(entry: TrustEntry): Row<TrustEntry> {
  const icon = entry.proposal ? '$(lightbulb)' : isHeldBack(entry) ? '$(circle-slash)' : entry.source === 'incident' ? '$(flame)' : '$(globe)';
  return { value: entry, label: `${icon} ${placeName(entry)}`, description: holds(entry), detail: lastOf(entry) };
} // prettier-ignore

function isHeldBack({ held, level }: TrustEntry): boolean {
  return held === 'blocked' || level === 'blocked';
}

async function showEntry(entry: TrustEntry, gate: Gate, documents: Documents): Promise<void> {
  const history: Row<TrustAction | 'history'> = {
    value: 'history',
    label: '$(list-unordered) Show its history',
    detail: `${count(entry.history.length, 'event')}, with the score after each`,
  };
  const rows = actionsFor(entry).map((action): Row<TrustAction | 'history'> => ({
    value: action,
    label: action.label,
    detail: action.detail,
  }));
  const chosen = await vscode.window.showQuickPick([history, ...rows], {
    title: `${placeName(entry)} · ${holds(entry)}`,
    placeHolder: lastOf(entry),
    matchOnDetail: true,
  });
  if (chosen === undefined) return;
  if (chosen.value === 'history')
    return documents.show(`Trust in ${entry.kind} ${entry.service.replaceAll(/[/\\?#]/gu, ' ')}.md`, trustDocument(entry));
  await perform(chosen.value, entry, gate);
} // prettier-ignore

/** Asks for what the act needs first; then it is done, journaled and told. */
async function perform(action: TrustAction, entry: TrustEntry, gate: Gate): Promise<void> {
  if (await actOnTrust(action, entry, gate, inEditor)) await tellDone(entry, gate);
}

/** Asks for what the act needs first; then it is done and journaled. False when it is not what holds now. */
export async function actOnTrust(action: TrustAction, entry: TrustEntry, gate: Gate, by: string): Promise<boolean> {
  const about = (why: string) => (why.trim() === '' ? { by } : { by, why: why.trim() });
  if (action.confirm !== undefined && !(await confirmed(action))) return false;
  const why = action.asksWhy ? await askWhy(`${placeName(entry)}: what happened?`) : '';
  if (why === undefined) return false;
  const { deed } = action;
  if (deed.type !== 'level' && deed.type !== 'withdraw' && deed.type !== 'reset')
    gate.trust.act(deed, about(why));
  else if (deed.type === 'level' && deed.level === 'blocked') {
    // First in the gate, where it holds at once.
    gate.trust.act(deed, about(why));
    await saveBlock(deed);
  } else {
    // A block in the settings would hold whatever the gate says; one that stands elsewhere is not ours to lift.
    const isLifted = entry.held !== 'blocked' || (await removeBlock(deed));
    gate.trust.act(deed, about(why));
    if (!isLifted) {
      void tellHeld(entry);
      return false;
    }
  }
  return true;
} // prettier-ignore

async function tellDone({ service, kind }: TrustEntry, gate: Gate): Promise<void> {
  const now = gate.trust.list().find((one) => one.service === service && one.kind === kind);
  if (now === undefined) return;
  const again = 'Show Trust';
  const text = inert(`${placeName(now)}: ${holds(now)}.`);
  if ((await vscode.window.showInformationMessage(text, again)) === again)
    await vscode.commands.executeCommand(commands.showTrust);
}

async function tellHeld(entry: TrustEntry): Promise<void> {
  const open = 'Open Settings';
  const text = `${inert(placeName(entry))} stays blocked: your settings say so (portcullis.services).`;
  if ((await vscode.window.showWarningMessage(text, open)) === open) await openServices();
}

async function confirmed({ confirm = '', detail }: TrustAction): Promise<boolean> {
  const yes = 'Yes';
  return (await vscode.window.showWarningMessage(inert(confirm), { modal: true, detail }, yes)) === yes;
}

/** The person's own words for the journal; empty where they give none, undefined where they leave. */
function askWhy(title: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: 'A few words for the journal. You may leave this empty.',
    ignoreFocusOut: true,
  });
}

function about(why: string): { readonly by: string; readonly why?: string } {
  return why.trim() === '' ? { by: inEditor } : { by: inEditor, why: why.trim() };
}

/** Something went wrong with a service: all of it, or one kind of operation, loses its trust. */
export async function reportIncident({ gate }: TrustParts): Promise<void> {
  const up = await gate.get();
  const entries = up.trust.list();
  const services = [...new Set(entries.map(({ service }) => service))];
  if (services.length === 0) {
    void vscode.window.showInformationMessage('No agent has used a service outside this machine yet.');
    return;
  }
  const service = await vscode.window.showQuickPick(
    services.map((one): Row<string> => ({
      value: one,
      label: `$(globe) ${visible(one)}`,
      description: entries.filter(({ service }) => service === one).map(({ kind }) => kindNames[kind]).join(', '),
    })),
    { title: 'Report an incident (1 of 2)', placeHolder: 'Which service did harm?' },
  ); // prettier-ignore
  if (!service) return;
  const why = await askWhy(`Report an incident (2 of 2): what happened with ${visible(service.value)}?`);
  if (why === undefined) return;
  for (const kind of operationKinds) up.trust.act({ type: 'incident', service: service.value, kind }, about(why));
  const [block, show] = ['Block It', 'Show Trust'];
  const text = `${inert(visible(service.value))} fell to “${levelNames.approveAlways}” in everything. Allow rules of yours stand above trust: look at them as well.`;
  const next = await vscode.window.showWarningMessage(text, block, show);
  if (next === show) await vscode.commands.executeCommand(commands.showTrust);
  if (next !== block) return;
  for (const kind of operationKinds)
    up.trust.act({ type: 'level', service: service.value, kind, level: 'blocked' }, about(why));
  await saveBlock(service.value);
  void vscode.window.showInformationMessage(inert(`${visible(service.value)} is blocked, in your settings too (portcullis.services).`));
} // prettier-ignore
