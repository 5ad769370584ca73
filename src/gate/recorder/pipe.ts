// A named pipe into which another program writes and from which the gate reads: what goes through it never lies on a disk.
import { closeSync, constants, openSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { dirname } from 'node:path';
import { ensureFolder } from '../files.ts';
import { run as runProgram, type Run } from '../processes/run.ts';

export interface NamedPipe {
  readonly path: string;
  /** Nobody new writes into it: it ends when those who do have closed it, or after `patience` ms. */
  finish(patience?: number): Promise<void>;
}

/** Rejects where there are no named pipes. `take` gets what comes; it is made 0600 in a folder of mode 0700. */
export async function openPipe(path: string, take: (bytes: Uint8Array) => void, run: Run = runProgram): Promise<NamedPipe> {
  ensureFolder(dirname(path));
  await run('mkfifo', ['-m', '600', path]);
  let reader: number | undefined;
  try {
    reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    // With a writer of our own it does not end before the other program has begun.
    const keep = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
    return reading(path, reader, keep, take);
  } catch (error) {
    if (reader !== undefined) closeSync(reader);
    rmSync(path, { force: true });
    throw error;
  }
} // prettier-ignore

function reading(path: string, reader: number, keep: number, take: (bytes: Uint8Array) => void): NamedPipe {
  const socket = new Socket({ fd: reader, readable: true, writable: false });
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('data', take);
  socket.on('error', () => socket.destroy());
  socket.unref();
  let finishing = false;
  return {
    path,
    async finish(patience = 1_000) {
      if (!finishing) closeSync(keep);
      finishing = true;
      rmSync(path, { force: true });
      socket.ref();
      const timer = setTimeout(() => socket.destroy(), patience);
      await ended;
      clearTimeout(timer);
    },
  };
}
