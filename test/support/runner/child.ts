// A process of the runner's: a group of its own, a temporary folder of its own, a mark in its environment, so that
// whatever it leaves running can be found and ended.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { atExit } from '../ending.ts';
import { removeFolder, temporaryFolder } from '../place.ts';
import { endGroup, endProcesses, endWithUs, markName, processesMarked, type Process } from '../processes.ts';
import { root } from '../root.ts';

export type ChildOptions = {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Asked twice a second; a text ends the process, for that reason. */
  readonly stopWhen?: () => string | undefined;
  /** Output as it comes; without it, the output is collected. */
  readonly echo?: (text: string) => void;
  /** Ends the process. */
  readonly signal?: AbortSignal;
};

export type ChildResult = {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly output: string;
  /** Why it was stopped, if it was. */
  readonly stopped?: string;
  /** What it had started and not ended; all of it is ended now. */
  readonly left: readonly Process[];
};

/** Runs Node with these arguments in the repository, to its end. */
export async function runChild(options: ChildOptions): Promise<ChildResult> {
  const { args, stopWhen, signal } = options;
  const mark = randomUUID();
  const folder = temporaryFolder('pc-'); // Short: sockets lie below it, and their paths are limited.
  const temporary = join(folder, 't');
  mkdirSync(temporary);
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...options.env, [markName]: mark, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  const echo = options.echo ?? ((text: string) => (output += text));
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', echo);

  let stopped: string | undefined;
  const { pid } = child;
  const end = (why: string) => {
    stopped ??= why;
    if (pid) void endGroup(pid);
  };
  const abort = () => end('interrupted');
  signal?.addEventListener('abort', abort);
  if (signal?.aborted) abort();
  const forget = [atExit(() => end('the runner ended')), ...(pid ? [endWithUs(pid)] : [])];
  const watch = setInterval(() => {
    const why = stopped === undefined ? stopWhen?.() : undefined;
    if (why) end(why);
  }, 500);

  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(1));
    // Not `close`: something left running may hold the output open.
    child.once('exit', resolve);
  });
  clearInterval(watch);
  for (const one of forget) one();
  signal?.removeEventListener('abort', abort);
  const left = await endWhatIsLeft(mark);
  if (pid) await endGroup(pid);
  removeFolder(folder);
  return { code, output, left, ...(stopped !== undefined && { stopped }) };
}

/** Processes that are just ending get a moment. */
async function endWhatIsLeft(mark: string): Promise<Process[]> {
  for (let look = 0; look < 10; look += 1) {
    const left = await processesMarked(mark);
    if (left.length === 0) return [];
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const left = await processesMarked(mark);
  await endProcesses(left.map((one) => one.pid));
  return left;
}
