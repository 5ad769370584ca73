// The gate's server: one HTTP door on the loopback interface through which agents' hooks ask. It turns requests into
// events and replies into answers, and decides nothing.
// Invariant: every request is answered, a tool call never without an explicit decision; whatever fails is answered
// with an error status, for an empty or unknown answer would count as "no opinion" and let the agent go on.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Agent, AgentId, HookEvent, HookReply } from '../agents/agent.ts';
import type { Log } from './api.ts';
import { readBody, roomFor, type BodyLimits, type Room } from './body.ts';
import { watchConnections, type Connections } from './connections.ts';
import { enter, isLoopback, isRefusal, refuse, type Outsider, type Refusal } from './door.ts';
import { admissions, gateLimits, type Admission, type Admissions, type GateLimits } from './limits.ts';
import { problemOf } from './signal.ts';

export interface ServerLimits {
  readonly requests: GateLimits;
  readonly body: BodyLimits;
  /** Milliseconds for the head of a request. */
  readonly head: number;
  /** Milliseconds after which an event is answered with an error, whatever its handler does. */
  deadline(event: HookEvent): number;
}

export const serverLimits: Omit<ServerLimits, 'deadline'> = {
  requests: gateLimits,
  body: { bytes: 8 * 1024 * 1024, milliseconds: 10_000, together: 128 * 1024 * 1024 },
  head: 5_000,
};

export interface Caller {
  readonly id: string;
  readonly agent: AgentId;
}

export interface ServerParts {
  readonly agents: Readonly<Partial<Record<AgentId, Agent>>>;
  readonly log: Log;
  readonly limits: ServerLimits;
  readonly now: () => number;
  /** The session to which the token belongs. */
  callerOf(token: string): Caller | undefined;
  /** The signal is aborted when the agent gives up or the deadline has passed; what comes later is discarded. */
  handle(caller: Caller, event: HookEvent, signal: AbortSignal): Promise<HookReply>;
  /** A message was refused because there are too many of its kind. */
  limited(caller: Caller, kind: HookEvent['type']): void;
  /** The port was reached from where it should not be; the request was refused. */
  outside(from: Outsider): void;
}

export interface GateServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1 and nowhere else, on a port that the system chooses. */
export async function startServer(parts: ServerParts): Promise<GateServer> {
  const { limits, log } = parts;
  const admit = admissions(limits.requests, parts.now);
  const room = roomFor(limits.body.together);
  const server = createServer({
    headersTimeout: limits.head,
    requestTimeout: limits.head + limits.body.milliseconds,
    connectionsCheckingInterval: 500,
    keepAliveTimeout: 5_000,
    maxHeaderSize: 16_384,
  });
  server.timeout = 0;
  server.maxConnections = limits.requests.connections;
  // Node would leave out the headers that are too many, of which one may be an Origin; their size is limited anyway.
  server.maxHeadersCount = 0;
  const connections = watchConnections(server, limits.requests.strangeConnections);
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    const desk = { ...parts, admit, room, connections, port: portOf(server) };
    answer(request, response, desk).catch((error: unknown) => {
      log.error(`A request failed: ${problemOf(error)}`);
      send(response, 500, { error: 'the gate failed' });
    });
  };
  server.on('request', serve);
  // Who waits for leave to send a body gets it only behind the door.
  server.on('checkContinue', serve);
  server.on('clientError', (error, socket) => {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
    const status = clientErrors[code] ?? '400 Bad Request';
    if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    else socket.destroy();
  });
  // Neither tunnels nor other protocols.
  for (const event of ['upgrade', 'connect'] as const)
    server.on(event, (_request, socket) =>
      socket.end('HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'),
    );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0, exclusive: true }, resolve);
  });
  const { address, port } = addressOf(server);
  if (!isLoopback(address)) {
    server.close();
    throw new Error(`the gate listens on ${address} instead of the loopback interface`);
  }
  return { port, close: () => close(server) };
}

const clientErrors: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};

interface Desk extends ServerParts {
  readonly admit: Admissions;
  readonly room: Room;
  readonly connections: Connections;
  readonly port: number;
}

