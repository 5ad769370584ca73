// Remembers what was decided on the calls of one session, so that what then runs can be compared with it.
import type { Operation } from '../policy/external/operation.ts';
import type { Done } from '../policy/external/undo.ts';

export interface VettedCall {
  readonly callId: string | undefined;
  /** The id of the decision on it. */
  readonly decision: string;
  readonly tool: string;
  /** Digest of the canonical input. */
  readonly input: string;
  readonly allowed: boolean;
  /** What it does to systems outside this machine, in a few words; undefined when nothing. */
  readonly sends?: string | undefined;
  /** The same as trust is kept; none of a denied call. */
  readonly operations: readonly Operation[];
  /** It runs in the background: what is reported of it is its start, not its success. */
  readonly goesOn: boolean;
  /** What it takes back of what the session did before. */
  readonly undoes: readonly Done[];
  readonly at: number;
  /** The agent's own dialog was answered with this decision; that is done once. */
  shown: boolean;
}

export interface Vetted {
  add(call: Omit<VettedCall, 'shown' | 'at'>): void;
  /** Does what has run match what was decided? The call is then forgotten. */
  ran(callId: string, tool: string, input: string): Ran;
  /** True, once, for a call that was allowed, has not run yet and is still fresh. */
  answersDialog(tool: string, input: string): boolean;
  /** Allowed calls to the outside whose end was not seen. */
  inFlight(): readonly VettedCall[];
  /** What allowed calls whose end was not seen are called in the flow; nobody tells the end of one without a call id. */
  running(): readonly string[];
}

export interface Ran {
  readonly match: 'vetted' | 'unknown' | 'denied' | 'changed';
  /** Those of a vetted call. */
  readonly operations: readonly Operation[];
  readonly goesOn: boolean;
  readonly undoes: readonly Done[];
}

const nothing: Omit<Ran, 'match'> = { operations: [], goesOn: false, undoes: [] };

const most = 5_000;

/** `life` is how long, in milliseconds, an allowed call may answer the agent's own dialog. */
export function vettedCalls(now: () => number, life = 600_000): Vetted {
  const calls = new Map<string, VettedCall>();
  return {
    add(call) {
      const key = nameOf(call);
      calls.delete(key);
      calls.set(key, { ...call, at: now(), shown: false });
      if (calls.size > most) forgetOldest(calls);
    },
    ran(callId, tool, input) {
      const call = calls.get(callId);
      if (!call) return { match: 'unknown', ...nothing };
      if (!call.allowed) return { match: 'denied', ...nothing };
      if (call.tool !== tool || call.input !== input) return { match: 'changed', ...nothing };
      calls.delete(callId);
      const { operations, goesOn, undoes } = call;
      return { match: 'vetted', operations, goesOn, undoes };
    },
    inFlight: () => [...calls.values()].filter(({ allowed, sends }) => allowed && sends !== undefined),
    running: () => [...calls.values()].filter(({ allowed }) => allowed).map(nameOf),
    answersDialog(tool, input) {
      // Of equal calls the last decision counts: what was denied meanwhile is not let through by an older allow.
      const last = [...calls.values()].findLast((call) => call.tool === tool && call.input === input);
      if (last?.allowed !== true) return false;
      for (const call of calls.values()) {
        const fits = call.allowed && !call.shown && call.tool === tool && call.input === input;
        if (!fits || now() - call.at > life) continue;
        call.shown = true;
        return true;
      }
      return false;
    },
  };
}

/** As facts of the flow name the call that they come from. */
export function nameOf({ callId, decision }: Pick<VettedCall, 'callId' | 'decision'>): string {
  return callId ?? decision;
}

/** Denied calls go first: an allowed one that is forgotten would look like a call that nobody vetted. */
function forgetOldest(calls: Map<string, VettedCall>): void {
  const oldest = [...calls].find(([, call]) => !call.allowed) ?? [...calls][0];
  if (oldest) calls.delete(oldest[0]);
}
