// The guard as it is: each class of the floor and each named threat, what it protects, whether it holds, its last hits
// and the setting that changes it. Pure: the state comes in, so that command and panel show the same.
import type { IndexRow } from '../../gate/journalRows.ts';
import type { RuleRef } from '../../policy/decision.ts';
import { defaultProtectedBranches } from '../../policy/context.ts';
import { floorRules } from '../../policy/floor/rules.ts';
import { threats } from '../../policy/classifier/threats.ts';
import { placeOf } from '../../policy/rules/rule.ts';
import { settingKeys, type SettingKey } from '../settingKeys.ts';
import { visible } from '../visible.ts';

export interface GuardFacts {
  /** Classes of the floor that are off. */
  readonly floorExceptions: readonly string[];
  /** Those that the settings switch off without a confirmation. */
  readonly unconfirmed: readonly string[];
  readonly alwaysAllowBash: boolean;
  readonly protectedBranches: readonly string[];
  /** By the id of a threat, the first of its examples that an allow rule lets pass, and that rule. */
  readonly lifted: ReadonlyMap<string, { readonly example: string; readonly rule: RuleRef }>;
  /** By the id of a class, the newest first. */
  readonly hits: ReadonlyMap<string, readonly GuardHit[]>;
}

/** A row of the journal. */
export type GuardHit = Pick<IndexRow, 'time' | 'agent' | 'session' | 'text' | 'file' | 'at' | 'bytes'>;

export interface GuardClass {
  readonly id: string;
  /** `floor`: nothing but an exception lets it pass. `threat`: an allow rule of the user does. */
  readonly kind: 'floor' | 'threat';
  /** What it sees, as the start of a sentence. */
  readonly title: string;
  readonly protects: string;
  /** Shell lines that it denies. */
  readonly examples: readonly string[];
  readonly state: 'on' | 'weakened' | 'off';
  /** Why it is weakened or off, by what and in which scope; what waits for a confirmation. */
  readonly why: readonly string[];
  readonly hits: readonly GuardHit[];
  /** The settings that change it. */
  readonly settings: readonly SettingKey[];
}

/** Those that do not hold stand first, then those of the floor. */
export function guardView(facts: GuardFacts): readonly GuardClass[] {
  const classes = [...floorRules.map((rule) => floorClass(rule, facts)), ...threats.map((one) => threatClass(one, facts))];
  return [...classes.filter(({ state }) => state !== 'on'), ...classes.filter(({ state }) => state === 'on')];
} // prettier-ignore

function floorClass({ id, title, protects, examples }: (typeof floorRules)[number], facts: GuardFacts): GuardClass {
  const off = facts.floorExceptions.includes(id);
  const gone = id === 'force-push' ? defaultProtectedBranches.filter((one) => !facts.protectedBranches.includes(one)) : [];
  const why = [
    ...(off ? [`Switched off by ${settingKeys.floorExceptions} of the user settings: you confirmed it.`] : []),
    ...(facts.unconfirmed.includes(id) ? [`${settingKeys.floorExceptions} of the user settings switches it off, but nobody has confirmed that: it holds.`] : []),
    ...(gone.length > 0 ? [`${settingKeys.protectedBranches} of the user settings leaves out ${gone.join(', ')}.`] : []),
  ];
  return {
    id,
    kind: 'floor',
    title,
    protects,
    examples,
    why,
    state: off ? 'off' : gone.length > 0 ? 'weakened' : 'on',
    hits: facts.hits.get(id) ?? [],
    settings: [settingKeys.floorExceptions, ...(id === 'force-push' ? [settingKeys.protectedBranches] : [])],
  };
} // prettier-ignore

function threatClass({ id, title, principle, examples }: (typeof threats)[number], facts: GuardFacts): GuardClass {
  const lifted = facts.lifted.get(id);
  const why = [
    ...(facts.alwaysAllowBash ? [`${settingKeys.alwaysAllowBash} of the user settings lets all shell commands pass it.`] : []),
    ...(lifted === undefined ? [] : [`The ${lifted.rule.scope} rule “${visible(lifted.rule.text)}” (${placeOf(lifted.rule)}) lets ${lifted.example} pass.`]),
  ];
  return {
    id,
    kind: 'threat',
    title,
    protects: principle,
    examples,
    why,
    state: why.length === 0 ? 'on' : 'weakened',
    hits: facts.hits.get(id) ?? [],
    settings: [settingKeys.allow, ...(facts.alwaysAllowBash ? [settingKeys.alwaysAllowBash] : [])],
  };
} // prettier-ignore
