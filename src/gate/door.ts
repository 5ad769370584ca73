// The one door of the server: what must hold of a request before any handler sees it. Looks at the head of a request
// alone, never at its body.
import type { IncomingMessage } from 'node:http';

/** An answer that is no decision: the agent's hook takes every one of them as a failure, which blocks. */
export interface Refusal {
  readonly status: number;
  readonly problem: string;
}

export interface Visit {
  /** The last part of the path: which agent's messages these are. */
  readonly agent: string;
  readonly token: string;
}

/** The checks in the order of how little they tell a stranger. */
export function enter(request: IncomingMessage, port: number): Visit | Refusal {
  const { method, url = '', headers, socket } = request;
  if (!isLoopback(socket.remoteAddress)) return refuse(403, 'only this machine may ask');
  if (headers.origin !== undefined) return refuse(403, 'no web page may ask');
  if (headers.host !== `127.0.0.1:${port}` && headers.host !== `localhost:${port}`)
    return refuse(403, 'the Host header is not this gate');
  const agent = /^\/hook\/([a-z][a-z0-9-]{0,31})$/.exec(url)?.[1];
  if (agent === undefined) return refuse(404, 'there is nothing here');
  if (method !== 'POST') return refuse(405, 'only POST is understood');
  const token = /^Bearer ([\w-]{20,128})$/.exec(headers.authorization ?? '')?.[1];
  if (token === undefined) return refuse(401, 'a token is needed');
  return { agent, token };
}

export function refuse(status: number, problem: string): Refusal {
  return { status, problem };
}

export function isRefusal(value: object): value is Refusal {
  return 'status' in value && 'problem' in value;
}

/** IPv4 loopback, also as it looks on an IPv6 socket. */
export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(?:::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(address);
}
