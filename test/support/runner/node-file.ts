// One test file of node:test in a process of its own, or all files of a suite in one.
//
// Invariant: a file counts as passed only when its process said that all its tests were run. One that exits in the
// middle, even with 0, has failed.
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeFolder, temporaryFolder } from '../place.ts';
import { root } from '../root.ts';
import { runChild } from './child.ts';
import { eventsVariable, readEvents, type FileEvent } from './events.ts';
import type { Outcome } from './outcome.ts';

export type FileOptions = {
  /** The longest time between two events of the file; Node 20 limits only whole files. */
  readonly testSeconds: number;
  /** Only tests whose names match this pattern. */
  readonly grep?: string;
  readonly echo?: (text: string) => void;
  readonly signal?: AbortSignal;
};

type FileOutcome = Outcome & { readonly output: string };

export function runNodeFile(file: string, options: FileOptions): Promise<FileOutcome> {
  return runProcess(relative(root, file), [file], options);
}

/** All in one process, one after the other: for pure code, where starting a process takes longer than its tests. */
export function runTogether(
  name: string,
  files: readonly string[],
  options: FileOptions,
): Promise<FileOutcome> {
  return runProcess(name, [together, ...files], options);
}

async function runProcess(
  name: string,
  words: readonly string[],
  options: FileOptions,
): Promise<FileOutcome> {
  const { testSeconds, grep, echo, signal } = options;
  const started = Date.now();
  const folder = temporaryFolder('events-');
  const events = `${folder}/events.jsonl`;
  const limit = testSeconds * 1000;
  let seen = { count: 0, at: started };
  const stopWhen = () => {
    const { length: count } = readEvents(events);
    if (count !== seen.count) seen = { count, at: Date.now() };
    if (Date.now() - seen.at < limit) return undefined;
    return `nothing happened for ${testSeconds} s ${whereabouts(readEvents(events))}`;
  };
  const child = await runChild({
    args: [
      '--import',
      'tsx',
      `--test-reporter=${reporter}`,
      ...(grep === undefined ? [] : [`--test-name-pattern=${grep}`]),
      ...words,
    ],
    env: { [eventsVariable]: events },
    stopWhen,
    ...(echo && { echo }),
    ...(signal && { signal }),
  });
  const all = readEvents(events);
  removeFolder(folder);

  const failures = titles(all, 'failed').map((title) => `${name}: ${title}`);
  const broken = child.stopped ?? verdict(child.code, all, failures.length > 0);
  if (broken !== undefined) failures.push(`${name}: ${broken}`);
  return {
    passed: titles(all, 'passed').length,
    failures,
    skips: all.flatMap((event) => (event.kind === 'skipped' ? [`${name}: ${event.test}: ${event.why}`] : [])),
    notes: child.left.map(
      (one) => `${name} left running, now ended: ${one.pid} ${one.command.slice(0, 120)}`,
    ),
    seconds: (Date.now() - started) / 1000,
    output: child.output,
  };
}

const reporter = fileURLToPath(new URL('./reporter.ts', import.meta.url));
const together = fileURLToPath(new URL('./together.ts', import.meta.url));

/** What is wrong besides the failures that the file told itself. */
function verdict(code: number | null, events: readonly FileEvent[], failed: boolean): string | undefined {
  const ended = events.some((event) => event.kind === 'end');
  if (!ended)
    return `the process ended (${code ?? 'by a signal'}) before it had told of all its tests, ${whereabouts(events)}`;
  if (code !== 0 && !failed) return `the process ended with ${code ?? 'a signal'}, though no test failed`;
  return undefined;
}

function whereabouts(events: readonly FileEvent[]): string {
  const open = new Set<string>();
  for (const event of events)
    if (event.kind === 'started') open.add(event.test);
    else if (event.kind !== 'end') open.delete(event.test);
  if (open.size > 0) return `in ${[...open].map((test) => `“${test}”`).join(', ')}`;
  return events.length > 0 ? 'after the last test' : 'before the first test';
}

function titles(events: readonly FileEvent[], kind: 'passed' | 'failed'): string[] {
  return events.flatMap((event) => (event.kind === kind ? [event.test] : []));
}
