// Where the person says that an agent's program lies.
import * as vscode from 'vscode';
import type { AgentId } from '../agents/agent.ts';
import { section, settingKeys } from './settingKeys.ts';

/** Undefined when the settings say nothing: then the PATH is searched. */
export function configuredProgram(id: AgentId): string | undefined {
  if (id !== 'claude') return undefined;
  const value = vscode.workspace.getConfiguration(section).get<unknown>(settingKeys.claudePath);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
