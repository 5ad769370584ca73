// The demo agent: a scripted terminal program, no AI, that shows the gate at work without any account. It goes
// through the very same hook as a real agent. Its program stands in src/demo.
import type { ToolCall } from '../policy/call.ts';
import { decodeDemoMessage, decodeDemoTool, type DemoAnswer } from '../protocol/demo.ts';
import type { Agent, HookEvent, HookReply, LaunchOptions, LaunchPlan, Spelling } from './agent.ts';

const spelling: Spelling = {
  shell: (line) => ({ tool: 'terminal', input: { line } }),
  read: (file) => ({ tool: 'open-file', input: { file } }),
  write: (file, text) => ({ tool: 'save-file', input: { file, text } }),
  fetch: (address) => ({ tool: 'download', input: { address } }),
};

export const demo: Agent = {
  id: 'demo',
  name: 'Demo Agent',
  programs: [],
  longestText: 10_000,
  read,
  write,
  toolCall,
  spelling,
  launch,
  refuseVersion: () => undefined,
};

function read(body: unknown): HookEvent | undefined {
  const message = decodeDemoMessage(body);
  if (!message) return undefined;
  const base = { agentSession: message.conversation, cwd: message.folder };
  switch (message.event) {
    case 'hello':
      return { ...base, type: 'sessionStart', source: 'startup' };
    case 'told':
      return { ...base, type: 'prompt', text: message.words, byPerson: true };
    case 'said':
      return { ...base, type: 'turnEnd', agentId: undefined, reply: message.words, error: undefined };
    case 'bye':
      return { ...base, type: 'sessionEnd', reason: 'script finished' };
    case 'may-i':
      return {
        ...base,
        type: 'preTool',
        tool: message.tool,
        input: message.details,
        callId: message.step,
        agentId: undefined,
        nativeMode: undefined,
      };
    case 'done':
      return {
        ...base,
        type: 'postTool',
        tool: message.tool,
        input: message.details,
        callId: message.step,
        outcome: message.ok ? 'success' : 'failure',
        durationMs: message.milliseconds,
      };
  }
}

function write(_event: HookEvent, reply: HookReply): unknown {
  // There is no model that could read a text.
  if (reply.type === 'silent' || reply.type === 'context') return {};
  const verdict = reply.type === 'block' ? 'no' : verdicts[reply.behavior];
  return { verdict, because: reply.reason } satisfies DemoAnswer;
}

const verdicts = { allow: 'yes', ask: 'person', deny: 'no' } as const;

function toolCall(tool: string, input: unknown): ToolCall {
  const call = decodeDemoTool(tool, input);
  switch (call?.tool) {
    case 'terminal':
      return { kind: 'shell', tool, command: call.details.line, shell: 'posix', background: false };
    case 'save-file':
      return {
        kind: 'edit',
        tool,
        action: 'write',
        paths: [call.details.file],
        changes: [{ path: call.details.file, action: 'write', added: [call.details.text], removed: [] }],
      };
    case 'open-file':
      return { kind: 'read', tool, paths: [call.details.file] };
    case 'download':
      return { kind: 'fetch', tool, url: call.details.address };
    case undefined:
      return { kind: 'other', tool, problem: `the demo agent has no tool ${tool} with such details` };
  }
}

/** `program` is a Node (or VS Code's Electron, which `ELECTRON_RUN_AS_NODE` makes one); `args` name the script. */
function launch(options: LaunchOptions): LaunchPlan {
  if (options.prompt !== undefined)
    return { ok: false, problem: 'The demo agent plays a script and takes no prompt.' };
  const env: Record<string, string> = {};
  for (const name of kept) {
    const value = options.env[name];
    if (value !== undefined) env[name] = value;
  }
  return {
    ok: true,
    file: options.program,
    args: options.args,
    env: {
      TERM: 'xterm-256color',
      ...env,
      ELECTRON_RUN_AS_NODE: '1',
      PORTCULLIS_URL: `${options.gateUrl}/hook/demo`,
      PORTCULLIS_TOKEN: options.token,
      PORTCULLIS_SESSION: options.sessionId,
    },
  };
}

/** All that the script needs of the environment; nothing that could change how Node starts gets through. */
const kept = [
  'PATH',
  'Path',
  'SystemRoot',
  'LANG',
  'LC_ALL',
  'TERM',
  'COLORTERM',
  'TMPDIR',
  'TEMP',
  'TMP',
  'PORTCULLIS_DEMO_PACE',
];
