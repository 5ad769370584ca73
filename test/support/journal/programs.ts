// Programs of their own that write, or pack, a journal: bundled once, so that each starts in the time of a plain Node.
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../root.ts';

export type Program = 'writer' | 'packer';

/** Bundles the program into the folder; gives what starts it. */
export async function bundled(name: Program, folder: string): Promise<(...args: readonly string[]) => ChildProcess> {
  const outfile = join(folder, `${name}.cjs`);
  const entry = join(root, 'test/support/journal', `${name}.ts`);
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' });
  return (...args) => spawn(process.execPath, [outfile, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
} // prettier-ignore
