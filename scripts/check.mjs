// Types, lint, format, unused code and unit tests: what every change must pass, in under a minute.
import { spawn } from 'node:child_process';

const only = process.argv.slice(2);
const tasks = {
  types: ['node_modules/.bin/tsc', ['-b']],
  lint: ['node_modules/.bin/oxlint', ['--type-aware', '--deny-warnings']],
  format: ['node_modules/.bin/prettier', ['--check', '--log-level', 'warn', '.']],
  unused: ['node_modules/.bin/knip', ['--no-progress']],
  unit: [process.execPath, ['test/run.mjs', 'unit']],
};

let failed = false;
// Two at a time: the unit tests, and beside them the rest.
const { unit: tests, ...others } = tasks;
await Promise.all([sequence(Object.entries(others)), sequence([['unit', tests]])]);
process.exit(failed ? 1 : 0);

async function sequence(list) {
  for (const [name, [file, args]] of list) {
    if (only.length > 0 && !only.includes(name)) continue;
    const started = Date.now();
    const { code, output } = await run(file, args);
    console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    if (code !== 0) {
      failed = true;
      console.log(output.split('\n').slice(-300).join('\n'));
    }
  }
}

function run(file, args) {
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
