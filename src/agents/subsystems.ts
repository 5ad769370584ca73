// What an agent starts beside its own tools: things that a workspace or an installation adds, and that run before or
// beside the calls that the gate sees. They start late, when it is known whether the session is trusted.

export interface Subsystems {
  /** May run anything: hooks, servers, skills in one package. */
  readonly plugins: boolean;
  /** Skills, slash commands, agents and memory files: texts that tell the model what to do, and lines that run. */
  readonly skills: boolean;
  /** Programs that are started, or addresses that are asked, before any tool is called. */
  readonly mcpServers: boolean;
  /** Hooks of the workspace. The gate's own hooks are none of these and are always on. */
  readonly workspaceHooks: boolean;
}

/** `trusted` is the state at this moment, asked for at each start; there is no value that it could have by default. */
export function deferredStart(trusted: boolean): Subsystems {
  return { plugins: trusted, skills: trusted, mcpServers: trusted, workspaceHooks: trusted };
}

export function allStart(subsystems: Subsystems): boolean {
  return Object.values(subsystems).every(Boolean);
}

const names: Readonly<Record<keyof Subsystems, string>> = {
  plugins: 'plugins',
  skills: 'skills',
  mcpServers: 'MCP servers',
  workspaceHooks: 'hooks of the workspace',
};

/** Those that did not start, in words; empty when all did. */
export function offText(subsystems: Subsystems): string {
  const keys = ['plugins', 'skills', 'mcpServers', 'workspaceHooks'] as const;
  const off = keys.filter((key) => !subsystems[key]).map((key) => names[key]);
  return off.length < 2 ? off.join('') : `${off.slice(0, -1).join(', ')} and ${off.at(-1)}`;
}
