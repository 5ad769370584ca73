// Jobs in a thread that is ended where one step of a job does not end by itself.
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

export interface Work<Job> {
  readonly module: string;
  readonly jobs: readonly Job[];
  readonly from: number;
  /** The number of the job, and how many steps have begun. */
  readonly at: Int32Array;
}

export interface Watched {
  /** The numbers of the jobs of which one step was ended. */
  readonly held: readonly number[];
  readonly steps: number;
}

/** Runs `module`, a file beside this one, on the jobs; a step may take so many seconds. */
export async function watched(
  module: string,
  jobs: readonly unknown[],
  mostSeconds: number,
): Promise<Watched> {
  const at = new Int32Array(new SharedArrayBuffer(8));
  const held: number[] = [];
  for (let from = 0; from < jobs.length && !(await ends({ module, jobs, from, at }, mostSeconds));) {
    const number = Atomics.load(at, 0);
    held.push(number);
    from = number + 1;
  }
  return { held, steps: Atomics.load(at, 1) };
}

/** False where one step held the thread up, which is then ended. */
async function ends(work: Work<unknown>, mostSeconds: number): Promise<boolean> {
  const { at, jobs } = work;
  const worker = new Worker(new URL('worker.mjs', import.meta.url), { workerData: work });
  const ended = new Promise<boolean>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', () => resolve(Atomics.load(at, 0) === jobs.length));
  });
  const over = new AbortController();
  const watching = watch(at, mostSeconds, over.signal).then(() => worker.terminate());
  try {
    return await ended;
  } finally {
    over.abort();
    await watching.catch(() => undefined);
  }
}

/** Ends when nothing has gone on for so many seconds. */
async function watch(at: Int32Array, mostSeconds: number, signal: AbortSignal): Promise<void> {
  let seen = -1;
  for (let still = 0; still < mostSeconds; still += 1) {
    await setTimeout(1_000, undefined, { signal });
    const now = Atomics.load(at, 1);
    if (now !== seen) still = 0;
    seen = now;
  }
}

/** The worker's side: goes through the jobs that are left. */
export async function goThrough<Job>(
  { jobs, from, at }: Work<Job>,
  run: (job: Job, step: () => void) => void | Promise<void>,
): Promise<void> {
  for (const [offset, job] of jobs.slice(from).entries()) {
    Atomics.store(at, 0, from + offset);
    await run(job, () => Atomics.add(at, 1, 1));
  }
  Atomics.store(at, 0, jobs.length);
}
