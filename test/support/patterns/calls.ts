// A worker: the real check decides calls whose text repeats one piece.
import { workerData } from 'node:worker_threads';
import type { ToolCall } from '../../../src/policy/call.ts';
import { decide, shellCall } from '../policy/decide.ts';
import { goThrough, type Work } from './watched.ts';

export interface Hostile {
  readonly form: string;
  readonly text: string;
  readonly length: number;
}

const write = (path: string, text: string): ToolCall => ({
  kind: 'edit',
  tool: 'Write',
  action: 'write',
  paths: [path],
  changes: [{ path, action: 'write', added: [text], removed: [] }],
});
const mcp = (input: unknown): ToolCall => ({
  kind: 'mcp',
  tool: 'mcp__db__run',
  server: 'db',
  name: 'run',
  input,
});

/** Where a text of the agent goes in. */
const forms: Readonly<Record<string, (text: string) => ToolCall>> = {
  line: shellCall,
  argument: (text) => shellCall(`psql -c '${text.replaceAll("'", '"')}'`),
  code: (text) => shellCall(`node -e '${text.replaceAll("'", '"')}'`),
  PowerShell: (command) => ({ ...shellCall(command), tool: 'PowerShell', shell: 'powershell' }),
  statement: (sql) => mcp({ sql }),
  note: (note) => mcp({ note }),
  makefile: (text) => write('Makefile', text),
  package: (text) => write('package.json', `"scripts": ${text}`),
  workflow: (text) => write('.github/workflows/a.yml', `run: ${text}`),
  hook: (text) => write('.git/hooks/pre-commit', text),
  address: (url) => ({ kind: 'fetch', tool: 'WebFetch', url: `https://${url}` }),
  path: (path) => ({ kind: 'read', tool: 'Read', paths: [path] }),
};

const work: Work<Hostile> = workerData;
await goThrough(work, ({ form, text, length }, step) => {
  step();
  const call = forms[form]?.(text.repeat(Math.ceil(length / text.length)));
  if (call === undefined) throw new Error(`there is no form ${form}`);
  decide(call);
});
