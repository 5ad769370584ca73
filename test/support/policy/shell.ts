// One shell reader for all tests of a process, loaded from the packages that the extension bundles.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import type { Grammar, Languages } from '../../../src/policy/code/languages.ts';
import { loadParser } from '../../../src/policy/code/load.ts';
import { loadShellReader, type ShellWasm } from '../../../src/policy/shell/load.ts';
import type { ShellReader } from '../../../src/policy/shell/segment.ts';
import type { Parse } from '../../../src/policy/shell/syntax.ts';

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

let parsers: Promise<ReadonlyMap<Grammar, Parse>> | undefined;

/** The parsers of other languages; every caller of a process shares them. */
export async function languageParsers(): Promise<Languages> {
  await shellReader();
  parsers ??= loadParsers(['python', 'javascript', 'ruby', 'php', 'typescript']);
  const all = await parsers;
  return { parser: (language) => all.get(language) };
}

async function loadParsers(languages: readonly Grammar[]): Promise<ReadonlyMap<Grammar, Parse>> {
  const resolve = createRequire(import.meta.url).resolve;
  const all = new Map<Grammar, Parse>();
  for (const language of languages) {
    const bytes = await readFile(resolve(`@vscode/tree-sitter-wasm/wasm/tree-sitter-${language}.wasm`));
    all.set(language, await loadParser(language, bytes));
  }
  return all;
}
