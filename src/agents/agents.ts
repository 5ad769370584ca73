// Every agent that the gate knows, by its id.
import type { Agent, AgentId } from './agent.ts';
import { claude } from './claude/claude.ts';
import { demo } from './demo.ts';

export const agents: Readonly<Record<AgentId, Agent>> = { claude, demo };
