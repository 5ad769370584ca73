// Whether Claude Code will begin with dialogs of its own, in which it runs no hook: theme and log-in on its first
// start, and the question whether the folder is trusted. Source: measured with Claude Code 2.1.329.
import { isRecord } from '../../protocol/decode.ts';
import type { AgentFiles } from '../agent.ts';
import { unattended } from './launch.ts';

/** True also when its state cannot be read: then the person may take the time that dialogs need. */
export function beginsWithDialogs(files: AgentFiles, args: readonly string[]): boolean {
  if (unattended(args)) return false;
  const text = files.readText(`${files.home}/.claude.json`);
  if (text === undefined) return true;
  try {
    const state: unknown = JSON.parse(text);
    if (!isRecord(state) || state['hasCompletedOnboarding'] !== true) return true;
    const projects = state['projects'];
    const project = isRecord(projects) ? projects[files.cwd] : undefined;
    return !isRecord(project) || project['hasTrustDialogAccepted'] !== true;
  } catch {
    return true;
  }
}
