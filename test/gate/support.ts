// A real gate for tests: real socket, real files in a folder of its own, Claude Code's wire. Unknown tools ask in
// mode `default`, pass in `bypassPermissions` and are denied in `plan`, so that no case depends on what the
// classifier knows.
import { request as httpRequest } from 'node:http';
import { claude } from '../../src/agents/claude/claude.ts';
import { demo } from '../../src/agents/demo.ts';
import type { Gate, GateOptions, Launch, LaunchRequest, Log, Pending } from '../../src/gate/api.ts';
import { startGate, type GateParts } from '../../src/gate/gate.ts';
import { gateLimits, type GateLimits, type RequestLimits } from '../../src/gate/limits.ts';
import type { PermissionMode } from '../../src/policy/decision.ts';
import { decodeSettings } from '../../src/protocol/settings.ts';
import { makePlace, type Place } from '../support/place.ts';
import { root } from '../support/root.ts';
import { until } from '../support/until.ts';

export interface TestGate {
  readonly gate: Gate;
  readonly place: Place;
  readonly stateDir: string;
  readonly log: readonly string[];
  readonly mode: (mode: PermissionMode) => void;
  /** Opens a session, without starting any process, and speaks for its agent. */
  readonly session: (agent?: 'claude' | 'demo', request?: Partial<LaunchRequest>) => Promise<TestSession>;
  /** The only pending question. */
  readonly question: () => Promise<Pending>;
}

export interface TestSession {
  readonly id: string;
  readonly token: string;
  readonly launch: Launch;
  /** Posts one event of Claude Code's hooks. */
  readonly post: (event: Readonly<Record<string, unknown>>, options?: PostOptions) => Promise<Answer>;
  /** Wants to run a tool; the answer's decision. */
  readonly wants: (
    input: unknown,
    options?: PostOptions & { tool?: string; callId?: string },
  ) => Promise<string>;
}

export interface PostOptions {
  readonly token?: string | undefined;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** `allow`, `deny` or `ask` of a PreToolUse answer. */
  readonly decision: string | undefined;
  readonly reason: string;
}

const wide: RequestLimits = { concurrent: 1_000, burst: 1_000_000, perSecond: 1_000 };

/** For tests that send more than any agent does. */
export const unlimited: GateLimits = {
  ...gateLimits,
  session: wide,
  allSessions: wide,
  kinds: {
    preTool: wide,
    permission: wide,
    postTool: wide,
    notice: wide,
    turnEnd: wide,
    prompt: wide,
    expansion: wide,
    configChange: wide,
    sessionStart: wide,
    compacting: wide,
    sessionEnd: wide,
  },
};

export const silentLog = (lines: string[] = []): Log => {
  const write = (text: string): void => void lines.push(text);
  return { debug: write, info: write, warn: write, error: write };
};

export async function startTestGate(
  test: { after(end: () => unknown): void },
  parts: GateParts = {},
  options: Partial<GateOptions> & { place?: Place } = {},
): Promise<TestGate> {
  const place = options.place ?? makePlace();
  const stateDir = options.stateDir ?? place.path('state');
  const log: string[] = [];
  let permissionMode: PermissionMode = 'default';
  const gate = await startGate(
    {
      stateDir,
      programDir: root,
      home: place.home,
      settings: () => decodeSettings([{ scope: 'user', values: { permissionMode } }]),
      workspace: () => ({ roots: [place.workspace], trusted: true }),
      personAvailable: true,
      log: silentLog(log),
      ...options,
    },
    {
      agents: { claude: { ...claude, programs: [] }, demo },
      sessions: { launchesPerMinute: 1_000, concurrent: 1_000 },
      ...parts,
    },
  );
  test.after(async () => {
    await gate.close();
    if (!options.place) place.remove();
  });
  return {
    gate,
    place,
    stateDir,
    log,
    mode: (mode) => void (permissionMode = mode),
    session: (agent = 'claude', request = {}) => openSession(gate, place, agent, request),
    question: () =>
      until(() => gate.approvals.pending()[0], { what: 'a question is pending', every: 5, timeout: 5_000 }),
  };
}

async function openSession(
  gate: Gate,
  place: Place,
  agent: 'claude' | 'demo',
  request: Partial<LaunchRequest>,
): Promise<TestSession> {
  const launch = await gate.launch({
    agent,
    program: process.execPath,
    args: [],
    profile: 'guarded',
    cwd: place.workspace,
    env: { PATH: process.env['PATH'] },
    ...request,
  });
  const token = launch.env['PORTCULLIS_TOKEN'] ?? '';
  const base = { session_id: 'conversation', cwd: place.workspace };
  const send = (event: Readonly<Record<string, unknown>>, options: PostOptions = {}): Promise<Answer> =>
    post(gate.port, {
      token,
      path: `/hook/${agent}`,
      body: JSON.stringify({ ...base, ...event }),
      ...options,
    });
  let calls = 0;
  return {
    id: launch.session,
    token,
    launch,
    post: send,
    async wants(input, options = {}) {
      calls += 1;
      const { tool = 'Frobnicate', callId = `call-${calls}` } = options;
      const event = {
        hook_event_name: 'PreToolUse',
        tool_name: tool,
        tool_input: input,
        tool_use_id: callId,
      };
      const answer = await send(event, options);
      return answer.decision ?? `${answer.status} ${answer.text}`;
    },
  };
}

/** One request; resolves with whatever the gate answered. */
export function post(port: number, options: PostOptions): Promise<Answer> {
  const { token, path = '/hook/claude', method = 'POST', headers = {}, body = '', signal } = options;
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port, path, method, agent: false, ...(signal === undefined ? {} : { signal }) },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('error', reject);
        response.on('end', () => resolve(read(response.statusCode ?? 0, text)));
      },
    );
    const length =
      'transfer-encoding' in headers ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    for (const [name, value] of Object.entries({ ...length, ...authorization, ...headers }))
      request.setHeader(name, value);
    request.on('error', reject);
    request.end(body);
  });
}

function read(status: number, text: string): Answer {
  const value: unknown = text.startsWith('{') ? JSON.parse(text) : {};
  const output = member(value, 'hookSpecificOutput');
  const decision = member(output, 'permissionDecision') ?? member(member(output, 'decision'), 'behavior');
  const reason = member(output, 'permissionDecisionReason') ?? member(value, 'reason');
  return {
    status,
    text,
    decision: typeof decision === 'string' ? decision : undefined,
    reason: typeof reason === 'string' ? reason : '',
  };
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
