// What if: rules that are only tried, held against the last decisions of the journal. Each call is judged twice as
// things are now, with the rules in force and with those that are tried, so that a difference comes from the rules alone.
import { setImmediate as breathe } from 'node:timers/promises';
import { agents } from '../../agents/agents.ts';
import type { TriedFile } from '../../gate/agentRules.ts';
import type { Gate, Tried } from '../../gate/api.ts';
import { convert } from '../../gate/convert.ts';
import { HumanError } from '../../gate/humanError.ts';
import type { JournalIndex } from '../../gate/journalIndex.ts';
import type { IndexRow } from '../../gate/journalRows.ts';
import type { Behavior } from '../../policy/decision.ts';
import { textOf } from '../../policy/export/fields.ts';
import { isCut } from '../../policy/redact.ts';
import { readRules } from '../../policy/rules/read.ts';
import type { RuleSource } from '../../policy/rules/rule.ts';
import type { Compared, Intent } from '../../protocol/panel.ts';
import { count } from '../statusText.ts';
import { shown, visible } from '../visible.ts';
import { timeOf } from './journalRows.ts';
import { says } from './lineWords.ts';
import { agentText, homeOf, readRulesText, textOfRules, type RuleHome } from './triedRules.ts';

const most = 1_000;

export type Trying = Extract<Intent, { type: 'whatIf' }>['trying'];

export interface TriedRules extends Tried {
  /** What would be in force, but for rules of agents' files. */
  readonly rules: readonly RuleSource[];
  readonly agentFiles: readonly TriedFile[];
  /** All that would be in force, as text beside what is in force now; of agents' files those that are tried. */
  readonly texts: { readonly before: string; readonly after: string };
  readonly notes: readonly string[];
}

/**
 * `edit`: the text stands for all rules that can be edited, or a pasted settings file for those of the user's settings;
 * and for those of each file of an agent that it names, which `inForce` holds as well.
 * `add`: it comes on top of what is in force. Throws a HumanError for what cannot be taken for rules.
 */
export function rulesToTry(text: string, trying: Trying, inForce: readonly RuleSource[], homes: readonly RuleHome[]): TriedRules {
  const read = readRulesText(text, homes);
  if ('refused' in read) throw new HumanError(read.refused);
  const ofAgents = read.stands.filter(({ form }) => form === 'claude');
  if (trying === 'add' && ofAgents.length > 0) throw new HumanError('Rules of an agent’s file are tried as a whole: choose “Change the rules in force”.');
  const replaced = trying === 'add' ? [] : read.stands;
  const kept = inForce.filter((rule) => !replaced.some((home) => homeOf(rule, homes) === home));
  const { problems } = readRules(read.rules);
  const spoken = homes.filter((home) => home.form === undefined || ofAgents.includes(home));
  const inHome = (home: RuleHome) => read.rules.filter((rule) => homeOf(rule, homes) === home);
  return {
    rules: [...kept, ...read.rules].filter((rule) => !isOfAgent(rule, homes)),
    texts: { before: textOfRules(inForce, spoken), after: textOfRules([...kept, ...read.rules], spoken) },
    agentFiles: ofAgents.flatMap((home) => (home.file === undefined ? [] : [{ file: home.file, text: agentText(inHome(home)) }])),
    notes: [...read.notes, ...problems.map(({ rule, message }) => `${rule.text}: ${message}`)].map(visible),
  };
} // prettier-ignore

/** The gate reads these itself, call by call; one that nobody can read stands for a file that is broken. */
function isOfAgent({ file, form }: RuleSource, homes: readonly RuleHome[]): boolean {
  return form === 'claude' || (form === 'unreadable' && homes.some((home) => home.form === 'claude' && home.file === file));
} // prettier-ignore

export interface WhatIfParts {
  readonly gate: Gate;
  readonly index: Pick<JournalIndex, 'refresh' | 'decisions' | 'entry'>;
  /** Turns false when the answer is of no interest any more. */
  readonly wanted: () => boolean;
  /** Hears now and then how many calls were looked at, and of how many. */
  readonly looked: (done: number, all: number) => void;
}

export async function whatIf(tried: TriedRules, { gate, index, wanted, looked: tell }: WhatIfParts): Promise<Compared | undefined> {
  await index.refresh();
  const rows = index.decisions(most);
  const changes: Change[] = [];
  let looked = 0;
  let cut = 0;
  for (const [at, row] of rows.entries()) {
    // Calls of agents are decided in between.
    await breathe();
    if (!wanted()) return undefined;
    if (at % 100 === 99) tell(at + 1, rows.length);
    const change = compared(row, index, gate, tried);
    if (change === 'cut') cut += 1;
    if (change === 'unreadable' || change === 'cut') continue;
    looked += 1;
    if (change !== undefined) changes.push(change);
  }
  const notes = cut === 0 ? tried.notes : [...tried.notes, `${count(cut, 'call')} ${cut === 1 ? 'is' : 'are'} cut in the journal and cannot be judged again.`];
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

function compared(row: IndexRow, index: Pick<JournalIndex, 'entry'>, gate: Gate, tried: Tried): Change | undefined | 'unreadable' | 'cut' {
  const entry = index.entry(row);
  const agent = Object.values(agents).find(({ id }) => id === row.agent)?.id;
  if (entry === undefined || agent === undefined) return 'unreadable';
  // What was cut off may be what matters.
  if (isCut(entry['input'])) return 'cut';
  try {
    const context = { agent, cwd: textOf(entry, 'cwd') };
    const behaviorWith = (instead?: Tried): Behavior =>
      convert(gate.tried(textOf(entry, 'tool'), entry['input'], context, instead).decision, true).behavior;
    const [before, after] = [behaviorWith(), behaviorWith(tried)];
    if (before === after) return undefined;
    const place = { file: row.file, at: row.at, bytes: row.bytes };
    return { before, after, shown: { ...place, time: timeOf(row.time), subject: shown(row.text), before: says[before], after: says[after] } };
  } catch {
    return 'unreadable';
  }
} // prettier-ignore