async function answer(request: IncomingMessage, response: ServerResponse, desk: Desk): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const refused = (refusal: Refusal): void => {
    if (passes(desk.admit.lines)) desk.log.warn(`Refused a request: ${refusal.problem}.`);
    drain(request);
    send(response, refusal.status, { error: refusal.problem });
  };

  const visit = enter(request, desk.port);
  const caller = isRefusal(visit) ? undefined : desk.callerOf(visit.token);
  if (isRefusal(visit) || !caller) {
    if (!passes(desk.admit.strangers)) return send(response, 429, { error: 'too many requests' });
    const refusal = isRefusal(visit) ? visit : refuse(401, 'the token belongs to no session');
    if (refusal.from) desk.outside(refusal.from);
    return refused(refusal);
  }
  desk.connections.proven(request.socket);
  const agent = caller.agent === visit.agent ? desk.agents[caller.agent] : undefined;
  if (!agent) return refused(refuse(403, 'the token belongs to another agent'));
  const leaving: (() => void)[] = [];
  const admitted = ({ enter: into }: Admission, who: string): boolean => {
    const leave = into(who);
    if (leave) leaving.push(leave);
    return leave !== undefined;
  };
  try {
    if (!admitted(desk.admit.allSessions, 'all')) return refused(refuse(429, 'the gate is asked too much'));
    if (!admitted(desk.admit.session, caller.id))
      return refused(refuse(429, 'the session asks too much at once'));
    if (request.headers.expect !== undefined) response.writeContinue();
    const body = await readBody(request, desk.limits.body, desk.room);
    if (isRefusal(body)) return refused(body);
    const event = agent.read(body.json);
    if (!event) return refused(refuse(400, `this is no message of ${agent.name}`));
    if (!admitted(desk.admit.kinds[event.type], caller.id)) {
      desk.limited(caller, event.type);
      return refused(refuse(429, `the session sends too many messages of the kind ${event.type}`));
    }
    const reply = await withDeadline(desk, caller, event, gone);
    if (isRefusal(reply)) return refused(reply);
    send(response, 200, agent.write(event, reply));
  } finally {
    for (const leave of leaving) leave();
  }
}

/** Does one more fit, of what takes no time? */
function passes({ enter: into }: Admission): boolean {
  const leave = into('all');
  leave?.();
  return leave !== undefined;
}

/** The handler's reply, or a refusal when it takes too long; its late result is then discarded. */
async function withDeadline(
  desk: Desk,
  caller: Caller,
  event: HookEvent,
  gone: AbortController,
): Promise<HookReply | Refusal> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Refusal>((resolve) => {
    timer = setTimeout(() => resolve(refuse(504, 'no decision came in time')), desk.limits.deadline(event));
  });
  try {
    const reply = await Promise.race([desk.handle(caller, event, gone.signal), late]);
    if (isRefusal(reply)) gone.abort();
    else if (event.type === 'preTool' && reply.type !== 'decision')
      return refuse(500, 'a tool call got no decision');
    return reply;
  } finally {
    clearTimeout(timer);
  }
}

/** One JSON answer. A value that is no JSON object would count as no opinion: it is an error. */
function send(response: ServerResponse, status: number, value: unknown): void {
  if (response.headersSent || response.destroyed) return;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const text = JSON.stringify(isObject ? value : { error: 'the gate has no answer' });
  response.writeHead(isObject ? status : 500, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(status === 429 ? { 'retry-after': '1' } : {}),
    ...(status === 200 ? {} : { connection: 'close' }),
  });
  response.end(text);
}

/** Takes the rest of a refused body, for a while: a client that still sends would not see the answer. */
function drain(request: IncomingMessage): void {
  if (request.complete) return;
  let left = 64 * 1024 * 1024;
  const timer = setTimeout(() => request.destroy(), 3_000).unref();
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) request.destroy();
  });
  request.on('error', () => {});
  request.once('close', () => clearTimeout(timer));
  request.resume();
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // What was withdrawn is being answered; whoever does not take the answer is cut off.
    const timer = setTimeout(() => server.closeAllConnections(), 300);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the gate does not listen');
  return address;
}

function portOf(server: Server): number {
  return addressOf(server).port;
}
