// Trust in services while the gate runs. Each event is journaled first, then applied; the state at the start is folded
// from the journal, and a snapshot saves reading all of it again.
// Invariant: whatever is missing or damaged gives less trust, never more.
import type { TrustInputs } from '../policy/external/inputs.ts';
import type { Operation } from '../policy/external/operation.ts';
import { happened, trustRecord, type Happening } from '../policy/trust/event.ts';
import { foldTrust } from '../policy/trust/trust.ts';
import type { Log } from './api.ts';
import type { Journal } from './journal.ts';
import { problemOf } from './signal.ts';
import type { LoadedTrust } from './trustFile.ts';

export interface Trust {
  /** As it stands at this moment. */
  inputs(): TrustInputs;
  /** What became of a call, or what the person said to it. Never throws. */
  happened(type: Happening, operations: readonly Operation[], call: string | undefined): void;
}

export interface TrustParts {
  readonly loaded: LoadedTrust;
  readonly journal: Pick<Journal, 'append'>;
  readonly log: Log;
  readonly now: () => number;
  /** Milliseconds in which what happened loses half its weight. */
  readonly halfLife: () => number;
}

export function openTrust({ loaded, journal, log, now, halfLife }: TrustParts): Trust {
  let { state } = loaded;
  const noted = (record: Parameters<Journal['append']>[0]): boolean => {
    try {
      journal.append(record);
      return true;
    } catch (error) {
      log.error(`A change of trust could not be journaled: ${problemOf(error)}`);
      return false;
    }
  };
  if (loaded.lost !== undefined) noted({ event: 'trust-lost', ...loaded.lost });
  return {
    inputs: () => ({ state, now: now() }),
    happened(type, operations, call) {
      if (operations.length === 0) return;
      const about = { time: now(), ...(call === undefined ? {} : { call }) };
      const events = happened(type, operations, about).filter((event) => {
        // A fall takes hold also where it cannot be written down.
        return noted(trustRecord(event)) || (type !== 'success' && type !== 'approval');
      });
      state = foldTrust(events, state, { halfLife: halfLife() });
    },
  };
}
