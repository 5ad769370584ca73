// The machine as it is: folders, small files, links, the grammar.
import { hash } from 'node:crypto';
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { brotliDecompress } from 'node:zlib';
import type { EffectModel } from '../policy/classifier/model/model.ts';
import { verifiedModel } from '../policy/classifier/model/pinned.ts';
import { loadShellReader } from '../policy/shell/load.ts';
import type { ShellReader } from '../policy/shell/segment.ts';
import type { LanguageStart } from '../protocol/language.ts';
import type { Machine } from './ports.ts';

const mostBytes = 1_000_000;
const mostEntries = 2_000;

export function diskMachine({ grammar, model: file }: Pick<LanguageStart, 'grammar' | 'model'>): Machine {
  let model: { readonly loaded: EffectModel | undefined } | undefined;
  let loading: Promise<ShellReader | undefined> | undefined;
  return {
    entries(folder) {
      try {
        const found = readdirSync(folder, { withFileTypes: true }).slice(0, mostEntries);
        return found.map((one) => ({ name: one.name, folder: one.isDirectory() }));
      } catch {
        return [];
      }
    },
    text(file) {
      try {
        const info = statSync(file);
        return info.isFile() && info.size <= mostBytes ? readFileSync(file, 'utf8') : undefined;
      } catch {
        return undefined;
      }
    },
    realPath,
    shell: () => (loading ??= load(grammar)),
    model: () => (model ??= { loaded: loadModel(file) }).loaded,
    now: Date.now,
  };
}

async function load(grammar: LanguageStart['grammar']): Promise<ShellReader | undefined> {
  if (grammar === undefined) return undefined;
  try {
    // Node 20 waits for V8's optimising compiler after the first parse, up to seconds at exit.
    if (process.versions.node.startsWith('20.')) setFlagsFromString('--liftoff-only');
    const [runtime, bash] = await Promise.all([unpacked(grammar.runtime), unpacked(grammar.bash)]);
    return await loadShellReader({ runtime, bash });
  } catch {
    return undefined;
  }
}

/** Compressed in the installed program, plain in the packages. */
async function unpacked(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path);
  return path.endsWith('.br') ? promisify(brotliDecompress)(bytes) : bytes;
}

function loadModel(file: string | undefined): EffectModel | undefined {
  try {
    const bytes = file === undefined ? undefined : readFileSync(file);
    return bytes && verifiedModel(bytes, hash('sha256', bytes, 'hex'));
  } catch {
    return undefined;
  }
}

/** Of a path that does not exist the deepest folder that does counts. */
function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    if (parent === path) return undefined;
    const real = realPath(parent);
    return real === undefined ? undefined : join(real, path.slice(parent.length).replace(/^[\\/]/u, ''));
  }
}
