// `portcullis check --batch`: a JSON line with a call in, a JSON line with its decision out, in the same order. A
// line that is no call is answered too, and stops nothing.
import { StringDecoder } from 'node:string_decoder';
import type { AgentId } from '../agents/agent.ts';
import { agents } from '../agents/agents.ts';
import type { PermissionMode } from '../policy/decision.ts';
import type { PermissionDecision } from '../gate/api.ts';
import type { HasPermissions } from '../gate/permissions.ts';
import { isRecord, text } from '../protocol/decode.ts';
import type { Terminal } from './terminal.ts';

export interface BatchDefaults {
  readonly home: string;
  readonly cwd: string;
  readonly mode?: PermissionMode;
}

interface BatchCall {
  readonly id: unknown;
  readonly tool: string;
  readonly input: unknown;
  readonly cwd: string;
  readonly home: string;
  readonly agent: AgentId;
}

export async function batch(
  terminal: Terminal,
  permissions: HasPermissions,
  defaults: BatchDefaults,
): Promise<number> {
  for await (const line of linesOf(terminal.input)) {
    if (line.trim() === '') continue;
    await terminal.out(`${JSON.stringify(await answer(line, permissions, defaults))}\n`);
  }
  return 0;
}

/** Only a line feed ends a line: JSON may hold other line separators as they are. */
async function* linesOf(input: NodeJS.ReadableStream): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of input) {
    const parts = (typeof chunk === 'string' ? chunk : decoder.write(chunk)).split('\n');
    parts[0] = rest + (parts[0] ?? '');
    rest = parts.pop() ?? '';
    yield* parts;
  }
  yield rest + decoder.end();
}

async function answer(line: string, permissions: HasPermissions, defaults: BatchDefaults): Promise<object> {
  const call = decodeCall(line, defaults);
  if ('error' in call)
    return { ...call, behavior: 'deny', layer: 'failure', reason: `No call: ${call.error}.` };
  const { id, tool, input, cwd, home, agent } = call;
  const mode = defaults.mode === undefined ? {} : { mode: defaults.mode };
  return { id, ...summary(await permissions(tool, input, { agent, cwd, home, roots: [cwd], ...mode })) };
}

/** What a program wants to know of a decision; the trace is left to `check --json`. */
function summary({
  behavior,
  layer,
  reason,
  consequence,
  risk,
  rule,
  floor,
  analysis,
  elapsed,
}: PermissionDecision): object {
  const effects = analysis.segments.flatMap((segment) => segment.effects.map((effect) => effect.kind));
  const doubts = [...analysis.doubts, ...analysis.segments.flatMap((segment) => segment.doubts)];
  return {
    behavior,
    layer,
    reason,
    consequence,
    ...(risk === undefined ? {} : { risk }),
    ...(rule === undefined ? {} : { rule: rule.text }),
    ...(floor === undefined ? {} : { floor }),
    complete: analysis.complete,
    effects: [...new Set(effects)],
    doubts: [...new Set(doubts.map((doubt) => doubt.code))],
    milliseconds: Math.round(elapsed * 1000) / 1000,
  };
}

function decodeCall(
  line: string,
  { home, cwd }: BatchDefaults,
): BatchCall | { readonly id: unknown; readonly error: string } {
  const value = parse(line);
  if (!isRecord(value)) return { id: null, error: 'the line is not a JSON object' };
  const id = value['id'] ?? null;
  const tool = text(value, 'tool');
  const agent = agentNamed(value['agent'] ?? 'claude');
  if (tool === undefined) return { id, error: 'tool is not a text' };
  if (!('input' in value)) return { id, error: 'there is no input' };
  if (agent === undefined) return { id, error: 'the agent is not known' };
  for (const name of ['cwd', 'home'])
    if (value[name] !== undefined && typeof value[name] !== 'string')
      return { id, error: `${name} is not a text` };
  return {
    id,
    tool,
    input: value['input'],
    cwd: text(value, 'cwd') ?? cwd,
    home: text(value, 'home') ?? home,
    agent,
  };
}

function agentNamed(name: unknown): AgentId | undefined {
  return Object.values(agents).find((agent) => agent.id === name)?.id;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
