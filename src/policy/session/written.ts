// The files that a session wrote, with the call that did. Layers of small maps, so that an update copies a few entries
// and never the whole; a look-up goes through the layers.

export interface WrittenFiles {
  /** The newest first; each holds at most `width` paths. */
  readonly layers: readonly ReadonlyMap<string, string>[];
  /** More were written than are remembered: any file may be one of them. */
  readonly overflow: boolean;
}

export const nothingWritten: WrittenFiles = { layers: [], overflow: false };

const width = 64;
const mostLayers = 128;

/** `path` is absolute; a folder stands for everything below it. */
export function written(files: WrittenFiles, path: string, call: string): WrittenFiles {
  const key = plainPath(path);
  const [first, ...rest] = files.layers;
  if (first?.get(key) === call) return files;
  if (first !== undefined && (first.size < width || first.has(key))) {
    return { ...files, layers: [new Map(first).set(key, call), ...rest] };
  }
  if (files.layers.length >= mostLayers) return { ...files, overflow: true };
  return { ...files, layers: [new Map([[key, call]]), ...files.layers] };
}

/** The call that last wrote the file, or a folder above it; `unknown` when too many were written to tell. */
export function writerOf(files: WrittenFiles, path: string): string | undefined {
  for (let key: string | undefined = plainPath(path); key !== undefined; key = above(key)) {
    for (const layer of files.layers) {
      const call = layer.get(key);
      if (call !== undefined) return call;
    }
  }
  return files.overflow ? 'unknown' : undefined;
}

/** Both kinds of separators, none doubled or trailing; case and form of letters do not count, as on some systems. */
function plainPath(path: string): string {
  const plain = path
    .replaceAll(/[\\/]+/gu, '/')
    .normalize('NFC')
    .toLowerCase();
  return plain.length > 1 ? plain.replace(/\/$/u, '') : plain;
}

function above(path: string): string | undefined {
  const at = path.lastIndexOf('/');
  if (at < 0 || path === '/') return undefined;
  return at === 0 ? '/' : path.slice(0, at);
}
