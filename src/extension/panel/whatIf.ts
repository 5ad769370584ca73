// What if: rules that are only tried, held against the last decisions of the journal. Each call is judged twice as
// things are now, without and with the rules, so that a difference comes from the rules alone.
import { setImmediate as breathe } from 'node:timers/promises';
import type { Gate } from '../../gate/api.ts';
import type { IndexRow, JournalIndex } from '../../gate/journalIndex.ts';
import { agents } from '../../agents/agents.ts';
import type { Behavior } from '../../policy/decision.ts';
import { textOf } from '../../policy/export/fields.ts';
import { readRules } from '../../policy/rules/read.ts';
import type { RuleSource } from '../../policy/rules/rule.ts';
import type { Compared } from '../../protocol/panel.ts';
import { visible } from '../visible.ts';
import { timeOf } from './journalRows.ts';
import { says, tones } from './lineWords.ts';

const most = 1_000;

/** Lines such as `deny: rm *`; a line without a word before it is an allow rule. */
export function rulesFrom(text: string): readonly RuleSource[] {
  return text.split(/\r?\n/u).flatMap((line): readonly RuleSource[] => {
    const [, word, rule = ''] = /^\s*(?:(allow|ask|deny)\s*[:\s]\s*)?(.*?)\s*,?\s*$/u.exec(line) ?? [];
    const plain = rule.replace(/^"(.*)"$/u, '$1');
    if (plain === '' || plain.startsWith('#') || plain.startsWith('//')) return [];
    const behavior: Behavior = word === 'ask' || word === 'deny' ? word : 'allow';
    return [{ text: plain, behavior, scope: 'user' }];
  });
}

/** `wanted` turns false when the answer is of no interest any more. */
export async function whatIf(
  text: string,
  gate: Gate,
  index: JournalIndex,
  wanted: () => boolean,
): Promise<Compared | undefined> {
  const rules = rulesFrom(text);
  const { problems } = readRules(rules);
  await index.refresh();
  const rows = index.decisions(most);
  const changes: Compared['changes'][number][] = [];
  let looked = 0;
  for (const [at, row] of rows.entries()) {
    if (at % 10 === 0) await breathe();
    if (!wanted()) return undefined;
    const change = compared(row, index, gate, rules);
    if (change === 'unreadable') continue;
    looked += 1;
    if (change !== undefined) changes.push(change);
  }
  return {
    looked,
    rules: rules.length,
    problems: problems.map(({ rule, message }) => `${visible(rule.text)}: ${message}`),
    changes: changes.slice(0, 200),
    changed: changes.length,
  };
}

function compared(row: IndexRow, index: JournalIndex, gate: Gate, rules: readonly RuleSource[]): Compared['changes'][number] | undefined | 'unreadable' {
  const entry = index.entry(row);
  const agent = Object.values(agents).find(({ id }) => id === row.agent)?.id;
  if (entry === undefined || agent === undefined) return 'unreadable';
  try {
    const cwd = textOf(entry, 'cwd');
    const context = { agent, cwd };
    const before = gate.tried(textOf(entry, 'tool'), entry['input'], context).decision.behavior;
    const after = gate.tried(textOf(entry, 'tool'), entry['input'], context, rules).decision.behavior;
    if (before === after) return undefined;
    const place = { file: row.file, at: row.at, bytes: row.bytes };
    return { ...place, time: timeOf(row.time), subject: visible(row.text), before: says[before], after: says[after], tone: tones[after] };
  } catch {
    return 'unreadable';
  }
} // prettier-ignore
