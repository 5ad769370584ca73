// Loads the grammar files from the installed program, or from the packages when it runs from its sources.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { brotliDecompress } from 'node:zlib';
import type { Grammar, Languages } from '../policy/code/languages.ts';
import { loadParser } from '../policy/code/load.ts';
import { loadShellReader } from '../policy/shell/load.ts';
import type { ShellReader } from '../policy/shell/segment.ts';
import type { Parse } from '../policy/shell/syntax.ts';

export interface GrammarFiles {
  readonly runtime: string;
  readonly bash: string;
}

/** Where the grammars of this program lie; undefined when they are nowhere. */
export function grammarFiles(programDir: string): GrammarFiles | undefined {
  const built = [programDir, join(programDir, 'dist')].map((folder) => ({
    runtime: join(folder, 'grammars', 'web-tree-sitter.wasm.br'),
    bash: join(folder, 'grammars', 'tree-sitter-bash.wasm.br'),
  }));
  const packages = [programDir, dirname(programDir), dirname(dirname(programDir))].map((folder) => ({
    runtime: join(folder, 'node_modules', 'web-tree-sitter', 'web-tree-sitter.wasm'),
    bash: join(folder, 'node_modules', '@vscode', 'tree-sitter-wasm', 'wasm', 'tree-sitter-bash.wasm'),
  }));
  return [...built, ...packages].find(({ runtime, bash }) => existsSync(runtime) && existsSync(bash));
}

/** Throws when the files are missing or damaged; the gate then has no reader and asks about every shell call. */
export async function loadGrammar(programDir: string): Promise<ShellReader> {
  const files = grammarFiles(programDir);
  if (!files) throw new Error(`no grammar files below ${programDir}`);
  // Node 20 waits for V8's optimising compiler after the first parse, up to seconds at exit.
  if (process.versions.node.startsWith('20.')) setFlagsFromString('--liftoff-only');
  const [runtime, bash] = await Promise.all([unpacked(files.runtime), unpacked(files.bash)]);
  const reader = await loadShellReader({ runtime, bash });
  reader.read('true', { home: '/', cwd: '/' });
  return reader;
}

/** Languages whose code is followed. */
const grammars: readonly Grammar[] = ['python', 'javascript', 'ruby', 'php', 'typescript'];

export interface LoadingLanguages extends Languages {
  /** Settles when every grammar is there, or has failed. Never rejects: code of a language that failed is not followed. */
  readonly loaded: Promise<void>;
}

/** Loads the grammars of other languages one after the other, behind the one of the shell, which must be there. */
export function loadLanguages(programDir: string): LoadingLanguages {
  const parsers = new Map<Grammar, Parse>();
  const load = async (): Promise<void> => {
    const folder = dirname(grammarFiles(programDir)?.bash ?? '');
    for (const grammar of grammars) {
      try {
        parsers.set(grammar, await loadParser(grammar, await grammarBytes(folder, grammar)));
      } catch {
        // Without the grammar the code is not followed, and the gate asks.
      }
    }
  };
  return { parser: (language) => parsers.get(language), loaded: load() };
}

/** The bytes of a grammar: compressed in the installed program, plain in the packages. */
async function grammarBytes(folder: string, grammar: Grammar): Promise<Uint8Array> {
  const path = join(folder, `tree-sitter-${grammar}.wasm`);
  return unpacked(`${path}.br`).catch(() => readFile(path));
}

async function unpacked(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path);
  return path.endsWith('.br') ? promisify(brotliDecompress)(bytes) : bytes;
}
