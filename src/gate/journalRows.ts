// One entry of the journal as a short row that can be looked through quickly. Pure.
import { guardClassOf, numberOf, servicesOf, summaryOf, textOf } from '../policy/export/fields.ts';
import type { JournalEntry } from '../policy/journal.ts';
import { decodeRuleRef, ruleKey } from '../policy/rules/count.ts';
import type { EntryPlace } from './journalPlaces.ts';

export interface IndexRow extends EntryPlace {
  /** ISO 8601 in UTC. */
  readonly time: string;
  readonly event: string;
  /** Of a decision; else empty. */
  readonly id: string;
  readonly session: string;
  readonly agent: string;
  readonly behavior: string;
  readonly layer: string;
  readonly tool: string;
  /** Outside systems that it is about. */
  readonly services: readonly string[];
  /** Of a decision: was a person asked? */
  readonly asked: boolean;
  /** The class of the guard that denied it, else empty. */
  readonly guard: string;
  /** The rule that decided, by its `ruleKey`. */
  readonly rule: string | undefined;
  /** What it is about, in one line. */
  readonly text: string;
}

export interface IndexFilter {
  readonly agent?: string | undefined;
  /** The start of the session's id. */
  readonly session?: string | undefined;
  readonly behavior?: string | undefined;
  readonly layer?: string | undefined;
  readonly event?: string | undefined;
  readonly tool?: string | undefined;
  readonly service?: string | undefined;
  /** Stands anywhere in the row. */
  readonly text?: string | undefined;
}

const noServices: readonly string[] = [];

export function rowOf(entry: JournalEntry, { file, at, bytes }: EntryPlace): IndexRow {
  const own = (name: string): string => textOf(entry, name);
  const isDecision = entry.event === 'decision';
  const services = servicesOf(entry);
  return {
    time: entry.time,
    event: entry.event,
    id: isDecision ? own('id') : '',
    session: own('session'),
    agent: own('agent'),
    behavior: own('behavior'),
    layer: own('layer'),
    tool: own('tool'),
    services: services.length === 0 ? noServices : services,
    asked: own('question') !== '' || (numberOf(entry, 'waited') ?? 0) > 0,
    guard: guardClassOf(entry),
    rule: ruleOf(entry),
    text: (isDecision ? own('subject') || own('tool') : summaryOf(entry)).slice(0, 300),
    file,
    at,
    bytes,
  };
}

function ruleOf({ event, rule }: JournalEntry): string | undefined {
  const ref = event === 'decision' ? decodeRuleRef(rule) : undefined;
  return ref === undefined ? undefined : ruleKey(ref);
}

/** All that a text is looked for in, in lower case. */
export function haystackOf({ text, event, layer, behavior, session }: IndexRow): string {
  return `${text} ${event} ${layer} ${behavior} ${session}`.toLowerCase();
}

export function fits(filter: IndexFilter): (row: IndexRow, haystack: string) => boolean {
  const { agent, session, behavior, layer, event, tool, service, text } = filter;
  const wanted = text === undefined || text.trim() === '' ? undefined : text.trim().toLowerCase();
  return (row, haystack) =>
    (agent === undefined || row.agent === agent) &&
    (session === undefined || row.session.startsWith(session)) &&
    (behavior === undefined || row.behavior === behavior) &&
    (layer === undefined || row.layer === layer) &&
    (event === undefined || row.event === event) &&
    (tool === undefined || row.tool === tool) &&
    (service === undefined || row.services.includes(service)) &&
    (wanted === undefined || haystack.includes(wanted));
}

/** The same for whole entries: what the list shows is what an export of it holds. */
export function entryFits(filter: IndexFilter): (entry: JournalEntry) => boolean {
  const wanted = fits(filter);
  return (entry) => {
    const row = rowOf(entry, { file: '', at: 0, bytes: 0 });
    return wanted(row, haystackOf(row));
  };
}
