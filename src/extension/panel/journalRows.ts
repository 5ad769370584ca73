// Entries of the journal as rows of a list. Pure.
import type { IndexRow } from '../../gate/journalRows.ts';
import type { JournalRow } from '../../protocol/panel.ts';
import { nameOf } from '../agentNames.ts';
import { visible } from '../visible.ts';
import { decisionWords, eventWord } from './eventWords.ts';
import { layerTitle } from './lineWords.ts';

export function journalRow(row: IndexRow): JournalRow {
  const { time, event, behavior, layer, text, agent, session, file, at, bytes } = row;
  const base = { file, at, bytes, time: timeOf(time), text: visible(text), session: visible(session) };
  if (event !== 'decision')
    return { ...base, ...eventWord(event), tone: 'dim', by: agent === '' ? '' : visible(nameOf(agent)), isDecision: false };
  const decision = behavior === 'allow' || behavior === 'ask' ? decisionWords[behavior] : decisionWords.deny;
  return { ...base, ...decision, by: visible(layerTitle(layer)), isDecision: true };
} // prettier-ignore

/** Milliseconds since 1970; 0 where it cannot be read, for a line that is damaged in this is still to be seen. */
export function timeOf(text: string): number {
  return Date.parse(text) || 0;
}
