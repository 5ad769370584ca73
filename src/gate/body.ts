// Reads the body of a request: so many bytes, in so much time, as JSON that is not nested too deep.
import type { IncomingMessage } from 'node:http';
import { refuse, type Refusal } from './door.ts';

export interface BodyLimits {
  readonly bytes: number;
  readonly milliseconds: number;
}

const deepest = 100;

/** The parsed body. Never rejects: whatever is wrong is a refusal. */
export async function readBody(
  request: IncomingMessage,
  limits: BodyLimits,
): Promise<{ readonly json: unknown } | Refusal> {
  const bytes = await collect(request, limits);
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

function collect(request: IncomingMessage, { bytes, milliseconds }: BodyLimits): Promise<Buffer | Refusal> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const done = (result: Buffer | Refusal): void => {
      clearTimeout(timer);
      resolve(result);
    };
    const timer = setTimeout(() => done(refuse(408, 'the body did not come in time')), milliseconds);
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= bytes) chunks.push(chunk);
      else done(refuse(413, `the body has more than ${bytes} bytes`));
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
