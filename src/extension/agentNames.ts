// The names of agents that people know.
import type { AgentId } from '../agents/agent.ts';
import { agents } from '../agents/agents.ts';

export function agentName(id: AgentId): string {
  return agents[id].name;
}
