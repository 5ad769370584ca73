// What a scripted model tries in every proof: one call of each kind of tool, and how to tell from the world which
// of them ran.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Model } from '../../support/model/server.ts';
import type { Step } from '../../support/model/script.ts';

const secret = 'the-text-that-only-reading-the-file-gives';

/** Bash, Write, Read and an MCP tool, one after the other. */
export function fourTools(workspace: string): readonly Step[] {
  writeFileSync(join(workspace, 'secret.txt'), secret);
  return [
    [{ tool: ['Bash', { command: `touch ${join(workspace, 'bash')}`, description: 'touch' }] }],
    [{ tool: ['Write', { file_path: join(workspace, 'write'), content: 'x' }] }],
    [{ tool: ['Read', { file_path: join(workspace, 'secret.txt') }] }],
    [{ tool: ['mcp__touch__touch', { path: join(workspace, 'mcp') }] }],
    [{ text: 'FINISHED' }],
  ];
}

/** The names of those that ran, judged by files and by what the model was told. */
export function ran(workspace: string, model: Model, script: string): readonly string[] {
  const found = ['bash', 'write', 'mcp'].filter((name) => existsSync(join(workspace, name)));
  const read = model.results(script).some((result) => JSON.stringify(result).includes(secret));
  return read ? [...found, 'read'] : found;
}

/** The arguments that give Claude Code the MCP server of the proof. */
export function mcpArguments(): readonly string[] {
  const file = fileURLToPath(new URL('../../support/touch-mcp.mjs', import.meta.url));
  return [
    '--mcp-config',
    JSON.stringify({ mcpServers: { touch: { command: process.execPath, args: [file] } } }),
  ];
}
