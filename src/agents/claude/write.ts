// The gate's answers in the words of Claude Code's hooks. A preTool event always gets an explicit permission
// decision: to Claude Code an answer without one is no opinion, and its own mode would then decide.
import type { HookEvent, HookReply } from '../agent.ts';

/**
 * UTF-16 units. Of a longer context Claude Code 2.1.329 shows its model the first two kilobytes and the name of a file;
 * the limit is 10,000. The reason of a denial has no such limit there, but the documentation names the same.
 */
export const longestText = 9_900;

/** Tools whose dialog is what they are for: the person's answer, not a permission, is wanted. */
const dialogIsTheTool: ReadonlySet<string> = new Set(['AskUserQuestion', 'EnterPlanMode', 'ExitPlanMode']);

export function writeAnswer(event: HookEvent, reply: HookReply): unknown {
  switch (event.type) {
    case 'preTool':
      return preTool(reply);
    case 'permission':
      return dialogIsTheTool.has(event.tool) ? {} : permission(reply);
    case 'prompt':
    case 'expansion':
    case 'configChange':
      return reply.type === 'block' ? { decision: 'block', reason: cut(reply.reason) } : {};
    case 'postTool':
      return reply.type === 'block' ? { continue: false, stopReason: cut(reply.reason) } : {};
    case 'sessionStart':
      return reply.type === 'context' ? context(reply.text) : {};
    case 'compacting':
    case 'sessionEnd':
    case 'turnEnd':
    case 'notice':
      return {};
  }
}

function context(text: string): unknown {
  return { hookSpecificOutput: { hookEventName: 'SessionStart', additionalContext: cut(text) } };
}

function preTool(reply: HookReply): unknown {
  const [permissionDecision, reason] =
    reply.type === 'decision'
      ? [reply.behavior, reply.reason]
      : ['deny', reply.type === 'block' ? reply.reason : 'The gate gave no decision.'];
  return {
    hookSpecificOutput: {
      hookEventName: 'PreToolUse',
      permissionDecision,
      permissionDecisionReason: cut(reason),
    },
  };
}

/** Silence leaves Claude Code's own dialog in place, which is the stricter thing. */
function permission(reply: HookReply): unknown {
  if (reply.type === 'silent' || reply.type === 'context') return {};
  if (reply.type === 'decision' && reply.behavior === 'ask') return {};
  const allow = reply.type === 'decision' && reply.behavior === 'allow';
  const decision = allow ? { behavior: 'allow' } : { behavior: 'deny', message: cut(reply.reason) };
  return { hookSpecificOutput: { hookEventName: 'PermissionRequest', decision } };
}

function cut(reason: string): string {
  return reason.length > longestText ? `${reason.slice(0, longestText)}…` : reason;
}
