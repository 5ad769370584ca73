// What the page knows: slices as they came, what the simulator answered, and what a person has opened or typed. The
// latter outlives the page.
import { nodeIds, type Beside, type Compared, type JournalField, type JournalFilter, type JournalRow, type NodeId, type QuestionView, type RuleRow, type Simulated, type Slices, type Trace } from '../src/protocol/panel.ts'; // prettier-ignore
import { aFlag, aNumber, aText, listOf, record, type Of } from '../src/protocol/shape.ts';
import type { Days } from './journalPlaces.ts';
import type { Standing } from './standing.ts';

/** What outlives the page, by name. */
const keeping = {
  /** Sections that are closed. */
  closed: listOf(aText),
  agent: aText,
  mode: aText,
  kind: aText,
  input: aText,
  /** What would be written, for calls that write. */
  content: aText,
  /** Where the call would be made; empty for the first folder. */
  folder: aText,
  showLines: aFlag,
  /** Rules that are tried: on top of those in force (`add`), or instead of them, as changed so far. */
  trying: aText,
  rules: aText,
  edited: aText,
  isEdited: aFlag,
  /** What is looked for in the list of rules. */
  ruleText: aText,
  ruleKind: aText,
  /** The chosen node of the diagram; empty for none. */
  node: aText,
  /** Cards and lists that are open. */
  open: listOf(aText),
  /** What is typed as an answer to the agent, by the call. */
  feedback: listOf(record({ id: aText, text: aText })),
  /** Pixels. */
  scroll: aNumber,
} as const;
const kept = record(keeping);
export type Kept = Of<typeof kept>;

export const fresh: Kept = { closed: ['doctor', 'defences', 'rules', 'whatIf', 'journal', 'identity'], agent: 'claude', mode: '', kind: 'shell', input: '', content: '', folder: '', showLines: false, trying: 'edit', rules: '', edited: '', isEdited: false, ruleText: '', ruleKind: '', node: '', open: [], feedback: [], scroll: 0 }; // prettier-ignore

/** Each field for itself: one that is new, or not as it should be, takes nothing away from the others. */
export function keptFrom(value: unknown): Kept {
  const given = new Map<string, unknown>(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  const known = Object.entries(keeping).filter(([name, shape]) => shape(given.get(name)) !== undefined);
  return kept({ ...fresh, ...Object.fromEntries(known.map(([name]) => [name, given.get(name)])) }) ?? fresh;
} // prettier-ignore

/** The call in the simulator, as the extension takes it. */
export function typedCall({ agent, mode, folder, kind, input, content }: Kept) {
  return { agent, mode, folder, tool: kind, input, content };
}

/** What the journal is filtered by; an empty text filters nothing. */
export type ListFilter = Readonly<Record<JournalField | 'text', string>>;

export interface JournalList {
  readonly filter: ListFilter;
  /** Fields beyond the usual ones can be chosen. */
  readonly more: boolean;
  /** An answer has come. */
  readonly known: boolean;
  readonly total: number;
  /** The first line in sight: lines are rows and the days above them. */
  readonly first: number;
  /** The row that keys go to; -1 before there is one. */
  readonly active: number;
  readonly days: Days;
  /** Rows by their place, as far as they were fetched. */
  readonly rows: ReadonlyMap<number, JournalRow>;
}

export const noFilter: ListFilter = { text: '', behavior: '', event: '', layer: '', agent: '', session: '', tool: '', service: '' }; // prettier-ignore
export const noJournal: JournalList = { filter: noFilter, more: false, known: false, total: 0, first: 0, active: -1, days: [], rows: new Map() }; // prettier-ignore

/** An entry that is looked at, and the step; how to come to others from it. */
export interface OpenTrace {
  readonly trace: Trace;
  readonly at: number;
  readonly beside: Beside;
  readonly filter: JournalFilter | undefined;
}

/** Nothing is simulated. */
export const idle: Model['simulation'] = { waiting: false, problem: '' };

export interface RuleList {
  readonly rows: readonly RuleRow[];
  /** Those that can be edited, as text. */
  readonly text: string;
  /** What there is to say about them is still looked for. */
  readonly pending: boolean;
  readonly problem: string;
}

export const noRules: RuleList = { rows: [], text: '', pending: true, problem: '' };

/** Rules held against the journal; `of` says which ones, `problem` why there is no result. */
export interface Comparison {
  readonly waiting: boolean;
  readonly saving: boolean;
  readonly progress: string;
  readonly problem: string;
  readonly result: Compared | undefined;
  readonly of: string;
}

export const noComparison: Comparison = { waiting: false, saving: false, progress: '', problem: '', result: undefined, of: '' }; // prettier-ignore

export interface Model {
  readonly slices: Partial<Slices>;
  readonly standing: Standing;
  readonly kept: Kept;
  readonly simulated: Simulated | undefined;
  /** `problem` says why there is no answer; empty where there is one, or none is wanted. */
  readonly simulation: { readonly waiting: boolean; readonly problem: string };
  /** Questions whose details are open, and what is typed as an answer to the agent. */
  readonly open: ReadonlySet<string>;
  readonly feedback: ReadonlyMap<string, string>;
  /** What this page has answered, until the call is gone. */
  readonly answered: ReadonlyMap<string, 'allow' | 'deny'>;
  /** Calls that were settled elsewhere while the pointer was over the list: they keep their place until it leaves. */
  readonly gone: readonly QuestionView[];
  /** The last news for who does not see the page. */
  readonly said: string;
  /** When the person pressed the stop, until it holds. */
  readonly stopping: number | undefined;
  readonly node: NodeId | undefined;
  readonly journal: JournalList;
  readonly trace: OpenTrace | undefined;
  readonly rules: RuleList;
  readonly comparison: Comparison;
  readonly now: number;
}

/** The page before anything has come, with what was kept of the one before it. */
export function firstModel(kept: Kept, now: number): Model {
  return {
    slices: {},
    standing: new Map(),
    kept,
    simulated: undefined,
    simulation: idle,
    open: new Set(kept.open),
    feedback: new Map(kept.feedback.map(({ id, text }) => [id, text])),
    answered: new Map(),
    gone: [],
    said: '',
    stopping: undefined,
    node: nodeIds.find((id) => id === kept.node),
    journal: noJournal,
    trace: undefined,
    rules: noRules,
    comparison: noComparison,
    now,
  };
}

/** What a person can do to the page itself. */
export interface Acts {
  keep(change: Partial<Kept>): void;
  toggleSection(id: string, open: boolean): void;
  toggleQuestion(id: string): void;
  openQuestion(id: string): void;
  /** Answers calls that the page shows. `of` is the entry whose words go with it, if it is none of them. */
  answer(ids: readonly string[], behavior: 'allow' | 'deny', of?: string): void;
  /** The pointer has left the list. */
  forgetGone(): void;
  say(text: string): void;
  stop(): void;
  chooseNode(id: NodeId): void;
  write(id: string, feedback: string): void;
  filterJournal(filter: Partial<ListFilter>): void;
  /** Shows the journal with nothing but this filter. */
  showInJournal(filter: Partial<ListFilter>): void;
  chooseRow(row: number): void;
  moreFilters(more: boolean): void;
  scrollJournal(top: number): void;
  /** The list came into the page, or went. */
  readonly journalShown: (list: Element | undefined) => void;
  /** Rows in sight. */
  journalHeight(): number;
  goToStep(at: number): void;
  closeTrace(): void;
  compare(): void;
  saveRules(): void;
  /** Opens the rules in force beside those that are tried. */
  diffRules(): void;
}
