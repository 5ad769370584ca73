// Entries of the journal as rows of a list. Pure.
import type { IndexRow } from '../../gate/journalRows.ts';
import type { JournalRow } from '../../protocol/panel.ts';
import { visible } from '../visible.ts';

const decisions = {
  allow: { icon: 'pass', says: 'allowed', tone: 'ok' },
  ask: { icon: 'question', says: 'asked', tone: 'warning' },
  deny: { icon: 'circle-slash', says: 'denied', tone: 'danger' },
} as const;

/** Other events by their names, as far as an icon helps. */
const events: Readonly<Record<string, string>> = {
  answer: 'account',
  launch: 'play',
  gated: 'shield',
  end: 'debug-disconnect',
  ended: 'debug-disconnect',
  stop: 'debug-stop',
  stopped: 'debug-stop',
  release: 'debug-continue',
  pause: 'debug-pause',
  resume: 'debug-continue',
  trust: 'star',
  breach: 'flame',
  ungated: 'warning',
};

export function journalRow({ time, event, behavior, layer, text, file, at, bytes }: IndexRow): JournalRow {
  const base = { file, at, bytes, time: timeOf(time), text: visible(text) };
  if (event !== 'decision')
    return { ...base, icon: events[event] ?? 'note', says: visible(event), tone: 'dim', by: visible(event), isDecision: false };
  const decision = behavior === 'allow' || behavior === 'ask' ? decisions[behavior] : decisions.deny;
  return { ...base, ...decision, by: visible(layer), isDecision: true };
} // prettier-ignore

/** Milliseconds since 1970; 0 where it cannot be read, for a line that is damaged in this is still to be seen. */
export function timeOf(text: string): number {
  return Date.parse(text) || 0;
}
