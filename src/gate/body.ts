// Reads the body of a request: so many bytes, in so much time, as JSON that is not nested too deep.
import type { IncomingMessage } from 'node:http';
import { refuse, type Refusal } from './door.ts';

export interface BodyLimits {
  readonly bytes: number;
  readonly milliseconds: number;
  /** Bytes of all bodies that are being read at the same time. */
  readonly together: number;
}

/** What is left of the memory for bodies that are being read. */
export interface Room {
  take(bytes: number): boolean;
  give(bytes: number): void;
}

export function roomFor(most: number): Room {
  let used = 0;
  return {
    take(bytes) {
      used += bytes;
      return used <= most;
    },
    give: (bytes) => void (used -= bytes),
  };
}

const deepest = 100;

/** The parsed body. Never rejects: whatever is wrong is a refusal. */
export async function readBody(
  request: IncomingMessage,
  limits: BodyLimits,
  room: Room,
): Promise<{ readonly json: unknown } | Refusal> {
  const bytes = await collect(request, limits, room);
  if (!Buffer.isBuffer(bytes)) return bytes;
  const text = decode(bytes);
  if (text === undefined) return refuse(400, 'the body is not UTF-8');
  try {
    if (isTooDeep(text)) return refuse(400, 'the body is nested too deep');
    return { json: JSON.parse(text) as unknown };
  } catch {
    return refuse(400, 'the body is not JSON');
  }
}

function collect(
  request: IncomingMessage,
  { bytes, milliseconds }: BodyLimits,
  room: Room,
): Promise<Buffer | Refusal> {
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let size = 0;
    let reading = true;
    const done = (result: Buffer | Refusal): void => {
      if (!reading) return;
      reading = false;
      clearTimeout(timer);
      room.give(size);
      chunks = [];
      resolve(result);
    };
    const timer = setTimeout(() => done(refuse(408, 'the body did not come in time')), milliseconds);
    request.on('data', (chunk: Buffer) => {
      // What still comes after a refusal is thrown away.
      if (!reading) return;
      size += chunk.length;
      const fits = room.take(chunk.length);
      if (size > bytes) return done(refuse(413, `the body has more than ${bytes} bytes`));
      if (!fits) return done(refuse(429, 'too much is sent at once'));
      chunks.push(chunk);
    });
    request.on('end', () => done(Buffer.concat(chunks)));
    request.on('error', () => done(refuse(400, 'the body was cut off')));
    request.on('close', () => done(refuse(400, 'the body was cut off')));
    if (Number(request.headers['content-length'] ?? 0) > bytes)
      done(refuse(413, `the body has more than ${bytes} bytes`));
  });
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Counts brackets outside of strings, so that no recursive part of the gate meets a body that would exhaust it. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x7b || code === 0x5b) depth += 1;
    else if (code === 0x7d || code === 0x5d) depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}
