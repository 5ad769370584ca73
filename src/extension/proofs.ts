// For which agents and versions the gate has proved itself in this window: a guarded session gave its sign of life
// and had a call decided. Kept in memory only, so that each window proves it anew.
import type { AgentId } from '../agents/agent.ts';
import type { LazyGate } from './lazyGate.ts';

export interface Proofs {
  has(agent: AgentId, version: string): boolean;
  /** From now on, what this session shows counts for the version. */
  watch(session: string, agent: AgentId, version: string): void;
}

export function openProofs(gate: LazyGate): Proofs {
  const watched = new Map<string, string>();
  const proved = new Set<string>();
  gate.whenUp(({ sessions, decided }) => {
    decided.on(({ session }) => {
      const subject = watched.get(session);
      const state = sessions.list().find((one) => one.id === session)?.state;
      if (subject !== undefined && state === 'gated') proved.add(subject);
    });
  });
  return {
    has: (agent, version) => proved.has(`${agent} ${version}`),
    watch: (session, agent, version) => void watched.set(session, `${agent} ${version}`),
  };
}
