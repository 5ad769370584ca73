// What an agent is told about the MCP test servers: entries of a configuration, and the arguments for Claude Code.
import { fileURLToPath } from 'node:url';
import type { ToolName } from './tools.ts';

export type McpEntry =
  | { readonly command: string; readonly args: readonly string[] }
  | { readonly type: 'http'; readonly url: string };

/** A server that the agent starts itself. `calls` is the absolute path of its file of calls. */
export function stdioEntry(tools: readonly ToolName[], calls: string): McpEntry {
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  // By address, for the agent starts the server in another folder.
  return { command: process.execPath, args: ['--import', import.meta.resolve('tsx'), main, calls, ...tools] };
}

export function httpEntry(url: string): McpEntry {
  return { type: 'http', url };
}

/** `--mcp-config` for Claude Code; no other server is contacted. Names of servers are those of the services. */
export function mcpConfig(mcpServers: Readonly<Record<string, McpEntry>>): readonly string[] {
  return ['--strict-mcp-config', '--mcp-config', JSON.stringify({ mcpServers })];
}
