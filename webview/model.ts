// What the page knows: slices as they came, what the simulator answered, and what a person has opened or typed. The
// latter outlives the page.
import type { Compared, JournalRow, NodeId, Simulated, Slices, Trace } from '../src/protocol/panel.ts';
import { aFlag, aText, listOf, maybe, record, type Of } from '../src/protocol/shape.ts';
import type { Standing } from './standing.ts';

const kept = record({
  /** Sections that are closed. */
  closed: listOf(aText),
  agent: aText,
  mode: aText,
  kind: aText,
  input: aText,
  showLines: aFlag,
  /** Rules that are tried. */
  rules: aText,
  node: maybe(aText),
});
export type Kept = Of<typeof kept>;

export const fresh: Kept = { closed: ['doctor', 'defences', 'whatIf', 'journal'], agent: 'claude', mode: '', kind: 'shell', input: '', showLines: false, rules: '' }; // prettier-ignore

export function keptFrom(value: unknown): Kept {
  return kept(value) ?? fresh;
}

export interface JournalFilter {
  readonly text: string;
  readonly behavior: string;
  readonly layer: string;
}

export interface JournalList {
  readonly filter: JournalFilter;
  readonly total: number;
  /** The first row in sight. */
  readonly first: number;
  /** Rows by their place, as far as they were fetched. */
  readonly rows: ReadonlyMap<number, JournalRow>;
}

export const noJournal: JournalList = { filter: { text: '', behavior: '', layer: '' }, total: 0, first: 0, rows: new Map() }; // prettier-ignore

export interface Model {
  readonly slices: Partial<Slices>;
  readonly standing: Standing;
  readonly kept: Kept;
  readonly simulated: Simulated | undefined;
  readonly simulation: 'none' | 'waiting' | 'done' | 'incomplete';
  /** Questions whose details are open, and what is typed as an answer to the agent. */
  readonly open: ReadonlySet<string>;
  readonly feedback: ReadonlyMap<string, string>;
  readonly node: NodeId | undefined;
  readonly journal: JournalList;
  /** A decision that is looked at, and the step. */
  readonly trace: { readonly trace: Trace; readonly at: number } | undefined;
  readonly compared: Compared | undefined;
  readonly comparing: boolean;
  readonly now: number;
}

/** What a person can do to the page itself. */
export interface Acts {
  keep(change: Partial<Kept>): void;
  toggleSection(id: string, open: boolean): void;
  toggleQuestion(id: string): void;
  chooseNode(id: NodeId): void;
  write(id: string, feedback: string): void;
  filterJournal(filter: JournalFilter): void;
  scrollJournal(top: number): void;
  /** The list came into the page, or went. */
  journalShown(list: Element | undefined): void;
  /** Rows in sight. */
  journalHeight(): number;
  goToStep(at: number): void;
  closeTrace(): void;
  compare(): void;
}
