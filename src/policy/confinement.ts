// Why a session is not trusted. A cause is a fact about the session, never a setting: no rule, mode or approval takes
// it away. What the workspace alone caused ends when the person trusts the workspace; the rest never ends.
import type { PermissionMode } from './decision.ts';

export type Cause =
  /** The person has not trusted the workspace. */
  | { readonly kind: 'workspace' }
  /** Somebody else wrote what the agent is to do. `from` says who or where, in words for a person. */
  | { readonly kind: 'foreign'; readonly from: string }
  /** Calls are judged and recorded, and nothing that has an effect runs. */
  | { readonly kind: 'dry-run' };

/** A clause without its subject's name: why the session is not trusted. */
export function causeText(cause: Cause): string {
  switch (cause.kind) {
    case 'workspace':
      return 'the workspace is not trusted';
    case 'foreign':
      return `its prompt comes from others (${cause.from})`;
    case 'dry-run':
      return 'it is a dry run';
  }
}

export function causesText(causes: readonly Cause[]): string {
  return causes.map(causeText).join(', and ');
}

/** The causes that hold now: those that the session carries, and the state of its workspace. */
export function causesNow(carried: readonly Cause[], workspaceTrusted: boolean): readonly Cause[] {
  return workspaceTrusted ? carried : [{ kind: 'workspace' }, ...carried];
}

export function isDryRun(causes: readonly Cause[]): boolean {
  return causes.some(({ kind }) => kind === 'dry-run');
}

/** A mode that asks less than `default` does not hold in a session that is not trusted. */
export function modeWithin(mode: PermissionMode, causes: readonly Cause[]): PermissionMode {
  if (causes.length === 0) return mode;
  return mode === 'acceptEdits' || mode === 'bypassPermissions' ? 'default' : mode;
}
