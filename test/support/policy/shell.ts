// One shell reader for all tests of a process, loaded from the packages that the extension bundles.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { loadShellReader, type ShellWasm } from '../../../src/policy/shell/load.ts';
import type { ShellReader } from '../../../src/policy/shell/segment.ts';

let loading: Promise<ShellReader> | undefined;

/** The reader; every caller of a process shares one. */
export function shellReader(): Promise<ShellReader> {
  loading ??= load();
  return loading;
}

async function load(): Promise<ShellReader> {
  return loadShellReader(await shellWasm());
}

/** The two files that the reader is made from. */
export async function shellWasm(): Promise<ShellWasm> {
  // Node 20 waits for V8's optimising compiler after the first parse, up to seconds at exit.
  if (process.versions.node.startsWith('20.')) setFlagsFromString('--liftoff-only');
  const resolve = createRequire(import.meta.url).resolve;
  const [runtime, bash] = await Promise.all([
    readFile(resolve('web-tree-sitter/web-tree-sitter.wasm')),
    readFile(resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter-bash.wasm')),
  ]);
  return { runtime, bash };
}
