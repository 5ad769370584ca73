// Programs through which an agent could slip out of the gate: other agents, the gate's own command line, and what
// takes away the mark by which a stop finds processes.
import { decidesAll } from '../../../support/policy/decide.ts';
import { passes } from '../../../support/policy/lists.ts';

const agents = ['claude -p x', 'codex exec x', 'gemini -p x', 'opencode run x', 'env X=1 claude -p x'];
decidesAll('ask', agents);
decidesAll('ask', agents, 'mode', { mode: 'bypassPermissions' });

const own = '/home/dev/.vscode/extensions/portcullis/dist/cli.js';
const tampering = [
  'portcullis release --yes',
  'sudo portcullis release --yes',
  'npx portcullis release --yes',
  'portcullis trust grant mcp:github read log',
  'portcullis trust incident mcp:github',
  'portcullis stop',
  `node ${own} release --yes`,
  `node ${own} trust block mcp:github`,
  `${own} stop`,
  `env -i node ${own} release --yes`,
  `cd ${own.replace('/cli.js', '')} && node cli.js release --yes`,
  `bash -c "node ${own} release --yes"`,
  `node --no-warnings ${own}`,
];
decidesAll('deny', tampering, 'floor');
decidesAll('deny', tampering, 'floor', { mode: 'bypassPermissions' });
decidesAll('ask', [`node ${own} check -- ls`]);

decidesAll('ask', [
  'ulimit -R 1',
  'ulimit -SR 1; (env -i setsid ls &)',
  'prlimit --rttime=5:5 -- ls',
  'prlimit --rttime=5:5 ls',
  'prlimit -y 5 ls',
]);

passes(`
claude --version
portcullis check -- ls
portcullis journal verify
ulimit -a
ulimit -n
`);
