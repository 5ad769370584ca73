// A report on sessions, folded from the journal's entries in their order: who, when, how many calls, what the person was
// asked, what was refused in the order in which it fell, turns, outside systems, and what else happened.
import type { JournalEntry } from '../journal.ts';
import { callKey, numberOf, objectsOf, textOf } from './fields.ts';

/** A call that a person was asked about, or that was refused. */
export interface ReportedCall {
  readonly time: string;
  /** The decision's id, by which a turn names it. */
  readonly id: string;
  readonly entry: JournalEntry;
  /** What the person wrote with the answer. */
  readonly feedback: string;
}

export interface SessionReport {
  readonly id: string;
  agent: string;
  readonly first: string;
  last: string;
  launch: JournalEntry | undefined;
  end: JournalEntry | undefined;
  calls: number;
  allowed: number;
  /** Calls that ran well, and calls that failed. */
  succeeded: number;
  failed: number;
  /** Milliseconds of the gate and of the person. */
  gateTime: number;
  longest: number;
  personTime: number;
  readonly asked: Kept<ReportedCall>;
  readonly denied: Kept<ReportedCall>;
  readonly turns: Kept<JournalEntry>;
  /** By the id of a refused call: the turn in which it fell. */
  readonly turnOf: Map<string, number>;
  /** By service and kind: calls, and the gravest risk among them. */
  readonly services: Map<string, { calls: number; risk: string }>;
  readonly others: Kept<JournalEntry>;
}

/** The first so many of a list, and how many there were. */
export interface Kept<T> {
  readonly list: T[];
  all: number;
}

export interface Reports {
  readonly sessions: Map<string, SessionReport>;
  /** What happened outside of any session: the stop, settings, trust. */
  readonly others: Kept<JournalEntry>;
  /** Words of answers whose decision has not come yet, by question. */
  readonly feedback: Map<string, string>;
}

const most = { rows: 1_000, others: 300, waiting: 1_000 };

export function startReports(): Reports {
  return { sessions: new Map(), others: kept(), feedback: new Map() };
}

/** Adds one entry. */
export function report(reports: Reports, entry: JournalEntry): void {
  const id = textOf(entry, 'session');
  if (id === '') {
    if (!silent.has(entry.event)) keep(reports.others, entry, most.others);
    return;
  }
  const session = reports.sessions.get(id) ?? startSession(id, entry);
  reports.sessions.set(id, session);
  session.last = entry.time;
  session.agent = session.agent || textOf(entry, 'agent');
  switch (entry.event) {
    case 'launch':
      session.launch = entry;
      return;
    case 'end':
    case 'ended':
      session.end = entry;
      return;
    case 'decision':
      return decision(session, entry, reports.feedback);
    case 'answer':
      if (reports.feedback.size < most.waiting) reports.feedback.set(textOf(entry, 'question'), textOf(entry, 'feedback'));
      return;
    case 'outcome':
      if (textOf(entry, 'outcome') === 'success') session.succeeded += 1;
      else session.failed += 1;
      return;
    case 'turn':
      keep(session.turns, entry, most.rows);
      for (const denial of objectsOf(entry, 'denials')) session.turnOf.set(textOf(denial, 'id'), numberOf(entry, 'turn') ?? 0);
      return;
    default:
      if (!silent.has(entry.event)) keep(session.others, entry, most.others);
  }
} // prettier-ignore

/** What a report says elsewhere, or what tells nothing to a person. */
const silent: ReadonlySet<string> = new Set(['open', 'close', 'rotate', 'gate-start', 'gated', 'started', 'agent-ended', 'message']); // prettier-ignore

function decision(session: SessionReport, entry: JournalEntry, answers: Map<string, string>): void {
  const milliseconds = numberOf(entry, 'milliseconds') ?? 0;
  const question = textOf(entry, 'question');
  const call = { time: entry.time, id: textOf(entry, 'id'), entry, feedback: answers.get(question) ?? '' };
  answers.delete(question);
  session.calls += 1;
  session.gateTime += milliseconds;
  session.longest = Math.max(session.longest, milliseconds);
  session.personTime += numberOf(entry, 'waited') ?? 0;
  if (question !== '' || textOf(entry, 'by') === 'person') keep(session.asked, call, most.rows);
  if (textOf(entry, 'behavior') === 'deny') keep(session.denied, call, most.rows);
  else session.allowed += 1;
  for (const operation of objectsOf(entry, 'operations')) {
    const service = textOf(operation, 'service');
    if (service === '' || session.services.size >= most.rows) continue;
    const key = `${service} ${textOf(operation, 'kind')}`;
    const before = session.services.get(key) ?? { calls: 0, risk: '' };
    session.services.set(key, { calls: before.calls + 1, risk: graver(before.risk, textOf(operation, 'risk')) });
  }
} // prettier-ignore

const risks: readonly string[] = ['', 'low', 'medium', 'high', 'critical'];

function graver(one: string, other: string): string {
  return risks.indexOf(one) >= risks.indexOf(other) ? one : other;
}

export interface Outcomes {
  /** True for the outcome of a decision that was added before. */
  add(entry: JournalEntry): boolean;
  /** What became of the call; empty where that is not known. */
  of(entry: JournalEntry): string;
}

/** Joins decisions with what became of their calls, as far as `remember` decisions back. */
export function outcomes(remember: number): Outcomes {
  const known = new Map<string, string>();
  return {
    add(entry) {
      const key = callKey(entry);
      if (key === undefined) return false;
      if (entry.event === 'decision') {
        known.set(key, '');
        const [oldest] = known.keys();
        if (known.size > remember && oldest !== undefined) known.delete(oldest);
      } else if (entry.event === 'outcome' && known.has(key)) {
        known.set(key, textOf(entry, 'outcome'));
        return true;
      }
      return false;
    },
    of: (entry) => known.get(callKey(entry) ?? '') ?? '',
  };
}

function startSession(id: string, { time }: JournalEntry): SessionReport {
  return {
    id,
    agent: '',
    first: time,
    last: time,
    launch: undefined,
    end: undefined,
    calls: 0,
    allowed: 0,
    succeeded: 0,
    failed: 0,
    gateTime: 0,
    longest: 0,
    personTime: 0,
    asked: kept(),
    denied: kept(),
    turns: kept(),
    turnOf: new Map(),
    services: new Map(),
    others: kept(),
  };
}

function kept<T>(): Kept<T> {
  return { list: [], all: 0 };
}

function keep<T>(into: Kept<T>, one: T, fit: number): void {
  into.all += 1;
  if (into.list.length < fit) into.list.push(one);
}
