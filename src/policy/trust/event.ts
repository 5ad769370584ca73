// What moves trust: events with their time, made by the gate from what really happened and from acts of the person in
// the editor; never from an agent's words. Written into the journal as they are, and read back by one strict decoder.
import { operationKinds, type Operation, type OperationKind } from '../external/operation.ts';
import { risks, type Risk } from '../external/risk.ts';
import { trustLevels, type TrustLevel } from './levels.ts';

/**
 * - `success`, `failure`: the hook after the tool reported it for the very call that was decided on.
 * - `approval`, `denial`: the person's answer to a question about such a call.
 * - `rollback`: what the call did was taken back. `stop`: the call was in flight at an emergency stop.
 * - `incident`: the person reported harm.
 */
export const happenings = [
  'success',
  'failure',
  'approval',
  'denial',
  'rollback',
  'stop',
  'incident',
] as const;
export type Happening = (typeof happenings)[number];

interface Place {
  readonly service: string;
  readonly kind: OperationKind;
  /** Milliseconds since 1970, from whoever saw it happen. */
  readonly time: number;
  /** Why, in a clause for the person; for happenings the call's id is enough. */
  readonly reason?: string;
}

export interface HappeningEvent extends Place {
  readonly type: Happening;
  readonly call?: string;
}

/** The person chose a level, by a proposal or by their own act. Nothing else makes a level freer. */
export interface LevelEvent extends Place {
  readonly type: 'level';
  readonly level: TrustLevel;
  readonly source: 'proposal' | 'grant';
  /** The exact operation that the person saw and granted, with the highest risk that it may have. */
  readonly exact?: { readonly name: string; readonly risk: Risk };
}

/** The person declined a proposal: the count of clean successes begins anew. */
export interface DeclinedEvent extends Place {
  readonly type: 'declined';
}

export type TrustEvent = HappeningEvent | LevelEvent | DeclinedEvent;

/** What happened to a call, for each service and kind that it touched. */
export function happened(
  type: Happening,
  operations: readonly Operation[],
  about: { readonly time: number; readonly call?: string; readonly reason?: string },
): readonly HappeningEvent[] {
  const seen = new Map(
    operations.map(({ service, kind }) => [
      `${kind} ${service}`,
      { service: service.slice(0, longest), kind },
    ]),
  );
  return [...seen.values()].map((place) => ({ type, ...place, ...about }));
}

/** The fields of a journal record with `event: 'trust'`. */
export function trustRecord(event: TrustEvent): Readonly<Record<string, unknown>> & { readonly event: 'trust' } {
  const { time, ...fields } = event;
  return { ...fields, event: 'trust', at: time };
} // prettier-ignore

const longest = 512;

/** Reads a journal record back; undefined for every other record and for one that is not exactly right. */
export function decodeTrustRecord(record: Readonly<Record<string, unknown>>): TrustEvent | undefined {
  const { type, service, at, reason, call, source } = record;
  if (record['event'] !== 'trust') return undefined;
  const kind = operationKinds.find((one) => one === record['kind']);
  if (kind === undefined || !isText(service) || !isTime(at)) return undefined;
  if (reason !== undefined && typeof reason !== 'string') return undefined;
  const place = { service, kind, time: at, ...(reason === undefined ? {} : { reason }) };
  if (type === 'declined') return { type, ...place };
  if (type === 'level') {
    const level = trustLevels.find((one) => one === record['level']);
    if (level === undefined || (source !== 'proposal' && source !== 'grant')) return undefined;
    if (record['exact'] === undefined) return { type, level, source, ...place };
    const exact = decodeExact(record['exact']);
    return exact === undefined ? undefined : { type, level, source, exact, ...place };
  }
  const happening = happenings.find((one) => one === type);
  if (happening === undefined || (call !== undefined && typeof call !== 'string')) return undefined;
  return { type: happening, ...place, ...(call === undefined ? {} : { call }) };
}

export function decodeExact(value: unknown): { readonly name: string; readonly risk: Risk } | undefined {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('risk' in value))
    return undefined;
  const risk = risks.find((one) => one === value.risk);
  return typeof value.name === 'string' && risk !== undefined ? { name: value.name, risk } : undefined;
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= longest;
}

export function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
