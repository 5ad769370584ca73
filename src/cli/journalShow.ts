// `portcullis journal show`: the last entries that fit the filter, one line each, with what became of the call.
import { outcomes } from '../policy/export/report.ts';
import { rulePlace, servicesOf, summaryOf, textOf } from '../policy/export/fields.ts';
import { matching, type JournalFilter } from '../policy/export/filter.ts';
import type { JournalEntry } from '../policy/journal.ts';
import type { Terminal } from './terminal.ts';
import { painter, shortened, table, visible, type Paint } from './text.ts';
import { CommandError } from './usage.ts';

export async function show(
  entries: Iterable<JournalEntry>,
  filter: JournalFilter,
  { limit, json }: { readonly limit: string | undefined; readonly json: boolean },
  terminal: Terminal,
): Promise<number> {
  const most = readLimit(limit);
  const joined = outcomes(most);
  const wanted = matching(filter);
  let last: JournalEntry[] = [];
  for (const entry of entries) {
    const fits = wanted(entry);
    // The outcome of a call stands in the line of its decision; alone it is shown only when it is asked for.
    const told = (fits || entry.event === 'outcome') && joined.add(entry) && filter.event === undefined;
    if (!fits || told) continue;
    last.push(entry);
    if (last.length > 2 * most) last = last.slice(-most);
  }
  const shown = last.slice(-most);
  await terminal.out(
    json
      ? shown.map((entry) => `${JSON.stringify(withOutcome(entry, joined.of(entry)))}\n`).join('')
      : `${table(shown.map((entry) => row(entry, joined.of(entry), painter(terminal.colors), terminal.columns)))}\n`,
  );
  return 0;
} // prettier-ignore

function withOutcome(entry: JournalEntry, outcome: string): JournalEntry {
  return entry.event === 'decision' && outcome !== '' ? { ...entry, outcome } : entry;
}

function readLimit(text: string | undefined): number {
  const limit = Number(text ?? '50');
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > 100_000)
    throw new CommandError('--limit is a number of entries, at most 100000');
  return limit;
}

const colors = { allow: 'green', ask: 'yellow', deny: 'red' } as const;

function row(entry: JournalEntry, outcome: string, paint: Paint, columns: number): readonly string[] {
  const behavior = textOf(entry, 'behavior');
  const shown = behavior === 'allow' || behavior === 'ask' || behavior === 'deny' ? behavior : undefined;
  const became = entry.event === 'decision' && outcome !== '' ? ` (${outcome})` : '';
  const place = rulePlace(entry);
  const more = [servicesOf(entry).join(' '), place === '' ? '' : `rule in ${place}`].filter(Boolean);
  return [
    paint('dim', entry.time.replace('T', ' ').slice(0, 19)),
    textOf(entry, 'session').slice(0, 8),
    entry.event,
    shown === undefined ? '' : paint(colors[shown], `${shown}${became}`),
    textOf(entry, 'layer'),
    shortened(visible([summaryOf(entry), ...more].join(' · ')), Math.max(30, columns - 70)),
  ];
}
