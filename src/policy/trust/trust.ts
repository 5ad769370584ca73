// Trust as a whole: a fold of events into standings, one for each service and kind of operation. The journal is the
// truth; a snapshot only saves reading it again. Without events everything has its start value, and without a journal
// the lowest.
import type { OperationKind } from '../external/operation.ts';
import type { TrustEvent } from './event.ts';
import { lowestPrior, priors, raised, type Prior, type TrustLevel } from './levels.ts';
import { mayBeTrusted } from '../external/risk.ts';
import { defaultHalfLife, scoreOf } from './score.ts';
import { nextStanding, startStanding, type Standing } from './standing.ts';

export interface TrustState {
  /** By `keyOf`. A service or kind that is not here stands at its start. */
  readonly standings: ReadonlyMap<string, Standing>;
  /** `lowest` where the journal is missing or broken: nothing is taken for granted. */
  readonly base: 'start' | 'lowest';
}

export const startTrust: TrustState = { standings: new Map(), base: 'start' };
export const lowestTrust: TrustState = { standings: new Map(), base: 'lowest' };

export interface TrustOptions {
  /** Milliseconds in which what happened loses half its weight. */
  readonly halfLife?: number;
}

/** An agent may name as many hosts as it likes; successes of further ones are not kept, all else is. */
const mostStandings = 5_000;

export function keyOf(service: string, kind: OperationKind): string {
  return `${kind} ${service}`;
}

/** One event more. */
export function updateTrust(state: TrustState, event: TrustEvent, options: TrustOptions = {}): TrustState {
  const standings = new Map(state.standings);
  step(standings, state.base, event, options);
  return { ...state, standings };
}

/** All events in their order, from the start or from a snapshot. */
export function foldTrust(
  events: Iterable<TrustEvent>,
  from: TrustState = startTrust,
  options: TrustOptions = {},
): TrustState {
  const standings = new Map(from.standings);
  for (const event of events) step(standings, from.base, event, options);
  return { ...from, standings };
}

function step(
  standings: Map<string, Standing>,
  base: TrustState['base'],
  event: TrustEvent,
  { halfLife = defaultHalfLife }: TrustOptions,
): void {
  const key = keyOf(event.service, event.kind);
  const prior = priorOf(event.kind, base);
  const before = standings.get(key);
  if (before === undefined && standings.size >= mostStandings && event.type === 'success') return;
  standings.set(
    key,
    nextStanding(before ?? startStanding(event.service, event.kind, prior), event, prior, halfLife),
  );
}

function priorOf(kind: OperationKind, base: TrustState['base']): Prior {
  return base === 'lowest' ? lowestPrior : priors[kind];
}

/** Where a kind of operation of a service stands, also if nothing happened yet. */
export function standingOf(state: TrustState, service: string, kind: OperationKind): Standing {
  return state.standings.get(keyOf(service, kind)) ?? startStanding(service, kind, priorOf(kind, state.base));
}

/** The score at this moment, 0 to 100. */
export function trustScore(
  state: TrustState,
  standing: Standing,
  now: number,
  options: TrustOptions = {},
): number {
  return scoreOf(
    standing.evidence,
    priorOf(standing.kind, state.base),
    now,
    options.halfLife ?? defaultHalfLife,
  );
}

/** One step more trust, to be ratified by the person as one rule; nothing changes until they do. */
export interface Proposal {
  readonly service: string;
  readonly kind: OperationKind;
  readonly from: TrustLevel;
  readonly to: TrustLevel;
  /** Clean successes in a row that speak for it. */
  readonly successes: number;
  /** "5 clean reads from mcp:github: stop asking for reads?" */
  readonly text: string;
}

/** Clean successes in a row before a raise is proposed; after an incident more. */
const needed = { clean: 5, wounded: 10 };

export function streakFor({ wounded }: Pick<Standing, 'wounded'>): number {
  return wounded ? needed.wounded : needed.clean;
}

/** What may be proposed now, for one standing. */
export function proposalFor(standing: Standing): Proposal | undefined {
  const { service, kind, level, source, streak } = standing;
  const to = raised(level);
  if (to === undefined || !mayBeTrusted(kind)) return undefined;
  // Who said that they want to be asked each time is not asked whether they meant it.
  if (source === 'person' && level === 'approveAlways') return undefined;
  if (streak < streakFor(standing)) return undefined;
  const question =
    to === 'log' ? `stop asking for ${kindNames[kind]}` : `ask only once a session for ${kindNames[kind]}`;
  const text = `${streak} clean ${kindNames[kind]} from ${service}: ${question}?`;
  return { service, kind, from: level, to, successes: streak, text };
}

export function proposals(state: TrustState): readonly Proposal[] {
  return [...state.standings.values()].flatMap((standing) => proposalFor(standing) ?? []);
}

/** What is done, in the plural. */
export const kindNames: Readonly<Record<OperationKind, string>> = {
  read: 'reads',
  write: 'writes',
  modify: 'changes',
  publish: 'publications',
  send: 'messages',
  delete: 'deletions',
};
