// What the check needs to know about services, from settings and the journal. All of it is optional: where nothing is
// known, nothing is trusted, and calls are decided as if there were no such line.
import { matchesStars } from '../stars.ts';
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
    if (!matchesStars(setting.service, service) && !matchesStars(setting.service, everywhere(service)))
      continue;
    if (setting.level === 'blocked') return 'blocked';
    strictest = setting.level;
  }
  return strictest;
}

/** What holds a service back does so wherever a server of its name comes from. */
export function everywhere(service: string): string {
  return service.split(inWorkspace, 1)[0] ?? service;
}
