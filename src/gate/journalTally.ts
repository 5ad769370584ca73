// How decisions of the journal were made, by day and by session, counted as its entries are read. Knows nothing of files.

export interface Tally {
  readonly calls: number;
  readonly allowed: number;
  /** Calls about which a person was asked, whatever came of the question. */
  readonly asked: number;
  /** By the layer that decided: all, and of them those that were asked about. */
  readonly layers: ReadonlyMap<string, Pair>;
}

interface Pair {
  readonly all: number;
  readonly asked: number;
}

export interface DayTally extends Tally {
  /** In UTC: 2026-11-29. */
  readonly day: string;
}

export interface Tallies {
  /** The last days with decisions, the oldest first. */
  days(most: number): readonly DayTally[];
  session(id: string): Tally | undefined;
}

export interface CountedRow {
  readonly time: string;
  readonly session: string;
  readonly behavior: string;
  readonly layer: string;
  readonly asked: boolean;
}

export interface Counting extends Tallies {
  add(row: CountedRow): void;
}

export function countingDecisions(): Counting {
  const days = new Map<string, Growing>();
  const sessions = new Map<string, Growing>();
  return {
    add(row) {
      grow(days, row.time.slice(0, 10), row);
      if (row.session !== '') grow(sessions, row.session, row);
    },
    days: (most) =>
      [...days]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .slice(-most)
        .map(([day, tally]) => ({ day, ...tally })),
    session: (id) => sessions.get(id),
  };
}

/** Several as one. */
export function together(all: readonly Tally[]): Tally {
  const sum = growing();
  for (const { calls, allowed, asked, layers } of all) {
    sum.calls += calls;
    sum.allowed += allowed;
    sum.asked += asked;
    for (const [layer, pair] of layers) addTo(sum.layers, layer, pair);
  }
  return sum;
}

interface Growing extends Tally {
  calls: number;
  allowed: number;
  asked: number;
  layers: Map<string, Pair>;
}

function growing(): Growing {
  return { calls: 0, allowed: 0, asked: 0, layers: new Map() };
}

function grow(all: Map<string, Growing>, key: string, { behavior, layer, asked }: CountedRow): void {
  const tally = all.get(key) ?? growing();
  all.set(key, tally);
  tally.calls += 1;
  if (behavior === 'allow') tally.allowed += 1;
  if (asked) tally.asked += 1;
  addTo(tally.layers, layer, { all: 1, asked: asked ? 1 : 0 });
}

function addTo(layers: Map<string, Pair>, layer: string, { all, asked }: Pair): void {
  const before = layers.get(layer) ?? { all: 0, asked: 0 };
  layers.set(layer, { all: before.all + all, asked: before.asked + asked });
}
