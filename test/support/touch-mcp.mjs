// The smallest MCP server over standard input and output: one tool, `touch`, which creates an empty file.
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const tool = {
  name: 'touch',
  description: 'Creates an empty file.',
  inputSchema: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
};

createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method, params } = JSON.parse(line);
  if (id === undefined) return;
  const result = answer(method, params);
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, result })}\n`);
});

function answer(method, params) {
  switch (method) {
    case 'initialize':
      return {
        protocolVersion: params.protocolVersion,
        capabilities: { tools: {} },
        serverInfo: { name: 'touch', version: '1' },
      };
    case 'tools/list':
      return { tools: [tool] };
    case 'tools/call':
      writeFileSync(params.arguments.path, '');
      return { content: [{ type: 'text', text: 'touched' }] };
    default:
      return {};
  }
}
