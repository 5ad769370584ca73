// `portcullis journal rules`: how often each rule decided, counted from the journal.
import type { JournalEntry } from '../policy/journal.ts';
import { byUse, counted, decodeRuleRef, type RuleCount } from '../policy/rules/count.ts';
import type { Terminal } from './terminal.ts';
import { table, visible } from './text.ts';

export async function countRules(
  entries: Iterable<JournalEntry>,
  wanted: (entry: JournalEntry) => boolean,
  json: boolean,
  terminal: Terminal,
): Promise<number> {
  const counts = countsOf(entries, wanted);
  if (json) for (const count of counts) await terminal.out(`${JSON.stringify(count)}\n`);
  else await terminal.out(counts.length === 0 ? 'No rule has decided anything yet.\n' : `${table(counts.map(row))}\n`);
  return 0;
} // prettier-ignore

function countsOf(
  entries: Iterable<JournalEntry>,
  wanted: (entry: JournalEntry) => boolean,
): readonly RuleCount[] {
  let counts: ReadonlyMap<string, RuleCount> = new Map();
  for (const entry of entries) {
    const rule = entry.event === 'decision' && wanted(entry) ? decodeRuleRef(entry['rule']) : undefined;
    if (rule !== undefined) counts = counted(counts, rule, Date.parse(entry.time));
  }
  return byUse(counts.values());
}

function row({ rule, decided, last }: RuleCount): readonly string[] {
  const place = rule.file === undefined ? rule.scope : `${rule.file}${rule.line === undefined ? '' : `:${rule.line}`}`;
  return [String(decided), new Date(last).toISOString().replace('T', ' ').slice(0, 19), rule.behavior, visible(rule.text), visible(place)];
} // prettier-ignore
