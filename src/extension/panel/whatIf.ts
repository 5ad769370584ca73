// What if: rules that are only tried, held against the last decisions of the journal. Each call is judged twice as
// things are now, with the rules in force and with those that are tried, so that a difference comes from the rules alone.
import { setImmediate as breathe } from 'node:timers/promises';
import { agents } from '../../agents/agents.ts';
import type { Gate } from '../../gate/api.ts';
import { convert } from '../../gate/convert.ts';
import { HumanError } from '../../gate/humanError.ts';
import type { JournalIndex } from '../../gate/journalIndex.ts';
import type { IndexRow } from '../../gate/journalRows.ts';
import type { Behavior } from '../../policy/decision.ts';
import { textOf } from '../../policy/export/fields.ts';
import { readRules } from '../../policy/rules/read.ts';
import type { RuleSource } from '../../policy/rules/rule.ts';
import type { Compared, Intent } from '../../protocol/panel.ts';
import { shown, visible } from '../visible.ts';
import { timeOf } from './journalRows.ts';
import { says } from './lineWords.ts';
import { homeOf, readRulesText, type RuleHome } from './triedRules.ts';

const most = 1_000;

export type Trying = Extract<Intent, { type: 'whatIf' }>['trying'];

export interface TriedRules {
  /** What would be in force. */
  readonly rules: readonly RuleSource[];
  readonly notes: readonly string[];
}

/**
 * `edit`: the text stands for all rules that can be edited, or a pasted settings file for those of the user's settings.
 * `add`: it comes on top of what is in force. Throws a HumanError for what cannot be taken for rules.
 */
export function rulesToTry(text: string, trying: Trying, inForce: readonly RuleSource[], homes: readonly RuleHome[]): TriedRules {
  const read = readRulesText(text, homes);
  if ('refused' in read) throw new HumanError(read.refused);
  const replaced = trying === 'add' ? [] : read.isWhole ? homes : homes.slice(0, 1);
  const kept = inForce.filter((rule) => !replaced.some((home) => homeOf(rule, homes) === home));
  const { problems } = readRules(read.rules);
  return {
    rules: [...kept, ...read.rules],
    notes: [...read.notes, ...problems.map(({ rule, message }) => `${rule.text}: ${message}`)].map(visible),
  };
} // prettier-ignore

export interface WhatIfParts {
  readonly gate: Gate;
  readonly index: Pick<JournalIndex, 'refresh' | 'decisions' | 'entry'>;
  /** Turns false when the answer is of no interest any more. */
  readonly wanted: () => boolean;
  /** Hears now and then how many calls were looked at, and of how many. */
  readonly looked: (done: number, all: number) => void;
}

export async function whatIf({ rules, notes }: TriedRules, { gate, index, wanted, looked: tell }: WhatIfParts): Promise<Compared | undefined> {
  await index.refresh();
  const rows = index.decisions(most);
  const changes: Change[] = [];
  let looked = 0;
  for (const [at, row] of rows.entries()) {
    // Calls of agents are decided in between.
    await breathe();
    if (!wanted()) return undefined;
    if (at % 100 === 99) tell(at + 1, rows.length);
    const change = compared(row, index, gate, rules);
    if (change === 'unreadable') continue;
    looked += 1;
    if (change !== undefined) changes.push(change);
  }
  return { looked, notes, changed: changes.length, groups: groupsOf(changes) };
} // prettier-ignore

type Shown = Compared['groups'][number]['changes'][number];

interface Change {
  readonly before: Behavior;
  readonly after: Behavior;
  readonly shown: Shown;
}

/** What loosens stands first. */
const groups = [
  { title: 'Newly allowed', tone: 'danger', is: ({ after }: Change) => after === 'allow' },
  { title: 'Asked about instead of denied', tone: 'warning', is: ({ before, after }: Change) => before === 'deny' && after === 'ask' },
  { title: 'Newly asked about', tone: 'plain', is: ({ before, after }: Change) => before === 'allow' && after === 'ask' },
  { title: 'Newly denied', tone: 'plain', is: ({ after }: Change) => after === 'deny' },
] as const; // prettier-ignore

const mostShown = 100;

function groupsOf(changes: readonly Change[]): Compared['groups'] {
  return groups
    .map(({ title, tone, is }) => ({ title, tone, all: changes.filter(is) }))
    .filter(({ all }) => all.length > 0)
    .map(({ title, tone, all }) => ({
      title,
      tone,
      count: all.length,
      changes: all.slice(0, mostShown).map((one) => one.shown),
    }));
}

function compared(row: IndexRow, index: Pick<JournalIndex, 'entry'>, gate: Gate, rules: readonly RuleSource[]): Change | undefined | 'unreadable' {
  const entry = index.entry(row);
  const agent = Object.values(agents).find(({ id }) => id === row.agent)?.id;
  if (entry === undefined || agent === undefined) return 'unreadable';
  try {
    const context = { agent, cwd: textOf(entry, 'cwd') };
    const behaviorWith = (instead?: readonly RuleSource[]): Behavior =>
      convert(gate.tried(textOf(entry, 'tool'), entry['input'], context, instead).decision, true).behavior;
    const [before, after] = [behaviorWith(), behaviorWith(rules)];
    if (before === after) return undefined;
    const place = { file: row.file, at: row.at, bytes: row.bytes };
    return { before, after, shown: { ...place, time: timeOf(row.time), subject: shown(row.text), before: says[before], after: says[after] } };
  } catch {
    return 'unreadable';
  }
} // prettier-ignore
