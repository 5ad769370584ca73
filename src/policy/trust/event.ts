// What moves trust: events with their time, made by the gate from what really happened and from acts of the person in
// the editor; never from an agent's words. Written into the journal as they are, and read back by one strict decoder.
import { operationKinds, type Operation, type OperationKind } from '../external/operation.ts';
import { risks, type Risk } from '../external/risk.ts';
import { trustLevels, type TrustLevel } from './levels.ts';

/**
 * - `success`, `failure`: the hook after the tool reported it for the very call that was decided on.
 * - `approval`, `denial`: the person's answer to a question about such a call.
 * - `rollback`: what the call did was taken back. `incident`: the person reported harm.
 * - `stop`: the call was in flight at an emergency stop, which counts as an incident.
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
  /** The service's own word for what was done: `create_issue`. */
  readonly name?: string;
}

/** The person chose a level, by a proposal or by their own act. Nothing else makes a level freer. */
export interface LevelEvent extends Place {
  readonly type: 'level';
  readonly level: TrustLevel;
  readonly source: 'proposal' | 'grant';
  /** The exact operation that the person saw and granted, with the highest risk that it may have. */
  readonly exact?: { readonly name: string; readonly risk: Risk };
}

/**
 * Further acts of the person.
 * - `declined`: a proposal; the count of clean successes begins anew.
 * - `withdrawn`: the level that they chose; what happened still counts.
 * - `reset`: everything; what happened counts no more.
 */
export const resets = ['declined', 'withdrawn', 'reset'] as const;
export interface ResetEvent extends Place {
  readonly type: (typeof resets)[number];
}

export type TrustEvent = HappeningEvent | LevelEvent | ResetEvent;

/** Does it take trust, or hold it back? Such an event counts also where not all is well with the files. */
export function holdsBack(event: TrustEvent): boolean {
  switch (event.type) {
    case 'failure':
    case 'denial':
    case 'rollback':
    case 'stop':
    case 'incident':
    case 'declined':
      return true;
    case 'level':
      return event.level === 'blocked' || event.level === 'approveAlways';
    case 'success':
    case 'approval':
    case 'withdrawn':
    case 'reset':
      return false;
  }
}

/** What happened to a call, for each service and kind that it touched. */
export function happened(
  type: Happening,
  operations: readonly Pick<Operation, 'service' | 'kind' | 'name'>[],
  about: { readonly time: number; readonly call?: string; readonly reason?: string },
): readonly HappeningEvent[] {
  const seen = new Map(
    operations.map(({ service, kind, name }) => [
      `${kind} ${service}`,
      { service: service.slice(0, longest), kind, ...(name === '' ? {} : { name: name.slice(0, 128) }) },
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
  const { type, service, at, reason, call, name, source } = record;
  if (record['event'] !== 'trust') return undefined;
  const kind = operationKinds.find((one) => one === record['kind']);
  if (kind === undefined || !isText(service) || !isTime(at)) return undefined;
  if (reason !== undefined && typeof reason !== 'string') return undefined;
  const place = { service, kind, time: at, ...(reason === undefined ? {} : { reason }) };
  const reset = resets.find((one) => one === type);
  if (reset !== undefined) return { type: reset, ...place };
  if (type === 'level') {
    const level = trustLevels.find((one) => one === record['level']);
    if (level === undefined || (source !== 'proposal' && source !== 'grant')) return undefined;
    if (record['exact'] === undefined) return { type, level, source, ...place };
    const exact = decodeExact(record['exact']);
    return exact === undefined ? undefined : { type, level, source, exact, ...place };
  }
  const happening = happenings.find((one) => one === type);
  if (happening === undefined || (call !== undefined && typeof call !== 'string')) return undefined;
  if (name !== undefined && typeof name !== 'string') return undefined;
  const named = name === undefined ? {} : { name };
  return { type: happening, ...place, ...(call === undefined ? {} : { call }), ...named };
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
