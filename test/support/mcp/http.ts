// The MCP test server over streamable HTTP, on 127.0.0.1 alone.
import { createServer } from 'node:http';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { mcpServer } from './server.ts';
import type { ToolName } from './tools.ts';

export type HttpMcp = { readonly url: string; readonly close: () => Promise<void> };

/** Without state: each request gets a server of its own. `owner` is a test's context. */
export async function startHttpMcp(
  tools: readonly ToolName[],
  calls: string,
  owner?: { after(end: () => Promise<void>): void },
): Promise<HttpMcp> {
  const server = createServer((request, response) => {
    const mcp = mcpServer(tools, calls);
    const transport = new StreamableHTTPServerTransport();
    response.on('close', () => void mcp.close());
    mcp
      .connect(transport)
      .then(() => transport.handleRequest(request, response))
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  owner?.after(close);
  return { url: `http://127.0.0.1:${address.port}/mcp`, close };
}
