// The test runner: which suites run, what is built for them, and the count at the end. See CONTRIBUTING.md for how
// it is called.
import { join } from 'node:path';
import { cacheFolder } from '../cache.ts';
import { root } from '../root.ts';
import { runChild } from './child.ts';
import { lastLine, nothing, sum, table, type Outcome } from './outcome.ts';
import { filesOf, runSuite, type Selection } from './run-suite.ts';
import { suites, type Suite } from './suites.ts';

const usage = `node test/run.mjs [suite…] [part of a file's path…] [--grep=PATTERN]
suites: ${suites.map((suite) => suite.name).join(' ')} (all, in this order, unless some are named)`;

/** Gives the exit code. The last line that it prints is the count. */
export async function main(words: readonly string[]): Promise<number> {
  if (words.includes('--help')) {
    console.log(usage);
    return 0;
  }
  process.env.PORTCULLIS_TEST_CACHE = cacheFolder(); // Wherever a test sets its HOME, the tools stay where they are.
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => interrupted.abort());
  const { chosen, selection } = read(words, interrupted.signal);
  const rows: [string, Outcome][] = [];
  const built = new Map<Suite['build'], string | undefined>([['nothing', undefined]]);
  for (const suite of chosen) {
    const files = filesOf(suite, selection.parts);
    if (files.length === 0 || interrupted.signal.aborted) continue;
    console.log(`\n== ${suite.name} ==`);
    if (!built.has(suite.build)) built.set(suite.build, await build(suite.build, built, selection));
    const obstacle = built.get(suite.build);
    const outcome = obstacle
      ? { ...nothing, failures: [`${suite.name}: ${obstacle}`] }
      : await runSuite(suite, files, selection);
    rows.push([suite.name, outcome]);
  }
  return report(rows, interrupted.signal.aborted);
}

function report(rows: readonly [string, Outcome][], aborted: boolean): number {
  const total = sum(rows.map(([, outcome]) => outcome));
  const failures = [...total.failures];
  if (aborted) failures.push('the run was interrupted');
  else if (rows.length === 0) failures.push('there was nothing to run');
  console.log('');
  for (const note of total.notes) console.log(`note: ${note}`);
  for (const skip of total.skips) console.log(`skipped: ${skip}`);
  for (const failure of failures) console.log(`failed: ${failure}`);
  console.log(`\n${table(rows)}\n`);
  console.log(lastLine({ ...total, failures }));
  return failures.length > 0 ? 1 : 0;
}

/** Builds what is not built yet; the answer is what went wrong, if anything did. */
async function build(
  wanted: Suite['build'],
  built: ReadonlyMap<Suite['build'], string | undefined>,
  { signal }: Selection,
): Promise<string | undefined> {
  if (built.has('dist') && built.get('dist')) return built.get('dist');
  const scripts = wanted === 'package' ? ['scripts/package.mjs'] : [];
  if (!built.has('dist') && !built.has('package')) scripts.unshift('scripts/build.mjs');
  for (const script of scripts) {
    const { code, output } = await runChild({ args: [join(root, script)], signal });
    if (code === 0) continue;
    console.log(output);
    return `${script} failed`;
  }
  return undefined;
}

function read(
  words: readonly string[],
  signal: AbortSignal,
): { chosen: readonly Suite[]; selection: Selection } {
  const named = suites.filter((suite) => words.includes(suite.name));
  const grep = words.find((word) => word.startsWith('--grep='))?.slice('--grep='.length);
  const parts = words.filter(
    (word) => !word.startsWith('--') && !suites.some((suite) => suite.name === word),
  );
  const ci = Boolean(process.env.CI);
  const rest = { parts, ci, signal, ...(grep !== undefined && { grep }) };
  return { chosen: named.length > 0 ? named : suites, selection: rest };
}
