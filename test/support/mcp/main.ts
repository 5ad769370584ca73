// The MCP test server as a program: `main.ts CALLS TOOL…` speaks over standard input and output.
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { isToolName } from './tools.ts';
import { mcpServer } from './server.ts';

const [calls, ...names] = process.argv.slice(2);
const tools = names.filter(isToolName);
if (calls === undefined || tools.length === 0 || tools.length < names.length) {
  throw new Error(`usage: main.ts CALLS TOOL…; got ${process.argv.slice(2).join(' ')}`);
}
await mcpServer(tools, calls).connect(new StdioServerTransport());
