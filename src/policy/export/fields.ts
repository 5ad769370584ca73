// What an entry of the journal says, field by field. A field that is not there, or is something else than it should be,
// is an empty one: the journal of a later version is read as far as it is understood.
import type { JournalEntry } from '../journal.ts';
import { isRecord } from '../record.ts';

type Fields = Readonly<Record<string, unknown>>;

export function textOf(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}

export function numberOf(fields: Fields, name: string): number | undefined {
  const value = fields[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The objects in a list; empty where there is none. */
export function objectsOf(fields: Fields, name: string): readonly Fields[] {
  const value = fields[name];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

export function objectOf(fields: Fields, name: string): Fields {
  const value = fields[name];
  return isRecord(value) ? value : {};
}

/** The services of outside systems that an entry is about: of a decision's operations, or of a change of trust. */
export function servicesOf(entry: JournalEntry): readonly string[] {
  const services = [...objectsOf(entry, 'operations').map((one) => textOf(one, 'service')), textOf(entry, 'service')];
  return [...new Set(services.filter((service) => service !== ''))];
} // prettier-ignore

/** The text, scope and place of the rule that decided. */
export function ruleOf(entry: JournalEntry): { readonly text: string; readonly scope: string; readonly file: string; readonly line: number | undefined } {
  const rule = objectOf(entry, 'rule');
  return { text: textOf(rule, 'text'), scope: textOf(rule, 'scope'), file: textOf(rule, 'file'), line: numberOf(rule, 'line') };
} // prettier-ignore

/** `settings.json:7`, or the scope where no file is known; empty without a rule. */
export function rulePlace(entry: JournalEntry): string {
  const { scope, file, line } = ruleOf(entry);
  return file === '' ? scope : `${file}${line === undefined ? '' : `:${line}`}`;
}

/** The class of the guard that denied the call: that of the floor, or the named threat; empty where neither did. */
export function guardClassOf(entry: JournalEntry): string {
  if (textOf(entry, 'behavior') !== 'deny') return '';
  const layer = textOf(entry, 'layer');
  if (layer === 'floor') return textOf(entry, 'floor');
  return layer === 'threat' ? (/\[([a-z-]+)\]:/u.exec(textOf(entry, 'reason'))?.[1] ?? '') : '';
}

/** What the entry is about and why, in one line. */
export function summaryOf(entry: JournalEntry): string {
  const names = ['tool', 'subject', 'reason', 'problem', 'by', 'service', 'type', 'outcome', 'feedback'];
  return names.map((name) => textOf(entry, name)).filter((word) => word !== '').join(' · ');
} // prettier-ignore

/** What joins a decision with its outcome; undefined for an entry of no call. */
export function callKey(entry: JournalEntry): string | undefined {
  const call = textOf(entry, 'callId');
  return call === '' ? undefined : `${textOf(entry, 'session')} ${call}`;
}
