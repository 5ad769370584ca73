// What the person does about trust → the event that stands for it. Refuses what does not fit any more.
import type { TrustEvent } from '../policy/trust/event.ts';
import { proposalFor, standingOf, type TrustState } from '../policy/trust/trust.ts';
import { HumanError } from './humanError.ts';
import type { TrustDeed } from './trustApi.ts';

/** Throws a HumanError for a proposal that no longer stands. */
export function eventOf(
  deed: TrustDeed,
  state: TrustState,
  about: { readonly time: number; readonly reason?: string },
): TrustEvent {
  const { service, kind } = deed;
  const place = { service, kind, ...about };
  switch (deed.type) {
    case 'accept': {
      const standing = proposalFor(standingOf(state, service, kind));
      if (standing?.to !== deed.to)
        throw new HumanError(
          `What was proposed for ${service} no longer stands: something happened since then.`,
        );
      return { type: 'level', level: deed.to, source: 'proposal', ...place };
    }
    case 'decline':
      return { type: 'declined', ...place };
    case 'level':
      return { type: 'level', level: deed.level, source: 'grant', ...place };
    case 'withdraw':
      return { type: 'withdrawn', ...place };
    case 'grantExact':
      return {
        type: 'level',
        level: 'log',
        source: 'grant',
        exact: { name: deed.name, risk: deed.risk },
        ...place,
      };
    case 'withdrawExact':
      return {
        type: 'level',
        level: 'approveAlways',
        source: 'grant',
        exact: { name: deed.name, risk: 'low' },
        ...place,
      };
    case 'incident':
    case 'rollback':
    case 'reset':
      return { type: deed.type, ...place };
  }
}
