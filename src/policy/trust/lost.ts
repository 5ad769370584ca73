// Trust after the journal was lost or damaged: what the person or an incident holds back stays, and nothing else does.
import type { Standing } from './standing.ts';
import type { TrustState } from './trust.ts';

/** Never more trust than before, in anything: no grants, no successes, and the lowest start values. */
export function lowered(state: TrustState): TrustState {
  const standings = [...state.standings].map(([key, standing]) => [key, strict(standing)] as const);
  return { standings: new Map(standings), base: 'lowest' };
}

function strict(standing: Standing): Standing {
  const evidence = { ...standing.evidence, successes: 0 };
  const held = { ...standing, evidence, exact: [], grantedAt: 0, streak: 0 };
  const { level, source } = standing;
  const chosen = source === 'person' && (level === 'blocked' || level === 'approveAlways');
  return source === 'incident' || chosen ? held : { ...held, level: 'approveAlways', source: 'start' };
}
