// Which entries of the journal are wanted. Each condition that is given must hold; texts are compared without regard to
// upper and lower case.
import type { JournalEntry } from '../journal.ts';
import { matchesStars } from '../stars.ts';
import { servicesOf, textOf } from './fields.ts';

export interface JournalFilter {
  /** The start of the session's id. */
  readonly session?: string | undefined;
  readonly event?: string | undefined;
  readonly behavior?: string | undefined;
  /** The line of authority that decided. */
  readonly layer?: string | undefined;
  /** A tool's name; `*` stands for any text. */
  readonly tool?: string | undefined;
  /** A service, as `mcp:github`; `*` stands for any text. */
  readonly service?: string | undefined;
  /** Stands anywhere in the entry. */
  readonly text?: string | undefined;
  /** ISO 8601 in UTC, inclusive. */
  readonly since?: string | undefined;
  /** ISO 8601 in UTC, exclusive. */
  readonly until?: string | undefined;
}

export function matching(filter: JournalFilter): (entry: JournalEntry) => boolean {
  const { session, event, behavior, layer, tool, service, text, since, until } = filter;
  const tests: ((entry: JournalEntry) => boolean)[] = [];
  const is = (name: string, wanted: string): void => void tests.push((entry) => same(textOf(entry, name), wanted));
  if (since !== undefined) tests.push(({ time }) => time >= since);
  if (until !== undefined) tests.push(({ time }) => time < until);
  if (session !== undefined) tests.push((entry) => textOf(entry, 'session').startsWith(session));
  if (event !== undefined) is('event', event);
  if (behavior !== undefined) is('behavior', behavior);
  if (layer !== undefined) is('layer', layer);
  if (tool !== undefined) tests.push((entry) => matchesStars(tool, textOf(entry, 'tool')));
  if (service !== undefined) tests.push((entry) => servicesOf(entry).some((one) => matchesStars(service, one)));
  if (text !== undefined) tests.push((entry) => JSON.stringify(entry).toLowerCase().includes(inJson(text)));
  return (entry) => tests.every((test) => test(entry));
} // prettier-ignore

/**
 * A time as a person writes it: a date, a date with a time, or how long ago, as `90m`, `24h`, `7d` or `2w`. Undefined
 * when it is none of them. `now` is in milliseconds since 1970.
 */
export function readTime(text: string, now: number): string | undefined {
  const ago = /^(\d{1,6})([mhdw])$/u.exec(text.trim());
  const time = ago ? now - Number(ago[1]) * (lengths[ago[2] ?? ''] ?? 0) : Date.parse(text);
  return Number.isFinite(time) && Math.abs(time) < latest ? new Date(time).toISOString() : undefined;
}

const minute = 60_000;
const lengths: Readonly<Record<string, number>> = {
  m: minute,
  h: 60 * minute,
  d: 1_440 * minute,
  w: 10_080 * minute,
};
/** The last moment of the year 9999: later ones would not compare as texts. */
const latest = 253_402_300_800_000;

function same(value: string, wanted: string): boolean {
  return value.toLowerCase() === wanted.toLowerCase();
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1).toLowerCase();
}
