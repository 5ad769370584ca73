// How Claude Code calls what all agents can do.
import type { Spelling } from '../agent.ts';

export const spelling: Spelling = {
  shell: (command) => ({ tool: 'Bash', input: { command } }),
  powershell: (command) => ({ tool: 'PowerShell', input: { command } }),
  read: (path) => ({ tool: 'Read', input: { file_path: path } }),
  write: (path, content) => ({ tool: 'Write', input: { file_path: path, content } }),
  fetch: (url) => ({ tool: 'WebFetch', input: { url, prompt: '' } }),
  search: (query) => ({ tool: 'WebSearch', input: { query } }),
  mcp: (server, name, input) => ({ tool: `mcp__${server}__${name}`, input }),
};
