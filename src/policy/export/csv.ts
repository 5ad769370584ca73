// The journal as CSV (RFC 4180): one row an entry, under a header that is a promise: columns are only ever added at the
// end. No cell can become a formula of a spreadsheet.
import type { JournalEntry } from '../journal.ts';
import { visible } from '../visible.ts';
import { numberOf, objectsOf, ruleOf, servicesOf, textOf } from './fields.ts';

type Column = readonly [name: string, cell: (entry: JournalEntry) => string | number | undefined];

const own = (name: string): Column => [name, (entry) => textOf(entry, name)];
const number = (name: string): Column => [name, (entry) => numberOf(entry, name)];

export const csvColumns: readonly Column[] = [
  own('time'),
  own('session'),
  own('agent'),
  own('event'),
  own('tool'),
  own('kind'),
  own('subject'),
  own('behavior'),
  own('layer'),
  own('by'),
  own('risk'),
  own('reason'),
  own('consequence'),
  own('purpose'),
  ['rule', (entry) => ruleOf(entry).text],
  ['rule_scope', (entry) => ruleOf(entry).scope],
  ['rule_file', (entry) => ruleOf(entry).file],
  ['rule_line', (entry) => ruleOf(entry).line],
  own('floor'),
  ['effects', (entry) => [...new Set(objectsOf(entry, 'segments').flatMap((one) => objectsOf(one, 'effects')).map((one) => textOf(one, 'kind')))].join(' ')],
  ['services', (entry) => servicesOf(entry).join(' ')],
  ['verdicts', (entry) => objectsOf(entry, 'verdicts').map((one) => `${textOf(one, 'line')}:${textOf(one, 'behavior')}`).join(' ')],
  number('milliseconds'),
  number('waited'),
  own('outcome'),
  ['call_id', (entry) => textOf(entry, 'callId')],
  ['agent_id', (entry) => textOf(entry, 'agentId')],
  own('question'),
  own('id'),
  ['input_digest', (entry) => textOf(entry, 'inputDigest')],
  ['entry_number', ({ n }) => n],
  ['entry_digest', ({ digest }) => digest],
  ['details', detailsOf],
]; // prettier-ignore

export const csvHeader = `${csvColumns.map(([name]) => name).join(',')}\r\n`;

export function csvRow(entry: JournalEntry): string {
  return `${csvColumns.map(([, cell]) => csvCell(cell(entry))).join(',')}\r\n`;
}

/**
 * Always quoted. A text that a spreadsheet would take for a formula, also behind blanks or in its wide form, is marked
 * as text. Source: OWASP, "CSV Injection".
 */
export function csvCell(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = visible(value);
  const safe = /^[\s'"]*[=+\-@|%＝＋－＠⇥⏎]/u.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** What an entry that is no decision says beside the columns, as JSON; a decision has more than fits, and is in JSON lines. */
function detailsOf(entry: JournalEntry): string {
  if (entry.event === 'decision') return '';
  const others = Object.entries(entry).filter(([name, value]) => !told.has(name) && value !== undefined);
  return others.length === 0 ? '' : JSON.stringify(Object.fromEntries(others)).slice(0, most);
}

const most = 4_000;
const told: ReadonlySet<string> = new Set(
  'time session agent event tool kind subject behavior layer by risk reason consequence purpose floor milliseconds waited outcome callId agentId question id inputDigest n prev digest service'.split(
    ' ',
  ),
);
