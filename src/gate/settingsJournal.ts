// The settings that hold, as the journal has them: all of them when a gate starts, and what is different, and weaker,
// whenever they change.
import type { JournalRecord } from '../policy/journal.ts';
import { readRules } from '../policy/rules/read.ts';
import { setAsideIn } from '../policy/rules/setAside.ts';
import type { Settings } from '../protocol/settings.ts';
import type { Workspace } from './api.ts';

type Single = string | number | boolean;
type Value = Single | readonly string[];

/** By the names of the settings. Rules are those of all scopes, the deny lists included. */
type InForce = Readonly<Record<string, Value>>;

export interface SettingsJournal {
  /** Writes what is new since the last look; at the first one, all. */
  look(): void;
}

export function settingsJournal(
  settings: () => Settings,
  workspace: () => Workspace,
  note: (event: string, details: Omit<JournalRecord, 'event'>) => void,
): SettingsJournal {
  let before: InForce | undefined;
  let wasTrusted: boolean | undefined;
  return {
    look() {
      const { roots, trusted } = workspace();
      const now = inForce(settings(), roots);
      const changed = before === undefined ? {} : changesBetween(before, now);
      if (before === undefined) note('settings', { ...shortened(now), workspaceTrusted: trusted });
      else if (trusted !== wasTrusted) note('workspace-trust', { trusted, folders: roots });
      if (Object.keys(changed).length > 0)
        note('settings-changed', { changed, weakened: weakenedBy(changed) });
      [before, wasTrusted] = [now, trusted];
    },
  };
}

function inForce(settings: Settings, roots: readonly string[]): InForce {
  const { permissionMode, chosenMode, readAgentRules, alwaysAllowBash, floorExceptions, protectedBranches } =
    settings;
  const { rules, unapproved, additionalDirectories, temporaryDirectories, services } = settings;
  return {
    permissionMode,
    rules: rules.map(ruleText),
    unapproved: unapproved.map(ruleText),
    setAside: setAsideIn(chosenMode, readRules(rules).allow).map(({ source }) => ruleText(source)),
    floorExceptions,
    protectedBranches,
    additionalDirectories,
    temporaryDirectories,
    readAgentRules,
    alwaysAllowBash,
    services: services.map(({ service, kind, level }) => `${level} ${kind ?? '*'} ${service}`),
    reviewer: reviewerText(settings.reviewer),
    trustThreshold: settings.trustThreshold,
    trustHalfLife: settings.trustHalfLife,
    workspaceFolders: roots,
  };
}

function reviewerText({ kind, model, endpoint, reviews }: Settings['reviewer']): string {
  return kind === 'off'
    ? kind
    : [kind, model, endpoint, `(${reviews})`].filter((word) => word !== '').join(' ');
}

function ruleText({ behavior, scope, text }: Settings['rules'][number]): string {
  return `${behavior} ${text} (${scope})`;
}

/** Members of a list that are written. */
const most = 500;

function shortened(values: InForce): InForce {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, isSingle(value) ? value : first(value)]),
  );
}

function first(list: readonly string[]): readonly string[] {
  return list.length <= most ? list : [...list.slice(0, most), `… ${list.length - most} more`];
}

function isSingle(value: Value): value is Single {
  return typeof value !== 'object';
}

type Change =
  | { readonly from: Single; readonly to: Single }
  | { readonly added: readonly string[]; readonly removed: readonly string[] };

function changesBetween(before: InForce, now: InForce): Readonly<Record<string, Change>> {
  return Object.fromEntries(
    Object.entries(now).flatMap(([name, value]) => {
      const change = changeOf(before[name] ?? [], value);
      return change === undefined ? [] : [[name, change]];
    }),
  );
}

function changeOf(before: Value, now: Value): Change | undefined {
  if (isSingle(before) || isSingle(now))
    return isSingle(before) && isSingle(now) && before !== now ? { from: before, to: now } : undefined;
  const added = now.filter((one) => !before.includes(one));
  const removed = before.filter((one) => !now.includes(one));
  return added.length + removed.length === 0 ? undefined : { added: first(added), removed: first(removed) };
}

/** What an agent may do now that it could not do before, in a few words each. */
function weakenedBy(changes: Readonly<Record<string, Change>>): readonly string[] {
  return Object.entries(changes).flatMap(([name, change]) => weakening[name]?.(change) ?? []);
}

const weakening: Readonly<Record<string, (change: Change) => readonly string[]>> = {
  permissionMode: (change) => ('to' in change && isFreer(change.to, change.from) ? [`mode ${change.to}`] : []),
  rules: (change) => [
    ...added(change).filter((rule) => rule.startsWith('allow ')),
    ...removed(change).filter((rule) => !rule.startsWith('allow ')).map((rule) => `no longer ${rule}`),
  ],
  floorExceptions: (change) => added(change).map((id) => `exception from the guard ${id}`),
  protectedBranches: (change) => removed(change).map((branch) => `branch ${branch} not protected`),
  additionalDirectories: (change) => added(change).map((folder) => `${folder} counts as the workspace`),
  temporaryDirectories: (change) => added(change).map((folder) => `${folder} counts as temporary`),
  readAgentRules: (change) => ('to' in change && change.to === 'all' ? ["agents' own allow rules count"] : []),
  alwaysAllowBash: (change) => ('to' in change && change.to === true ? ['all shell commands let run'] : []),
  reviewer: (change) => ('to' in change && change.to !== 'off' ? [`reviewer ${change.to}`] : []),
  services: (change) => removed(change).map((service) => `no longer ${service}`),
  trustThreshold: (change) => ('to' in change && change.to < change.from ? [`trust suffices from ${change.to}`] : []),
}; // prettier-ignore

/** From the strictest on. */
const modes: readonly Single[] = ['plan', 'dontAsk', 'default', 'acceptEdits', 'auto', 'bypassPermissions'];

function isFreer(mode: Single, than: Single): boolean {
  return modes.indexOf(mode) > modes.indexOf(than);
}

function added(change: Change): readonly string[] {
  return 'added' in change ? change.added : [];
}

function removed(change: Change): readonly string[] {
  return 'removed' in change ? change.removed : [];
}
