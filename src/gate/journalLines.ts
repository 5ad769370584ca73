// The lines of one part as bytes, from the folder or from the archive. What they say is not known here.
import { closeSync, readFileSync, readSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { openPart, pathOf, type Part } from './journalParts.ts';

/** Bytes that are read at once. */
const chunk = 256 * 1024;

/** Bytes of a line, and of a part that is taken out of the archive: far more than the gate writes. */
const longest = 256 * 1024 * 1024;

/**
 * Gives each complete line without its line feed, in a buffer that is used again for the next one, and at the end the
 * bytes of the incomplete line behind them. A part that was moved into the archive meanwhile is read there. Throws when
 * the part cannot be read.
 */
export function linesOf(part: Part): Generator<Buffer, Buffer> {
  const handle = part.isArchived ? undefined : openPart(pathOf(part));
  return handle === undefined ? packedLines(pathOf({ ...part, isArchived: true })) : plainLines(handle);
}

/** The first line, without reading all of the part; undefined where it has none. */
export function firstLine(part: Part): Buffer | undefined {
  const handle = part.isArchived ? undefined : openPart(pathOf(part));
  const lines =
    handle === undefined ? packedStart(pathOf({ ...part, isArchived: true })) : plainLines(handle);
  for (const line of lines) return line;
  return undefined;
}

function* plainLines(handle: number): Generator<Buffer, Buffer> {
  try {
    let buffer = Buffer.allocUnsafe(chunk);
    // Bytes of a line whose end is not read yet; they stand at the start of the buffer.
    let held = 0;
    for (;;) {
      if (held >= longest) throw new Error(`a line is longer than ${longest} bytes`);
      if (held === buffer.length) buffer = Buffer.concat([buffer], 2 * buffer.length);
      const read = readSync(handle, buffer, held, buffer.length - held, null);
      if (read === 0) return buffer.subarray(0, held);
      const rest = yield* split(buffer.subarray(0, held + read), held);
      rest.copy(buffer);
      held = rest.length;
    }
  } finally {
    closeSync(handle);
  }
}

function packedLines(path: string): Generator<Buffer, Buffer> {
  return unpacked(path, (handle) => gunzipSync(readFileSync(handle), { maxOutputLength: longest }));
}

/** What the first bytes of an archived part say, as far as they can be unpacked alone. */
function packedStart(path: string): Generator<Buffer, Buffer> {
  return unpacked(path, (handle) => {
    const bytes = Buffer.alloc(chunk);
    const start = bytes.subarray(0, readSync(handle, bytes, 0, chunk, 0));
    return gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: longest });
  });
}

function unpacked(path: string, unpack: (handle: number) => Buffer): Generator<Buffer, Buffer> {
  const handle = openPart(path);
  if (handle === undefined) throw new Error('it is gone');
  try {
    return split(unpack(handle), 0);
  } finally {
    closeSync(handle);
  }
}

const lineFeed = 0x0a;

/** There is no line feed before `from`. Gives what stands behind the last one. */
function* split(bytes: Buffer, from: number): Generator<Buffer, Buffer> {
  let at = 0;
  for (let feed = bytes.indexOf(lineFeed, from); feed !== -1; feed = bytes.indexOf(lineFeed, at)) {
    yield bytes.subarray(at, feed);
    at = feed + 1;
  }
  return bytes.subarray(at);
}
