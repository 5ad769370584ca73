// A gate that breaks at one moment, that of the decision unless another is given: it lets the session start and the
// prompt through, and then fails at every PreToolUse and PermissionRequest in one given way.
import { createServer, type ServerResponse } from 'node:http';

export type Fault =
  | 'killed'
  | 'hanging'
  | 'error 500'
  | 'too many requests'
  | 'garbage'
  | 'text before the answer'
  | 'cut answer'
  | 'empty 200'
  | 'empty 204'
  | 'empty object'
  | 'unknown fields'
  | 'null'
  | 'unauthorized'
  | 'redirect'
  | 'dropped';

export const faults: readonly Fault[] = [
  'killed',
  'hanging',
  'error 500',
  'too many requests',
  'garbage',
  'text before the answer',
  'cut answer',
  'empty 200',
  'empty 204',
  'empty object',
  'unknown fields',
  'null',
  'unauthorized',
  'redirect',
  'dropped',
];

export type FaultyGate = {
  readonly url: string;
  /** How often a decision was asked for: a proof that the fault was met. */
  readonly asked: () => number;
  readonly close: () => void;
};

const decisions: ReadonlySet<string> = new Set(['PreToolUse', 'PermissionRequest']);
const allow = JSON.stringify({
  hookSpecificOutput: { hookEventName: 'PreToolUse', permissionDecision: 'allow' },
});

export async function startFaultyGate(fault: Fault, moments = decisions): Promise<FaultyGate> {
  let asked = 0;
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      const body: unknown = JSON.parse(text);
      const event = typeof body === 'object' && body && 'hook_event_name' in body ? body.hook_event_name : '';
      if (!moments.has(String(event))) return json(response, '{}');
      asked += 1;
      if (fault === 'killed') {
        server.close();
        server.closeAllConnections();
        return;
      }
      fail(response, fault);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked: () => asked,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function fail(response: ServerResponse, fault: Exclude<Fault, 'killed'>): void {
  switch (fault) {
    case 'hanging':
      return;
    case 'error 500':
      return status(response, 500);
    case 'too many requests':
      response.setHeader('retry-after', '1');
      return status(response, 429);
    case 'garbage':
      return json(response, 'xx{');
    case 'text before the answer':
      return json(response, `warning ${allow}`);
    case 'cut answer':
      return json(response, allow.slice(0, -4));
    case 'empty 200':
      return status(response, 200);
    case 'empty 204':
      return status(response, 204);
    case 'empty object':
      return json(response, '{}');
    case 'unknown fields':
      return json(response, '{"decision":"perhaps","foo":1}');
    case 'null':
      return json(response, 'null');
    case 'unauthorized':
      return status(response, 401);
    case 'redirect':
      response.setHeader('location', '/elsewhere');
      return status(response, 302);
    case 'dropped':
      response.socket?.destroy();
  }
}

function json(response: ServerResponse, text: string): void {
  response.setHeader('content-type', 'application/json');
  response.end(text);
}

function status(response: ServerResponse, code: number): void {
  response.statusCode = code;
  response.end();
}
