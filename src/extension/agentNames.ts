// The names of agents that people know.
import type { AgentId } from '../agents/agent.ts';
import { agents } from '../agents/agents.ts';

/** Also of an agent that this version does not know any more. */
export function nameOf(id: string): string {
  return Object.values(agents).find((one) => one.id === id)?.name ?? id;
}

export function agentName(id: AgentId): string {
  return agents[id].name;
}
