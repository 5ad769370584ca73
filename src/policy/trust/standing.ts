// Where one kind of operation of one service stands, and how one event moves it. A success never lowers the score, a
// failure never raises it; a level falls at once and rises only by an act of the person.
import type { OperationKind } from '../external/operation.ts';
import type { Risk } from '../external/risk.ts';
import type { Happening, HappeningEvent, LevelEvent, TrustEvent } from './event.ts';
import { stricterLevel, type Prior, type TrustLevel } from './levels.ts';
import { exactScore, noEvidence, observed, scoreOf, type Evidence } from './score.ts';

export interface HistoryEntry {
  readonly time: number;
  readonly type: TrustEvent['type'];
  readonly reason: string;
  /** After the event. */
  readonly score: number;
  readonly level: TrustLevel;
}

export interface Standing {
  readonly service: string;
  readonly kind: OperationKind;
  readonly evidence: Evidence;
  readonly level: TrustLevel;
  /** `start`: nobody chose it, and it allows nothing. `person`: ratified or granted. `incident`: it fell. */
  readonly source: 'start' | 'person' | 'incident';
  /**
   * The score when the person granted the level, 0 to 1: a grant of their own is good until something speaks against it,
   * also below the threshold. 1 for a level that was proposed, which the score must carry.
   */
  readonly grantedAt: number;
  /** Exact operations that the person granted, with the highest risk of each. */
  readonly exact: readonly { readonly name: string; readonly risk: Risk }[];
  /** Successes without anything else between them. */
  readonly streak: number;
  /** An incident happened since the person last chose a level. */
  readonly wounded: boolean;
  readonly incidents: number;
  /** The newest last. */
  readonly history: readonly HistoryEntry[];
}

export function startStanding(service: string, kind: OperationKind, prior: Prior): Standing {
  const { level } = prior;
  const record = { streak: 0, wounded: false, incidents: 0, history: [] };
  return { service, kind, evidence: noEvidence, level, source: 'start', grantedAt: 0, exact: [], ...record };
}

/** What each happening weighs. One incident outweighs many successes, and takes most of what they earned. */
const weights: Readonly<Record<Happening, { readonly successes: number; readonly failures: number; readonly keeps: number }>> = {
  success: { successes: 1, failures: 0, keeps: 1 },
  approval: { successes: 0, failures: 0, keeps: 1 },
  failure: { successes: 0, failures: 1, keeps: 1 },
  denial: { successes: 0, failures: 2, keeps: 1 },
  rollback: { successes: 0, failures: 4, keeps: 1 },
  stop: { successes: 0, failures: 20, keeps: 0.2 },
  incident: { successes: 0, failures: 20, keeps: 0.2 },
}; // prettier-ignore

const reasons: Readonly<Record<TrustEvent['type'], string>> = {
  success: 'a call succeeded',
  approval: 'the person approved a call',
  failure: 'a call failed',
  denial: 'the person denied a call',
  rollback: 'what a call did was taken back',
  stop: 'a call was in flight at an emergency stop',
  incident: 'the person reported an incident',
  level: 'the person chose the level',
  declined: 'the person declined a proposal',
  withdrawn: 'the person took the level back',
  reset: 'the person forgot what happened before',
};

/** Entries of history that are kept. */
export const mostHistory = 50;
const mostExact = 100;

export function nextStanding(before: Standing, event: TrustEvent, prior: Prior, halfLife: number): Standing {
  const after = moved(before, event, prior, halfLife);
  const reason = event.reason ?? reasons[event.type];
  const which = [
    ...('name' in event && event.name !== undefined ? [event.name] : []),
    ...('call' in event && event.call !== undefined ? [`call ${event.call}`] : []),
  ];
  const call = which.length === 0 ? '' : ` (${which.join(', ')})`;
  const entry: HistoryEntry = {
    time: event.time,
    type: event.type,
    reason: `${reason}${call}`,
    score: scoreOf(after.evidence, prior, Math.max(after.evidence.time, event.time), halfLife),
    level: after.level,
  };
  const kept = after.history.length >= mostHistory ? after.history.slice(1 - mostHistory) : after.history;
  return { ...after, history: [...kept, entry] };
}

function moved(before: Standing, event: TrustEvent, prior: Prior, halfLife: number): Standing {
  const { service, kind, history, incidents: earlier } = before;
  switch (event.type) {
    case 'declined':
      return { ...before, streak: 0 };
    case 'withdrawn':
      // What an incident took is not given back by this.
      return before.source === 'person' ? { ...before, level: prior.level, source: 'start', grantedAt: 0, exact: [] } : before;
    case 'reset':
      return { ...startStanding(service, kind, prior), incidents: earlier, history };
    case 'level':
      return chosen(before, event, prior, halfLife);
    default:
      return afterHappening(before, event, halfLife);
  }
} // prettier-ignore

function afterHappening(before: Standing, event: HappeningEvent, halfLife: number): Standing {
  const { successes, failures, keeps } = weights[event.type];
  const kept =
    keeps === 1 ? before.evidence : { ...before.evidence, successes: before.evidence.successes * keeps };
  const evidence = observed(kept, { successes, failures }, event.time, halfLife);
  if (event.type === 'incident' || event.type === 'stop') {
    const level = stricterLevel(before.level, 'approveAlways');
    const incidents = before.incidents + 1;
    return { ...before, evidence, level, source: 'incident', exact: [], streak: 0, wounded: true, incidents };
  }
  if (event.type === 'approval') return before;
  return { ...before, evidence, streak: event.type === 'success' ? before.streak + 1 : 0 };
}

/** What the person chose. A grant of one exact operation says nothing about the others of its kind. */
function chosen(
  before: Standing,
  { level, exact, time, source }: LevelEvent,
  prior: Prior,
  halfLife: number,
): Standing {
  const free = level === 'log' || level === 'autonomous';
  if (exact !== undefined) {
    const others = before.exact.filter(({ name }) => name !== exact.name);
    return { ...before, exact: free ? [...others, exact].slice(-mostExact) : others };
  }
  const strict = level === 'blocked' || level === 'approveAlways';
  const grantedAt = source === 'proposal' ? 1 : exactScore(before.evidence, prior, time, halfLife);
  const grants = strict ? [] : before.exact;
  return { ...before, level, source: 'person', grantedAt, exact: grants, streak: 0, wounded: false };
}
