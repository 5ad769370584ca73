// The one door of the server: what must hold of a request before any handler sees it. Looks at the head of a request
// alone, never at its body.
import type { IncomingMessage } from 'node:http';

/** An answer that is no decision: the agent's hook takes every one of them as a failure, which blocks. */
export interface Refusal {
  readonly status: number;
  readonly problem: string;
  /** Who can be seen to stand behind it, where somebody other than a program of this machine reached the port. */
  readonly from?: Outsider;
}

/** How the port was reached from where it should not be. */
export type Outsider = 'a web page' | 'a proxy or forwarded port' | 'another address' | 'another machine';

export interface Visit {
  /** The last part of the path: which agent's messages these are. */
  readonly agent: string;
  readonly token: string;
}

/** The checks in the order of how little they tell a stranger. */
export function enter(request: IncomingMessage, port: number): Visit | Refusal {
  const { method, url = '', headers, rawHeaders, socket } = request;
  if (!isLoopback(socket.remoteAddress)) return refuse(403, 'only this machine may ask', 'another machine');
  if (webHeaders.some((name) => headers[name] !== undefined))
    return refuse(403, 'no web page may ask', 'a web page');
  if (Object.keys(headers).some((name) => forwarded.test(name)))
    return refuse(403, 'nothing may stand between', 'a proxy or forwarded port');
  if (headers.host !== `127.0.0.1:${port}` && headers.host !== `localhost:${port}`)
    return refuse(403, 'the Host header is not this gate', 'another address');
  // Of a header that stands twice one reader takes the first and another the last.
  if (single.some((name) => count(rawHeaders, name) > 1)) return refuse(400, 'a header stands twice');
  const agent = /^\/hook\/([a-z][a-z0-9-]{0,31})$/.exec(url)?.[1];
  if (agent === undefined) return refuse(404, 'there is nothing here');
  if (method !== 'POST') return refuse(405, 'only POST is understood');
  const token = /^Bearer ([\w-]{20,128})$/.exec(headers.authorization ?? '')?.[1];
  if (token === undefined) return refuse(401, 'a token is needed');
  return { agent, token };
}

/** What only browsers send; `Sec-Fetch-Mode` is missing, for programs on Node's `fetch` send it too. */
const webHeaders = ['origin', 'sec-fetch-site', 'cookie', 'access-control-request-method'] as const;

/** What proxies and port forwarders add. */
const forwarded = /^(forwarded|x-forwarded-.*|x-real-ip|x-original-host|via|cf-connecting-ip)$/;

const single: readonly string[] = [
  'host',
  'authorization',
  'content-length',
  'content-type',
  'transfer-encoding',
];

function count(rawHeaders: readonly string[], name: string): number {
  return rawHeaders.filter((header, at) => at % 2 === 0 && header.toLowerCase() === name).length;
}

export function refuse(status: number, problem: string, from?: Outsider): Refusal {
  return from === undefined ? { status, problem } : { status, problem, from };
}

export function isRefusal(value: object): value is Refusal {
  return 'status' in value && 'problem' in value;
}

/** IPv4 loopback, also as it looks on an IPv6 socket. */
export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(?:::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(address);
}
