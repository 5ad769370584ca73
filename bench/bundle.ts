// Programs that are measured in a process of their own, bundled as the program is when it ships: loose modules are slower.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../test/support/root.ts';

/** Bundles `bench/NAME.ts`; gives the path of what came out. */
export async function bundled(name: string): Promise<string> {
  const folder = join(root, 'out', 'bench');
  const outfile = join(folder, `${name}.cjs`);
  mkdirSync(folder, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: [`bench/${name}.ts`],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
    mainFields: ['module', 'main'],
    alias: { 'web-tree-sitter': join(root, 'node_modules/web-tree-sitter/web-tree-sitter.cjs') },
  });
  return outfile;
}
