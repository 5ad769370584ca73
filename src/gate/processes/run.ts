// Runs a program of the system and gives what it printed.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export type Run = (file: string, args: readonly string[]) => Promise<string>;

/** Rejects when the program fails or takes longer than 5 s. */
export const run: Run = async (file, args) => {
  const { stdout } = await promisify(execFile)(file, [...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: 5_000,
    windowsHide: true,
  });
  return stdout;
};
