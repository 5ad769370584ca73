// Trust in services as the rooms above see it: they show it, and bring what the person does about it. Types only.
//
// Invariant: nothing that an agent can reach leads here. The gate's server has no route to it, and the command line only
// reads and holds back.
import type { OperationKind } from '../policy/external/operation.ts';
import type { ServiceSetting } from '../policy/external/inputs.ts';
import type { Risk } from '../policy/external/risk.ts';
import type { TrustLevel } from '../policy/trust/levels.ts';
import type { Standing } from '../policy/trust/standing.ts';
import type { Proposal } from '../policy/trust/trust.ts';
import type { Signal } from './api.ts';

/** One kind of operation of one service. */
export interface TrustPlace {
  readonly service: string;
  readonly kind: OperationKind;
}

/** Where it stands at this moment. */
export interface TrustEntry extends TrustPlace, Pick<Standing, 'level' | 'source' | 'exact' | 'incidents' | 'history' | 'streak'> {
  /** 0 to 100. */
  readonly score: number;
  /** Successes and failures by weight, as much as is left of them. */
  readonly successes: number;
  readonly failures: number;
  /** What the settings say, which stands above the level. */
  readonly held: ServiceSetting['level'] | undefined;
  readonly proposal: Proposal | undefined;
} // prettier-ignore

/** What the person does about it. Everything but `incident`, `rollback` and a stricter level may loosen. */
export type TrustDeed = TrustPlace &
  (
    | { readonly type: 'accept'; readonly to: TrustLevel }
    | { readonly type: 'decline' }
    /** A level of their own choice, in either direction. */
    | { readonly type: 'level'; readonly level: TrustLevel }
    /** Takes the chosen level back; what happened still counts. */
    | { readonly type: 'withdraw' }
    /** Exactly this operation, up to this risk. */
    | { readonly type: 'grantExact'; readonly name: string; readonly risk: Risk }
    | { readonly type: 'withdrawExact'; readonly name: string }
    | { readonly type: 'incident' }
    /** They had to undo what it did. */
    | { readonly type: 'rollback' }
    /** Forgets what happened. */
    | { readonly type: 'reset' }
  );

export interface TrustControls {
  /** All kinds of operations of which anything is known, by service. */
  list(): readonly TrustEntry[];
  /** Fires when anything of it changed, in this window or, as soon as it is noticed, in another. */
  readonly changed: Signal<undefined>;
  /** A call of this window made one more proposal stand. Each is told once; it stands until it is answered. */
  readonly proposed: Signal<Proposal>;
  /**
   * Journals what the person did, with who and why, and lets it hold from the next call on. Throws a HumanError when it
   * cannot be journaled or no longer fits; then nothing became looser.
   */
  act(deed: TrustDeed, about: { readonly by: string; readonly why?: string }): void;
  /** Would the pending question not have been asked, had the person done this before? */
  wouldAllow(question: string, deed: TrustDeed): boolean;
}
