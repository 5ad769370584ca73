// Runs one suite of the table.
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeFolder, temporaryFolder } from '../place.ts';
import { root } from '../root.ts';
import { Unavailable } from '../unavailable.ts';
import { readHostResult, resultVariable } from '../vscode/result.ts';
import { runChild } from './child.ts';
import { runNodeFile, runTogether } from './node-file.ts';
import { hasRun, nothing, sum, withoutSkips, type Outcome } from './outcome.ts';
import type { Suite } from './suites.ts';

export type Selection = {
  /** Only files whose path holds one of these; all when empty. */
  readonly parts: readonly string[];
  readonly grep?: string;
  readonly ci: boolean;
  readonly signal: AbortSignal;
};

/** The suite's test files, or its script, as far as they exist and are selected; absolute and sorted. */
export function filesOf(suite: Suite, parts: readonly string[]): string[] {
  const path = join(root, suite.path);
  if (!existsSync(path)) return [];
  if (suite.kind === 'script') return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .filter((name) => parts.length === 0 || parts.some((part) => name.includes(part)))
    .map((name) => join(path, name))
    .sort();
}

export async function runSuite(
  suite: Suite,
  files: readonly string[],
  selection: Selection,
): Promise<Outcome> {
  const started = Date.now();
  const outcome = await attempt(suite, files, selection);
  const counted = selection.ci && suite.real ? withoutSkips(outcome) : outcome;
  const failures = hasRun(counted) ? counted.failures : [`${suite.name}: no test was run`];
  return { ...counted, failures, seconds: (Date.now() - started) / 1000 };
}

async function attempt(suite: Suite, files: readonly string[], selection: Selection): Promise<Outcome> {
  try {
    for (const need of suite.needs) await need();
    if (suite.kind === 'script') return await runScript(suite, files, selection);
    if (suite.kind === 'host') return await runHost(suite, files, selection);
    return await runNode(suite, files, selection);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (!(error instanceof Unavailable)) return { ...nothing, failures: [`${suite.name}: ${why}`] };
    console.log(`skipped: ${why}`);
    return { ...nothing, skips: [`${suite.name}: ${why}`] };
  }
}

/** A script counts as one test. */
async function runScript(suite: Suite, files: readonly string[], { signal }: Selection): Promise<Outcome> {
  const { code, stopped, left } = await runChild({
    args: files,
    echo: print,
    stopWhen: deadline(suite.testSeconds),
    signal,
  });
  const notes = left.map((one) => `${suite.name} left running, now ended: ${one.pid} ${one.command}`);
  if (code === 0 && stopped === undefined) return { ...nothing, passed: 1, notes };
  return { ...nothing, failures: [`${suite.name}: ${stopped ?? `ended with ${code ?? 'a signal'}`}`], notes };
}

async function runNode(suite: Suite, files: readonly string[], selection: Selection): Promise<Outcome> {
  const { grep, signal } = selection;
  const { atOnce, testSeconds } = suite;
  const plain = { testSeconds, signal, ...(grep !== undefined && { grep }) };
  if (atOnce === 'together') return runTogether(suite.name, files, { ...plain, echo: print });
  const options = { ...plain, ...(atOnce === 1 && { echo: print }) };
  const waiting = [...files];
  const outcomes: Outcome[] = [];
  const worker = async () => {
    for (let file = waiting.shift(); file !== undefined && !signal.aborted; file = waiting.shift()) {
      const outcome = await runNodeFile(file, options);
      print(outcome.output);
      outcomes.push(outcome);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return sum(outcomes);
}

async function runHost(
  suite: Suite,
  files: readonly string[],
  { grep, signal }: Selection,
): Promise<Outcome> {
  const folder = temporaryFolder('host-');
  const resultFile = join(folder, 'result.json');
  try {
    const { stopped, left } = await runChild({
      args: ['--import', 'tsx', hostMain, join(root, suite.path), ...files],
      env: { [resultVariable]: resultFile, ...(grep !== undefined && { PORTCULLIS_HOST_GREP: grep }) },
      echo: print,
      stopWhen: deadline(suite.testSeconds),
      signal,
    });
    const result = readHostResult(resultFile);
    const failures = (result?.failures ?? []).map((title) => `${suite.name}: ${title}`);
    if (stopped !== undefined || !result)
      failures.push(`${suite.name}: ${stopped ?? 'ended before the tests reported'}`);
    return {
      ...nothing,
      passed: result?.passed ?? 0,
      failures,
      skips: Array.from({ length: result?.skipped ?? 0 }, () => `${suite.name}: a pending test`),
      notes: left.map((one) => `${suite.name} left running, now ended: ${one.pid} ${basename(one.command)}`),
    };
  } finally {
    removeFolder(folder);
  }
}

const hostMain = fileURLToPath(new URL('../vscode/host-main.ts', import.meta.url));

function deadline(seconds: number): () => string | undefined {
  const end = Date.now() + seconds * 1000;
  return () => (Date.now() > end ? `not done within ${seconds} s` : undefined);
}

function print(text: string): void {
  process.stdout.write(text);
}
