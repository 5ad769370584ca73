// "Review Guard": each class of the built-in guard and each named threat in a list, and behind each of them what it
// protects, examples to simulate, its last hits in the journal, and the ways to change it.
import * as vscode from 'vscode';
import { indexJournal, type JournalIndex } from '../gate/journalIndex.ts';
import type { Gate } from '../gate/api.ts';
import { threats } from '../policy/classifier/threats.ts';
import { entryText } from '../policy/export/entryText.ts';
import { commands } from './commands.ts';
import type { Documents } from './documents.ts';
import { switchGuardOff, switchGuardOn, type GuardSwitches } from './guardSwitch.ts';
import type { LazyGate } from './lazyGate.ts';
import { guardView, type GuardClass, type GuardFacts } from './panel/guardView.ts';
import { section, settingKeys, type SettingKey } from './settingKeys.ts';
import type { LiveSettings } from './settings.ts';
import { shortened, visible } from './visible.ts';

export interface GuardParts extends GuardSwitches {
  readonly gate: LazyGate;
  readonly documents: Documents;
  readonly journalFolder: string;
  /** Examples are judged in the first of these folders. */
  readonly callFolders: () => readonly string[];
}

interface Row extends vscode.QuickPickItem {
  readonly run?: () => Promise<unknown>;
}

/** Hits that are shown of each class. */
const mostHits = 5;

export async function reviewGuard(parts: GuardParts): Promise<void> {
  const { gate, settings, callFolders, journalFolder } = parts;
  const index = indexJournal(journalFolder);
  const facts = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: 'Reading the journal' },
    async () => {
      await index.refresh();
      const lifted = await liftedThreats(await gate.get(), settings, callFolders()[0] ?? '');
      return factsOf(settings, { hits: index.guarded(mostHits), lifted });
    },
  );
  const classes = guardView(facts);
  const open = (one: GuardClass): Row => classRow(one, () => showClass(one, parts, index));
  const rows: Row[] = [
    ...separated('Not holding as it should', classes.filter(({ state }) => state !== 'on').map(open)),
    ...separated('Never allowed', classes.filter(({ state, kind }) => state === 'on' && kind === 'floor').map(open)),
    ...separated('Denied unless a rule of yours allows it', classes.filter(({ state, kind }) => state === 'on' && kind === 'threat').map(open)),
  ];
  const off = classes.filter(({ state }) => state !== 'on').length;
  const chosen = await vscode.window.showQuickPick(rows, {
    title: `Guard: ${classes.length} classes, ${off === 0 ? 'all on' : `${off} not holding as they should`}`,
    placeHolder: 'Choose a class to see examples, its last hits and what changes it',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  await chosen?.run?.();
} // prettier-ignore

function factsOf(settings: LiveSettings, more: Pick<GuardFacts, 'hits' | 'lifted'>): GuardFacts {
  const { floorExceptions, alwaysAllowBash, protectedBranches } = settings.current();
  const unconfirmed = settings.exceptionsUnconfirmed();
  return { floorExceptions, alwaysAllowBash, protectedBranches, unconfirmed, ...more };
}

/** Each example is judged with the rules in force; without allow rules there is nothing to look for. */
async function liftedThreats(gate: Gate, settings: LiveSettings, cwd: string): Promise<GuardFacts['lifted']> {
  const lifted = new Map<string, { readonly example: string; readonly rule: LiftingRule }>();
  if (!settings.rules().some(({ behavior }) => behavior === 'allow')) return lifted;
  for (const { id, examples } of threats) {
    // The gate decides on agents' calls in the same thread: they go first.
    await new Promise((resolve) => setImmediate(resolve));
    for (const example of examples) {
      const { layer, rule } = gate.tried('Bash', { command: example }, { agent: 'claude', cwd }).decision;
      if (layer === 'allow-rule' && rule !== undefined && !lifted.has(id)) lifted.set(id, { example, rule });
    }
  }
  return lifted;
}

type LiftingRule = NonNullable<ReturnType<Gate['tried']>['decision']['rule']>;

const icons = { on: '$(shield)', weakened: '$(warning)', off: '$(circle-slash)' } as const;
const states = { on: 'on', weakened: 'weakened', off: 'OFF' } as const;

function classRow({ id, title, state, why, protects, hits }: GuardClass, run: () => Promise<unknown>): Row {
  const [last] = hits;
  const hit = last === undefined ? '' : ` · last hit ${moment(last.time)}`;
  return {
    label: `${icons[state]} ${id}`,
    description: `${states[state]}${hit} · ${title}`,
    detail: [...why, protects].join(' '),
    run,
  };
}

async function showClass(one: GuardClass, parts: GuardParts, index: JournalIndex): Promise<void> {
  const rows: Row[] = [
    ...separated('It denies, in whatever spelling', one.examples.map((example): Row => ({ label: `$(debug-alt) ${example}`, description: 'simulate', run: () => run(commands.simulate, { tool: 'shell', input: example }) }))),
    ...separated('Its last hits', one.hits.map((hit): Row => ({
      label: `$(book) ${shortened(visible(hit.text), 100).replaceAll('$(', '$\u2060(')}`,
      description: `${moment(hit.time)} · ${visible(hit.agent)} · session ${visible(hit.session.slice(0, 8))}`,
      run: async () => {
        const entry = index.entry(hit);
        if (entry !== undefined) await parts.documents.show(`Journal entry ${entry.digest.slice(0, 8)}.md`, entryText(entry, ''));
      },
    }))),
    ...separated('What changes it', [
      ...one.settings.map((key): Row => ({ label: `$(settings-gear) ${section}.${key}`, description: meanings[key] ?? '', run: () => run('workbench.action.openSettings', `@id:${section}.${key}`) })),
      ...switches(one, parts),
    ]),
  ];
  const chosen = await vscode.window.showQuickPick(rows, {
    title: `${one.id} · ${states[one.state]} · ${one.title}`,
    placeHolder: [...one.why, one.protects].join(' '),
    matchOnDescription: true,
  });
  await chosen?.run?.();
} // prettier-ignore

const meanings: Readonly<Partial<Record<SettingKey, string>>> = {
  [settingKeys.floorExceptions]: 'classes of the floor that are off, in user settings alone',
  [settingKeys.protectedBranches]: 'branches that no force push may touch',
  [settingKeys.allow]: 'an allow rule of the user that covers the call lets it pass',
  [settingKeys.alwaysAllowBash]: 'all shell commands pass',
};

function switches({ id, kind, state }: GuardClass, parts: GuardParts): readonly Row[] {
  if (kind !== 'floor') return [];
  const excepted = parts.settings.saysExcepted().includes(id);
  return [
    ...(excepted ? [{ label: '$(shield) Switch on again', run: () => switchGuardOn(id, parts) }] : []),
    ...(state === 'off' ? [] : [{ label: '$(circle-slash) Switch off…', description: 'asks you to type its name', run: () => switchGuardOff(id, parts) }]),
  ];
} // prettier-ignore

function separated(label: string, rows: readonly Row[]): readonly Row[] {
  return rows.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...rows];
}

function moment(time: string): string {
  return new Date(time).toLocaleString([], { dateStyle: 'short', timeStyle: 'short' });
}

async function run(id: string, given: unknown): Promise<void> {
  await vscode.commands.executeCommand(id, given);
}
