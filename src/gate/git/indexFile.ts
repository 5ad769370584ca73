// Reads git's index, the list of what git has of each file, without running git: a repository's own configuration can
// make any git command run a program. Source: gitformat-index(5), versions 2 to 4.
export interface IndexEntry {
  /** Relative to the work tree, with slashes. */
  readonly path: string;
  readonly size: number;
  /** Modification time of the file when git last looked, in milliseconds. */
  readonly modified: number;
  /** Object name of the content, hexadecimal. */
  readonly object: string;
  /** A folder that is another repository. */
  readonly submodule: boolean;
}

/** The entries in their order; undefined for what is no index of a known version, or is cut. */
export function readIndex(data: Buffer): readonly IndexEntry[] | undefined {
  if (data.length < 12 || data.toString('latin1', 0, 4) !== 'DIRC') return undefined;
  const version = data.readUInt32BE(4);
  const count = data.readUInt32BE(8);
  if (version < 2 || version > 4) return undefined;
  const entries: IndexEntry[] = [];
  let at = 12;
  let previous = Buffer.alloc(0);
  for (let n = 0; n < count; n += 1) {
    if (at + 62 > data.length) return undefined;
    const flags = data.readUInt16BE(at + 60);
    const header = 62 + (version >= 3 && (flags & 0x4000) !== 0 ? 2 : 0);
    let name = at + header;
    let start = Buffer.alloc(0);
    if (version === 4) {
      const strip = readOffset(data, name);
      if (strip === undefined || strip.value > previous.length) return undefined;
      start = previous.subarray(0, previous.length - strip.value);
      name = strip.next;
    }
    const end = data.indexOf(0, name);
    if (end < 0) return undefined;
    const path = version === 4 ? Buffer.concat([start, data.subarray(name, end)]) : data.subarray(name, end);
    previous = Buffer.from(path);
    const mode = data.readUInt32BE(at + 24);
    // A conflict has an entry for each side; the first one stands for all.
    if (entries.at(-1)?.path !== path.toString('utf8'))
      entries.push({
        path: path.toString('utf8'),
        size: data.readUInt32BE(at + 36),
        modified: data.readUInt32BE(at + 8) * 1000 + data.readUInt32BE(at + 12) / 1e6,
        object: data.toString('hex', at + 40, at + 60),
        submodule: (mode & 0o170_000) === 0o160_000,
      });
    at = version === 4 ? end + 1 : at + Math.ceil((end - at + 1) / 8) * 8;
  }
  return entries;
} // prettier-ignore

/** The variable width encoding of pack files: gitformat-pack(5), "OFS_DELTA". */
function readOffset(data: Buffer, from: number): { value: number; next: number } | undefined {
  let value = 0;
  for (let at = from; at < data.length && at < from + 5; at += 1) {
    const byte = data[at] ?? 0;
    value = at === from ? byte & 0x7f : (value + 1) * 128 + (byte & 0x7f);
    if ((byte & 0x80) === 0) return { value, next: at + 1 };
  }
  return undefined;
}
