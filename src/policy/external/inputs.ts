// What the check needs to know about services, from settings and the journal. All of it is optional: where nothing is
// known, nothing is trusted, and calls are decided as if there were no such line.
import type { TrustOptions, TrustState } from '../trust/trust.ts';
import type { OperationKind } from './operation.ts';
import type { Annotations } from './operations.ts';
import { inWorkspace } from './services.ts';

/** A level that stands in the person's settings, so that no loss of files weakens it. */
export interface ServiceSetting {
  /** `mcp:github`, `cli:*`; `*` stands for any text. */
  readonly service: string;
  /** Undefined for every kind. */
  readonly kind?: OperationKind;
  /** Settings only hold back: what is freer counts only as an act of the person in the editor. */
  readonly level: 'blocked' | 'approveAlways';
}

export interface ExternalInputs {
  readonly services?: readonly ServiceSetting[];
  /** Score below which a trusted operation needs approval again. */
  readonly threshold?: number;
  /** Things that trusted changes may touch in a session before the person is asked again; reads may be ten times as many. */
  readonly checkpoint?: number;
  readonly annotations?: Annotations;
}

export interface TrustInputs {
  readonly state: TrustState;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly options?: TrustOptions;
}

export const defaultThreshold = 50;
export const defaultCheckpoint = 10;

/** The strictest level that the settings name for an operation, if any. */
export function settingFor(
  settings: readonly ServiceSetting[] | undefined,
  service: string,
  kind: OperationKind,
): ServiceSetting['level'] | undefined {
  let strictest: ServiceSetting['level'] | undefined;
  for (const setting of settings ?? []) {
    if (setting.kind !== undefined && setting.kind !== kind) continue;
    if (!matches(setting.service, service) && !matches(setting.service, everywhere(service))) continue;
    if (setting.level === 'blocked') return 'blocked';
    strictest = setting.level;
  }
  return strictest;
}

/** What holds a service back does so wherever a server of its name comes from. */
export function everywhere(service: string): string {
  return service.split(inWorkspace, 1)[0] ?? service;
}

/** Case does not count. The stars are found by looking for each piece in turn, so that no pattern takes long. */
function matches(pattern: string, service: string): boolean {
  const [first = '', ...pieces] = pattern.toLowerCase().split('*');
  const text = service.toLowerCase();
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const [index, piece] of pieces.entries()) {
    if (index === pieces.length - 1) return text.length - piece.length >= at && text.endsWith(piece);
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length === first.length;
}
