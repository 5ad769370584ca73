// What the page knows: slices as they came, what the simulator answered, and what a person has opened or typed. The
// latter outlives the page.
import type { NodeId, Simulated, Slices } from '../src/protocol/panel.ts';
import { aFlag, aText, listOf, maybe, record, type Of } from '../src/protocol/shape.ts';

const kept = record({
  /** Sections that are closed. */
  closed: listOf(aText),
  agent: aText,
  mode: aText,
  kind: aText,
  input: aText,
  showLines: aFlag,
  node: maybe(aText),
});
export type Kept = Of<typeof kept>;

export const fresh: Kept = { closed: ['doctor', 'defences'], agent: 'claude', mode: '', kind: 'shell', input: '', showLines: false }; // prettier-ignore

export function keptFrom(value: unknown): Kept {
  return kept(value) ?? fresh;
}

export interface Model {
  readonly slices: Partial<Slices>;
  readonly kept: Kept;
  readonly simulated: Simulated | undefined;
  readonly simulation: 'none' | 'waiting' | 'done' | 'incomplete';
  /** Questions whose details are open, and what is typed as an answer to the agent. */
  readonly open: ReadonlySet<string>;
  readonly feedback: ReadonlyMap<string, string>;
  readonly node: NodeId | undefined;
  readonly now: number;
}

/** What a person can do to the page itself. */
export interface Acts {
  keep(change: Partial<Kept>): void;
  toggleSection(id: string, open: boolean): void;
  toggleQuestion(id: string): void;
  chooseNode(id: NodeId): void;
  write(id: string, feedback: string): void;
}
