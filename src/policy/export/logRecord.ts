// An entry of the journal as a record of OpenTelemetry's log data model. Pure data: names and numbers are those of the
// specification, and nothing here knows how a record travels.
import type { JournalEntry } from '../journal.ts';
import { numberOf, objectsOf, rulePlace, ruleOf, servicesOf, textOf } from './fields.ts';
import { entryLine } from './line.ts';

export interface LogRecordFields {
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  /** By the behavior of a decision, and by what happened. */
  readonly severity: 'DEBUG' | 'INFO' | 'WARN' | 'WARN2' | 'ERROR';
  readonly eventName: string;
  /** The entry's line, from which its digest can be made again. */
  readonly body: string;
  readonly attributes: Readonly<Record<string, string | number | readonly string[]>>;
}

/** Source: OpenTelemetry, "Logs Data Model", severity fields: these are 5, 9, 13, 14 and 17. */
const severities = { debug: 'DEBUG', info: 'INFO', warn: 'WARN', denied: 'WARN2', error: 'ERROR' } as const;

export function logRecordOf(entry: JournalEntry): LogRecordFields {
  return {
    timestamp: Date.parse(entry.time),
    severity: severities[severityOf(entry)],
    eventName: `portcullis.${entry.event}`,
    body: entryLine(entry),
    attributes: attributesOf(entry),
  };
}

function severityOf(entry: JournalEntry): keyof typeof severities {
  if (grave.has(entry.event) || textOf(entry, 'layer') === 'failure') return 'error';
  switch (textOf(entry, 'behavior')) {
    case 'deny':
      return 'denied';
    case 'ask':
      return 'warn';
    default:
      return quiet.has(entry.event) ? 'debug' : 'info';
  }
}

const grave: ReadonlySet<string> = new Set(['breach', 'stop', 'stopped', 'ungated']);
const quiet: ReadonlySet<string> = new Set(['open', 'close', 'gate-start']);

/** The fields of an entry by which records are searched; the rest stands in the body. */
const texts = ['session', 'agent', 'agentId', 'callId', 'tool', 'kind', 'subject', 'behavior', 'layer', 'by', 'risk', 'reason', 'consequence', 'purpose', 'floor', 'outcome', 'question', 'id', 'inputDigest'] as const; // prettier-ignore

function attributesOf(entry: JournalEntry): LogRecordFields['attributes'] {
  const found: [string, string | number | readonly string[]][] = [
    ['portcullis.event', entry.event],
    ['portcullis.entry', entry.n],
    ['portcullis.digest', entry.digest],
  ];
  for (const name of texts) {
    const value = textOf(entry, name);
    if (value !== '') found.push([`portcullis.${snake(name)}`, value]);
  }
  for (const name of ['milliseconds', 'waited']) {
    const value = numberOf(entry, name);
    if (value !== undefined) found.push([`portcullis.${name}`, value]);
  }
  const rule = ruleOf(entry).text;
  if (rule !== '') found.push(['portcullis.rule', rule], ['portcullis.rule_place', rulePlace(entry)]);
  const services = servicesOf(entry);
  if (services.length > 0) found.push(['portcullis.services', services]);
  const effects = objectsOf(entry, 'segments').flatMap((one) => objectsOf(one, 'effects').map((effect) => textOf(effect, 'kind'))); // prettier-ignore
  const kinds = [...new Set(effects.filter(Boolean))];
  if (kinds.length > 0) found.push(['portcullis.effects', kinds]);
  return Object.fromEntries(found);
}

function snake(name: string): string {
  return name.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
}
