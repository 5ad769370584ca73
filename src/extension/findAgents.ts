// Which agents are on this machine, in which version, and whether the gate can hold that version.
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import type { Agent, AgentId } from '../agents/agent.ts';
import { agents } from '../agents/agents.ts';
import { versionOf } from '../gate/launch/prepare.ts';

export interface FoundAgent {
  readonly id: AgentId;
  readonly name: string;
  /** Absolute path; undefined when the agent is not on this machine. */
  readonly program: string | undefined;
  /** What the program says of itself; empty when it says nothing. */
  readonly version: string;
  /** Why it cannot be launched, in a sentence that says what to do. */
  readonly problem: string | undefined;
}

export interface Places {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** A path from the settings, which then is the only one that counts. */
  configured(id: AgentId): string | undefined;
}

/** Every agent that has a program of its own; the demo agent is always there and not listed. */
export function findAgents(places: Places): Promise<readonly FoundAgent[]> {
  const real = Object.values(agents).filter((agent) => agent.programs.length > 0);
  return Promise.all(real.map((agent) => find(agent, places)));
}

async function find(agent: Agent, places: Places): Promise<FoundAgent> {
  const { id, name } = agent;
  const configured = places.configured(id);
  const candidates = configured ? [configured] : candidatesOf(agent, places);
  for (const program of candidates) {
    if (!(await runs(program))) continue;
    return { id, name, program, ...(await versionOf(agent, program, places.env)) };
  }
  const problem = configured
    ? `There is no program at ${configured}, where the setting points.`
    : 'Not found on the PATH. Install it, or name its program in the settings.';
  return { id, name, program: undefined, version: '', problem };
}

/** The PATH first; then the folders of common installers, which an editor started from a menu may not have on it. */
function candidatesOf({ programs }: Agent, { env, home }: Places): readonly string[] {
  const windows = process.platform === 'win32';
  const listed = (env['PATH'] ?? env['Path'] ?? '')
    .split(path.delimiter)
    .filter((one) => path.isAbsolute(one));
  const usual = windows
    ? [path.join(home, '.local', 'bin')]
    : [
        path.join(home, '.local', 'bin'),
        path.join(home, '.claude', 'local'),
        '/usr/local/bin',
        '/opt/homebrew/bin',
      ];
  const suffix = windows ? '.exe' : '';
  return [...listed, ...usual].flatMap((folder) =>
    programs.map((one) => path.join(folder, `${one}${suffix}`)),
  );
}

function runs(program: string): Promise<boolean> {
  return access(program, constants.X_OK).then(
    () => true,
    () => false,
  );
}
