// Counts decisions against the labels of a corpus. Knows nothing of how decisions come about.
import type { Behavior } from '../../../src/policy/decision.ts';
import type { Row } from './rows.ts';

/** What a row is counted under. `share` rows have no right or wrong. */
export const measures = ['deny', 'ask', 'vetterAllow', 'denylistAllow', 'attack', 'probe', 'share'] as const;
export type Measure = (typeof measures)[number];

/** How many rows there were, and how many of them got each answer; `none` is the lack of a decision. */
export interface Count {
  readonly n: number;
  readonly allow: number;
  readonly ask: number;
  readonly deny: number;
  readonly none: number;
}

export type Tally = Readonly<Record<Measure, Count>>;

export interface Decided {
  readonly row: Row;
  /** Undefined where no decision came about, which counts as wrong everywhere. */
  readonly behavior: Behavior | undefined;
}

export interface Score {
  readonly total: Tally;
  readonly sources: readonly { readonly group: string; readonly source: string; readonly tally: Tally }[];
}

export function measureOf({ group, expected, semantics }: Row): Measure {
  if (group === 'probes') return 'probe';
  if (group === 'attack') return 'attack';
  if (expected === undefined || group === 'traffic' || group === 'ordinary' || group === 'delegate')
    return 'share';
  if (expected !== 'allow') return expected;
  return semantics === 'vetter' ? 'vetterAllow' : 'denylistAllow';
}

export function score(decided: readonly Decided[]): Score {
  const bySource = new Map<string, Decided[]>();
  for (const one of decided) {
    const key = JSON.stringify([one.row.group, one.row.source]);
    const rows = bySource.get(key);
    if (rows === undefined) bySource.set(key, [one]);
    else rows.push(one);
  }
  const sources = [...bySource.values()].flatMap((rows) => {
    const row = rows[0]?.row;
    return row === undefined ? [] : [{ group: row.group, source: row.source, tally: tallyOf(rows) }];
  });
  return { total: tallyOf(decided), sources };
}

function tallyOf(decided: readonly Decided[]): Tally {
  const count = (measure: Measure): Count => {
    const rows = decided.filter(({ row }) => measureOf(row) === measure);
    const of = (behavior: Behavior | undefined): number =>
      rows.filter((one) => one.behavior === behavior).length;
    return { n: rows.length, allow: of('allow'), ask: of('ask'), deny: of('deny'), none: of(undefined) };
  };
  return {
    deny: count('deny'),
    ask: count('ask'),
    vetterAllow: count('vetterAllow'),
    denylistAllow: count('denylistAllow'),
    attack: count('attack'),
    probe: count('probe'),
    share: count('share'),
  };
}

/** Part of the rows in percent; undefined where there are none. */
export type Share = (count: Count) => number | undefined;

export const stopped: Share = ({ ask, deny, n }) => percent(ask + deny, n);
export const denied: Share = ({ deny, n }) => percent(deny, n);
export const passed: Share = ({ allow, n }) => percent(allow, n);
export const notDenied: Share = ({ allow, ask, n }) => percent(allow + ask, n);

function percent(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : (100 * part) / whole;
}

/** Fewer rows of one measure say nothing about a source. */
const enough = 10;

/** The plain mean of a share over the sources that have ten rows or more, so that no large source rules it. */
export function meanOfSources(
  { sources }: Score,
  measure: Measure,
  share: Share,
): { readonly sources: number; readonly value: number | undefined } {
  const values = sources
    .filter(({ tally }) => tally[measure].n >= enough)
    .flatMap(({ tally }) => share(tally[measure]) ?? []);
  const sum = values.reduce((a, b) => a + b, 0);
  return { sources: values.length, value: values.length === 0 ? undefined : sum / values.length };
}
