// Chooses a filter for the journal from what its entries say.
import * as vscode from 'vscode';
import { servicesOf, textOf } from '../../policy/export/fields.ts';
import type { JournalFilter } from '../../policy/export/filter.ts';
import type { JournalEntry } from '../../policy/journal.ts';
import { visible } from '../visible.ts';

type Field = 'event' | 'behavior' | 'layer' | 'tool' | 'service' | 'session';

const fields: readonly (readonly [Field, (entry: JournalEntry) => readonly string[]])[] = [
  ['event', ({ event }) => [event]],
  ['behavior', (entry) => [textOf(entry, 'behavior')]],
  ['layer', (entry) => [textOf(entry, 'layer')]],
  ['tool', (entry) => [textOf(entry, 'tool')]],
  ['service', servicesOf],
  ['session', (entry) => [textOf(entry, 'session')]],
];

interface Choice extends vscode.QuickPickItem {
  readonly field: Field;
  readonly value: string;
}

/** One value of each field at most; without any, no filter. The given one when the person goes back. */
export async function chooseFilter(entries: readonly JournalEntry[], now: JournalFilter): Promise<JournalFilter> {
  const chosen = await vscode.window.showQuickPick(fields.flatMap(([field, values]) => choices(field, entries.flatMap(values), now)), {
    title: 'Which entries?',
    placeHolder: 'Choose at most one of each kind; none shows all',
    canPickMany: true,
  });
  if (!chosen) return now;
  return Object.fromEntries(chosen.map(({ field, value }) => [field, value]));
} // prettier-ignore

function choices(field: Field, values: readonly string[], now: JournalFilter): readonly Choice[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  // What the filter has holds the others back, and must be there to be taken away.
  const held = now[field];
  if (held !== undefined && !counts.has(held)) counts.set(held, 0);
  return [...counts].sort(([, a], [, b]) => b - a).slice(0, 30).map(([value, count]) => ({
    field,
    value,
    label: `${field}: ${visible(value)}`,
    description: `${count}`,
    picked: held === value,
  }));
} // prettier-ignore

/** For a title: empty without a filter. */
export function filterWords(filter: JournalFilter): string {
  const words = Object.entries(filter).flatMap(([field, value]) =>
    value === undefined ? [] : [`${field} ${visible(String(value)).slice(0, 40)}`],
  );
  return words.length === 0 ? '' : `, ${words.join(', ')}`;
}
