// Trust as a text, so that a start need not read the whole journal. Strict: a text that is not exactly right is no
// snapshot, and trust is folded from the journal again.
import { operationKinds } from '../external/operation.ts';
import { isRecord } from '../record.ts';
import { decodeExact, happenings, isText, isTime, resets } from './event.ts';
import { trustLevels } from './levels.ts';
import type { HistoryEntry, Standing } from './standing.ts';
import { keyOf, type TrustState } from './trust.ts';

export interface Snapshot {
  readonly state: TrustState;
  /** How far the journal is folded in, in the gate's own words. */
  readonly upTo: string;
}

const version = 1;

export function encodeSnapshot({ state, upTo }: Snapshot): string {
  return JSON.stringify({ version, upTo, base: state.base, standings: [...state.standings.values()] });
}

export function decodeSnapshot(text: string): Snapshot | undefined {
  const value = parse(text);
  if (!isRecord(value) || value['version'] !== version || typeof value['upTo'] !== 'string') return undefined;
  const { base, upTo } = value;
  const list = value['standings'];
  if ((base !== 'start' && base !== 'lowest') || !Array.isArray(list)) return undefined;
  const standings = new Map<string, Standing>();
  for (const item of list) {
    const standing = decodeStanding(item);
    if (standing === undefined) return undefined;
    const key = keyOf(standing.service, standing.kind);
    if (standings.has(key)) return undefined;
    standings.set(key, standing);
  }
  return { state: { standings, base }, upTo };
}

function decodeStanding(value: unknown): Standing | undefined {
  if (!isRecord(value)) return undefined;
  const { service, streak, wounded, incidents, grantedAt } = value;
  const kind = operationKinds.find((one) => one === value['kind']);
  const level = trustLevels.find((one) => one === value['level']);
  const source = (['start', 'person', 'incident'] as const).find((one) => one === value['source']);
  const evidence = decodeEvidence(value['evidence']);
  const exact = decodeAll(value['exact'], decodeExact);
  const history = decodeAll(value['history'], decodeHistory);
  if (!kind || !level || !source || !evidence || !exact || !history) return undefined;
  if (!isText(service) || !isCount(streak) || !isCount(incidents) || typeof wounded !== 'boolean')
    return undefined;
  if (!isAmount(grantedAt) || grantedAt > 1) return undefined;
  return { service, kind, evidence, level, source, grantedAt, exact, streak, wounded, incidents, history };
}

function decodeEvidence(value: unknown): Standing['evidence'] | undefined {
  if (!isRecord(value)) return undefined;
  const { successes, failures, time } = value;
  return isAmount(successes) && isAmount(failures) && isTime(time)
    ? { successes, failures, time }
    : undefined;
}

function decodeHistory(value: unknown): HistoryEntry | undefined {
  if (!isRecord(value)) return undefined;
  const { time, reason, score } = value;
  const level = trustLevels.find((one) => one === value['level']);
  const type = historyTypes.find((one) => one === value['type']);
  if (!isTime(time) || typeof reason !== 'string' || !isAmount(score) || score > 100) return undefined;
  return level === undefined || type === undefined ? undefined : { time, type, reason, score, level };
}

const historyTypes = [...happenings, ...resets, 'level'] as const;

function decodeAll<T>(value: unknown, decode: (item: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = value.map(decode);
  const good = items.filter((item) => item !== undefined);
  return good.length === items.length ? good : undefined;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** Evidence is capped, so that a number beyond the cap was not written by us. */
function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= 120;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
