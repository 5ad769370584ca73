// One cold start, in milliseconds, on standard output.
import { loadGrammar } from '../src/gate/grammar.ts';
import { root } from '../test/support/root.ts';

const started = performance.now();
const reader = await loadGrammar(`${root}/dist`);
reader.read('git status && ls | head -3', { home: '/home/u', cwd: '/home/u/project' });
process.stdout.write(String(performance.now() - started));
