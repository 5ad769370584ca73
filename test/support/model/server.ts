// A scripted model for real, unmodified agents: it answers on 127.0.0.1 as the Anthropic Messages API does, plays
// scripts, and keeps every request for the test to look at.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  blockEvents,
  closing,
  contentOf,
  conversation,
  decodeRequest,
  opening,
  wholeMessage,
  type MessagesRequest,
  type ServerEvent,
  type ToolResult,
} from './anthropic.ts';
import { blocksAt, placeIn, type Scripts, type Step } from './script.ts';

export type ModelRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: unknown;
  /** Which script and step it was answered from; absent for an agent's own requests (titles, classifiers). */
  readonly script?: string;
  readonly step?: number;
};

export type Model = {
  /** http://127.0.0.1:port, to be given as ANTHROPIC_BASE_URL. */
  readonly url: string;
  /** May be added to at any time; also by `POST /__script` with a JSON object of scripts. */
  readonly scripts: Scripts;
  readonly requests: readonly ModelRequest[];
  /** The steps of a script in the order in which they were asked for: how often the model really was asked. */
  readonly steps: (script: string) => number[];
  /** What the agent told the model about its tool calls in that script, each once, in order. */
  readonly results: (script: string) => ToolResult[];
  readonly close: () => Promise<void>;
};

export type ModelOptions = {
  readonly scripts?: Scripts;
  /** 0, any free port, unless told. */
  readonly port?: number;
};

export async function startModel(options: ModelOptions = {}): Promise<Model> {
  const scripts: Scripts = { ...options.scripts };
  const requests: ModelRequest[] = [];
  const server = createServer((request, response) => {
    answer(request, response, scripts, requests).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else refuse(response, 500, String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    scripts,
    requests,
    steps: (script) =>
      requests.flatMap((one) => (one.script === script && one.step !== undefined ? [one.step] : [])),
    results: (script) => resultsIn(requests, script),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  scripts: Scripts,
  requests: ModelRequest[],
): Promise<void> {
  const { method = '', url = '', headers } = request;
  const body = parse(await readAll(request));
  const path = url.split('?')[0];
  if (method === 'POST' && path === '/__script') {
    Object.assign(scripts, body);
    return sendJson(response, 200, {});
  }
  const seen = { method, url, headers, body };
  if (method !== 'POST' || path !== '/v1/messages') {
    requests.push(seen);
    if (method === 'HEAD' && path === '/') {
      response.end();
      return;
    }
    if (path === '/v1/messages/count_tokens') return sendJson(response, 200, { input_tokens: 100 });
    return refuse(response, 404, 'there is only a scripted model here');
  }
  const asked = decodeRequest(body);
  // A request without tools is one of the agent's own. It must be answered, or the agent hangs or asks again.
  const place = asked.hasTools ? placeIn(conversation(asked)) : undefined;
  requests.push({ ...seen, ...place });
  const step = asked.hasTools ? blocksAt(scripts, place) : aside(asked);
  await play(step, asked, response, `s${requests.length}`);
}

function aside(asked: MessagesRequest): Step {
  return [{ text: /title/i.test(asked.system) ? '{"title":"t"}' : 'ok' }];
}

async function play(step: Step, asked: MessagesRequest, response: ServerResponse, id: string): Promise<void> {
  const content = contentOf(step, id);
  let sent = 0;
  for (const block of step) {
    if ('delay' in block) await pause(block.delay, response);
    else if ('status' in block) return refuse(response, block.status, 'scripted');
    else if (asked.stream) {
      if (sent === 0) openStream(response, opening(id, asked.model));
      const next = content[sent];
      if (next) writeEvents(response, blockEvents(next, sent));
      sent += 1;
    }
  }
  if (!asked.stream) return sendJson(response, 200, wholeMessage(id, asked.model, content));
  if (sent === 0) openStream(response, opening(id, asked.model));
  writeEvents(response, closing(content));
  response.end();
}

/** Ends early when the agent gives up; nothing is written to it then. */
async function pause(ms: number, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  const stop = () => gone.abort();
  response.once('close', stop);
  try {
    await sleep(ms, undefined, { signal: gone.signal });
  } finally {
    response.off('close', stop);
  }
}

function openStream(response: ServerResponse, first: ServerEvent): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  writeEvents(response, [first]);
}

function writeEvents(response: ServerResponse, events: readonly ServerEvent[]): void {
  for (const event of events) response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
}

function refuse(response: ServerResponse, status: number, message: string): void {
  const error = { type: 'api_error', message };
  sendJson(response, status, { type: 'error', error });
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

/** Each request repeats the whole conversation, so a result is taken where its id is seen first. */
function resultsIn(requests: readonly ModelRequest[], script: string): ToolResult[] {
  const byId = new Map<string, ToolResult>();
  for (const { body } of requests.filter((one) => one.script === script))
    for (const message of decodeRequest(body).messages)
      for (const result of message.results) if (!byId.has(result.id)) byId.set(result.id, result);
  return [...byId.values()];
}

async function readAll(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
