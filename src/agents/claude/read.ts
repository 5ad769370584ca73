// Decodes the messages of Claude Code's hooks: one JSON object per event, told apart by `hook_event_name`.
// Source: the hooks reference of code.claude.com and recordings of Claude Code 2.1.329.
import { isRecord, number, text, type Unknown } from '../../protocol/decode.ts';
import type { HookEvent } from '../agent.ts';

/** Undefined when a field that the event cannot do without is missing or has another type. */
export function readMessage(body: unknown): HookEvent | undefined {
  if (!isRecord(body)) return undefined;
  const name = text(body, 'hook_event_name');
  const agentSession = text(body, 'session_id');
  const cwd = text(body, 'cwd');
  if (name === undefined || agentSession === undefined || cwd === undefined) return undefined;
  const transcript = text(body, name === 'SubagentStop' ? 'agent_transcript_path' : 'transcript_path');
  const base = { agentSession, cwd, ...(transcript === undefined ? {} : { transcript }) };
  return readEvent(name, base, body);
}

interface Base {
  readonly agentSession: string;
  readonly cwd: string;
  readonly transcript?: string;
}

function readEvent(name: string, base: Base, body: Unknown): HookEvent | undefined {
  switch (name) {
    case 'PreToolUse': {
      const tool = text(body, 'tool_name');
      const callId = text(body, 'tool_use_id');
      if (tool === undefined || callId === undefined || !('tool_input' in body)) return undefined;
      return {
        ...base,
        type: 'preTool',
        tool,
        input: body['tool_input'],
        callId,
        agentId: text(body, 'agent_id'),
        nativeMode: text(body, 'permission_mode'),
        ofWorkspace: isRecord(body['mcp_server']) && text(body['mcp_server'], 'source') === 'project',
      };
    }
    case 'PermissionRequest': {
      const tool = text(body, 'tool_name');
      return tool === undefined
        ? undefined
        : { ...base, type: 'permission', tool, input: body['tool_input'] };
    }
    case 'PostToolUse':
    case 'PostToolUseFailure': {
      const tool = text(body, 'tool_name');
      const callId = text(body, 'tool_use_id');
      if (tool === undefined || callId === undefined) return undefined;
      return {
        ...base,
        type: 'postTool',
        tool,
        input: body['tool_input'],
        callId,
        outcome: name === 'PostToolUse' ? 'success' : 'failure',
        durationMs: number(body, 'duration_ms'),
      };
    }
    case 'UserPromptSubmit': {
      const prompt = text(body, 'prompt');
      if (prompt === undefined) return undefined;
      return { ...base, type: 'prompt', text: prompt, byPerson: isTyped(prompt, text(body, 'source')) };
    }
    case 'UserPromptExpansion': {
      const command = text(body, 'command_name');
      if (command === undefined) return undefined;
      return { ...base, type: 'expansion', command, args: text(body, 'command_args') ?? '' };
    }
    case 'ConfigChange':
      return {
        ...base,
        type: 'configChange',
        source: text(body, 'source') ?? 'unknown',
        file: text(body, 'file_path'),
      };
    case 'SessionStart':
      return { ...base, type: 'sessionStart', source: text(body, 'source') ?? 'startup' };
    case 'PreCompact':
      return { ...base, type: 'compacting', agentId: text(body, 'agent_id') };
    case 'SessionEnd':
      return { ...base, type: 'sessionEnd', reason: text(body, 'reason') ?? 'other' };
    case 'Stop':
    case 'SubagentStop':
    case 'StopFailure':
      return {
        ...base,
        type: 'turnEnd',
        // A sub-agent that cannot be told must not pass for the agent itself.
        agentId: name === 'SubagentStop' ? (text(body, 'agent_id') ?? '') : undefined,
        reply: text(body, 'last_assistant_message'),
        error: name === 'StopFailure' ? (text(body, 'error') ?? 'unknown') : undefined,
      };
    default:
      return { ...base, type: 'notice', name };
  }
}

/** `sdk` is `-p`. What is put in by the program itself carries a tag in front, in versions that do not tell the source. */
function isTyped(prompt: string, source = 'user'): boolean {
  return (source === 'user' || source === 'sdk') && !/^\s*<[a-z][\w-]*>/iu.test(prompt);
}
