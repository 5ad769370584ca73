// Is something staged that no commit has? The index may carry the name of the tree that it stands for; when that is
// the tree of the commit that is checked out, nothing is. Reads objects directly and runs nothing. Sources:
// gitformat-index(5) "Cache tree", gitformat-pack(5), gitrepository-layout(5).
import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { small, type Repository } from './repository.ts';

/** Undefined where it cannot be told: never a guess. */
export function hasStaged(repo: Repository): boolean | undefined {
  try {
    const tree = indexTree(join(repo.folder, 'index'));
    const commit = headCommit(repo);
    const committed = commit === undefined ? undefined : treeOf(commit, join(repo.common, 'objects'));
    return tree === undefined || committed === undefined ? undefined : tree !== committed;
  } catch {
    return undefined;
  }
}

const mostIndex = 4 * 1024 * 1024;

/** The tree in the extension `TREE`; undefined when the index changed since it was written there. */
function indexTree(file: string): string | undefined {
  if (statSync(file).size > mostIndex) return undefined;
  const data = readFileSync(file);
  // Entries may hold any bytes: a mark whose length and first lines fit is the extension.
  for (let at = data.indexOf('TREE', 12, 'latin1'); at >= 0; at = data.indexOf('TREE', at + 1, 'latin1')) {
    if (at + 8 > data.length) return undefined;
    const size = data.readUInt32BE(at + 4);
    const body = data.subarray(at + 8, at + 8 + size);
    const head = /^\0(-?\d+) (\d+)\n/u.exec(body.toString('latin1', 0, 40));
    if (head === null || at + 8 + size > data.length - 20) continue;
    return Number(head[1]) < 0 ? undefined : body.toString('hex', head[0].length, head[0].length + 20);
  }
  return undefined;
} // prettier-ignore

function headCommit({ folder, common }: Repository): string | undefined {
  const head = small(join(folder, 'HEAD'))?.trim() ?? '';
  const ref = /^ref: (refs\/[^\0]+)$/u.exec(head)?.[1];
  if (ref === undefined) return name(head);
  if (ref.includes('..')) return undefined;
  const packed = (): string | undefined =>
    small(join(common, 'packed-refs'))
      ?.split('\n')
      .find((line) => line.slice(41) === ref)
      ?.slice(0, 40);
  return name(small(join(common, ref))?.trim() ?? packed() ?? '');
}

function name(text: string): string | undefined {
  return /^[0-9a-f]{40}$/u.test(text) ? text : undefined;
}

function treeOf(commit: string, objects: string): string | undefined {
  const text = looseObject(commit, objects) ?? packedCommit(commit, join(objects, 'pack'));
  return /^(?:commit \d+\0)?tree ([0-9a-f]{40})\n/u.exec(text ?? '')?.[1];
}

const mostObject = 262_144;

function looseObject(object: string, objects: string): string | undefined {
  const file = join(objects, object.slice(0, 2), object.slice(2));
  const info = statSync(file, { throwIfNoEntry: false });
  if (info === undefined || info.size > mostObject) return undefined;
  return inflateSync(readFileSync(file), { maxOutputLength: mostObject }).toString('latin1');
}

function packedCommit(object: string, folder: string): string | undefined {
  for (const file of readdirSync(folder).filter((one) => one.endsWith('.idx'))) {
    const offset = offsetIn(join(folder, file), Buffer.from(object, 'hex'));
    if (offset !== undefined) return commitAt(join(folder, file.replace(/idx$/u, 'pack')), offset);
  }
  return undefined;
}

/** Looks the object up in an index of version 2 without reading the whole of it. */
function offsetIn(file: string, object: Buffer): number | undefined {
  const open = openSync(file, 'r');
  try {
    const read = (at: number, length: number): Buffer => {
      const data = Buffer.alloc(length);
      return readSync(open, data, 0, length, at) === length ? data : Buffer.alloc(0);
    };
    const head = read(0, 8);
    if (head.length < 8 || head.readUInt32BE(0) !== 0xff744f63 || head.readUInt32BE(4) !== 2) return undefined;
    const fan = read(8, 1024);
    const first = object[0] ?? 0;
    const count = fan.readUInt32BE(1020);
    let low = first === 0 ? 0 : fan.readUInt32BE((first - 1) * 4);
    let high = fan.readUInt32BE(first * 4);
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const order = object.compare(read(1032 + middle * 20, 20));
      if (order === 0) {
        const offset = read(1032 + count * 24 + middle * 4, 4).readUInt32BE(0);
        return offset >= 2 ** 31 ? undefined : offset;
      }
      if (order < 0) high = middle;
      else low = middle + 1;
    }
    return undefined;
  } finally {
    closeSync(open);
  }
} // prettier-ignore

/** The start of a commit that is stored whole; one that is stored as a difference is not followed. */
function commitAt(file: string, offset: number): string | undefined {
  const open = openSync(file, 'r');
  try {
    const data = Buffer.alloc(8_192);
    const length = readSync(open, data, 0, data.length, offset);
    const type = ((data[0] ?? 0) >> 4) & 7;
    let at = 1;
    while (at < 10 && ((data[at - 1] ?? 0) & 0x80) !== 0) at += 1;
    if (type !== 1) return undefined;
    // Only the beginning is needed, and the commit may end before or after the bytes that were read.
    const text = inflateSync(data.subarray(at, length), { maxOutputLength: mostObject, finishFlush: 2 });
    return text.toString('latin1');
  } finally {
    closeSync(open);
  }
}
