// The gate's server: one HTTP door on the loopback interface through which agents' hooks ask. It turns requests into
// events and replies into answers, and decides nothing.
// Invariant: every request is answered, a tool call never without an explicit decision; whatever fails is answered
// with an error status, for an empty or unknown answer would count as "no opinion" and let the agent go on.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Agent, AgentId, HookEvent, HookReply } from '../agents/agent.ts';
import type { Log } from './api.ts';
import { readBody, type BodyLimits } from './body.ts';
import { enter, isLoopback, isRefusal, refuse, type Refusal } from './door.ts';
import { admission, requestLimits, type RequestLimits } from './limits.ts';
import { problemOf } from './signal.ts';

export interface ServerLimits {
  readonly requests: RequestLimits;
  readonly body: BodyLimits;
  /** Milliseconds for the head of a request. */
  readonly head: number;
  /** Milliseconds after which an event is answered with an error, whatever its handler does. */
  deadline(event: HookEvent): number;
}

export const serverLimits: Omit<ServerLimits, 'deadline'> = {
  requests: requestLimits,
  body: { bytes: 8 * 1024 * 1024, milliseconds: 10_000 },
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
}

export interface GateServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1 and nowhere else, on a port that the system chooses. */
export async function startServer(parts: ServerParts): Promise<GateServer> {
  const { limits, log } = parts;
  const admit = admission(limits.requests, parts.now);
  const server = createServer({
    headersTimeout: limits.head,
    requestTimeout: limits.head + limits.body.milliseconds,
    connectionsCheckingInterval: 500,
    keepAliveTimeout: 5_000,
    maxHeaderSize: 16_384,
  });
  server.timeout = 0;
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response, { ...parts, admit, port: portOf(server) }).catch((error: unknown) => {
      log.error(`A request failed: ${problemOf(error)}`);
      send(response, 500, { error: 'the gate failed' });
    });
  });
  server.on('clientError', (error, socket) => {
    const status =
      'code' in error && error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request';
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

interface Desk extends ServerParts {
  readonly admit: ReturnType<typeof admission>;
  readonly port: number;
}

async function answer(request: IncomingMessage, response: ServerResponse, desk: Desk): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const refused = (refusal: Refusal): void => {
    desk.log.warn(`Refused a request: ${refusal.problem}.`);
    drain(request);
    send(response, refusal.status, { error: refusal.problem });
  };

  const visit = enter(request, desk.port);
  if (isRefusal(visit)) return refused(visit);
  const caller = desk.callerOf(visit.token);
  if (!caller) return refused(refuse(401, 'the token belongs to no session'));
  const agent = caller.agent === visit.agent ? desk.agents[caller.agent] : undefined;
  if (!agent) return refused(refuse(403, 'the token belongs to another agent'));
  const leave = desk.admit.enter(caller.id);
  if (!leave) return refused(refuse(429, 'the session asks too much at once'));
  try {
    const body = await readBody(request, desk.limits.body);
    if (isRefusal(body)) return refused(body);
    const event = agent.read(body.json);
    if (!event) return refused(refuse(400, `this is no message of ${agent.name}`));
    const reply = await withDeadline(desk, caller, event, gone);
    if (isRefusal(reply)) return refused(reply);
    send(response, 200, agent.write(event, reply));
  } finally {
    leave();
  }
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
