// Where rows and days stand in the list of the journal: a line for each day, then its rows. Pure; days and rows are
// counted from the newest.
import type { News } from '../src/protocol/panel.ts';

/** Pixels; the style sheet has the same. */
export const rowHeight = 22;
/** Lines that are drawn above and below those in sight. */
export const margin = 10;

export type Days = Extract<News, { type: 'journal' }>['days'];

/** What stands on a line of the list. */
export type Line = { readonly day: string } | { readonly row: number };

export function lineOf(days: Days, row: number): number {
  return row + daysBefore(days, (one) => one.at <= row);
}

export function lineAt(days: Days, line: number): Line {
  const count = daysBefore(days, (one, at) => one.at + at <= line);
  const day = days[count - 1];
  return day !== undefined && day.at + count - 1 === line ? { day: day.day } : { row: line - count };
}

/** The row on a line, or the first one below the day on it. */
export function rowAt(days: Days, line: number): number {
  const there = lineAt(days, Math.max(0, line));
  return 'row' in there ? there.row : rowAt(days, line + 1);
}

/** Days are sorted, and so is whatever is asked about them. */
function daysBefore(days: Days, is: (day: Days[number], at: number) => boolean): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const day = days[middle];
    if (day !== undefined && is(day, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** "Today", "Yesterday", "Friday, 27 November"; the year where it is another one. */
export function dayName(day: string, now: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  if (day === '') return 'Without a date';
  const that = new Date(year, month - 1, date);
  const today = new Date(now);
  const ago = Math.round((new Date(today.getFullYear(), today.getMonth(), today.getDate()).getTime() - that.getTime()) / 86_400_000);
  if (ago === 0) return 'Today';
  if (ago === 1) return 'Yesterday';
  const thisYear = year === today.getFullYear() ? {} : { year: 'numeric' as const };
  return that.toLocaleDateString([], { weekday: 'long', day: 'numeric', month: 'long', ...thisYear });
} // prettier-ignore
