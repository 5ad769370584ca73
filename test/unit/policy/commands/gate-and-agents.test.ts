// Programs through which an agent could slip out of the gate: other agents, the gate's own command line, and what
// takes away the mark by which a stop finds processes.
import { decidesAll } from '../../../support/policy/decide.ts';
import { passes } from '../../../support/policy/lists.ts';

const agents = ['claude -p x', 'codex exec x', 'gemini -p x', 'opencode run x', 'env X=1 claude -p x'];
decidesAll('ask', agents);
decidesAll('ask', agents, 'mode', { mode: 'bypassPermissions' });

decidesAll('deny', ['portcullis release --yes', 'sudo portcullis release --yes'], 'floor');

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
