// A real MCP server, by the protocol's own SDK: some of the tools, and a file to which each call is appended before it is
// answered, so that tests assert on what happened and not on what an agent says.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import {
  CallToolRequestSchema,
  ListToolsRequestSchema,
  type CallToolResult,
} from '@modelcontextprotocol/sdk/types.js';
import { describe, isToolName, rowOf, type ToolName } from './tools.ts';

export type ServedCall = { readonly tool: string; readonly args: Readonly<Record<string, unknown>> };

/** One for each connection. `calls` is the absolute path of the file of calls. */
export function mcpServer(tools: readonly ToolName[], calls: string): McpServer {
  const mcp = new McpServer({ name: 'test', version: '1.0.0' }, { capabilities: { tools: {} } });
  mcp.server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: tools.map(describe) }));
  mcp.server.setRequestHandler(CallToolRequestSchema, ({ params }): Promise<CallToolResult> => {
    const { name, arguments: args = {} } = params;
    const call: ServedCall = { tool: name, args };
    appendFileSync(calls, `${JSON.stringify(call)}\n`);
    return answer(isToolName(name) && tools.includes(name) ? name : undefined);
  });
  return mcp;
}

async function answer(name: ToolName | undefined): Promise<CallToolResult> {
  if (name === undefined)
    return { isError: true, content: [{ type: 'text', text: 'there is no such tool' }] };
  const { answers: text, way } = rowOf(name);
  if (way === 'hangs') return new Promise(() => {});
  return { isError: way === 'fails', content: [{ type: 'text', text }] };
}

/** The calls that a server was given, in their order. */
export function callsIn(file: string): readonly ServedCall[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { tool, args }: ServedCall = JSON.parse(line);
      return { tool, args };
    });
}
