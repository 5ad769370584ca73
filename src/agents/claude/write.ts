// The gate's answers in the words of Claude Code's hooks. A preTool event always gets an explicit permission
// decision: to Claude Code an answer without one is no opinion, and its own mode would then decide.
import type { HookEvent, HookReply } from '../agent.ts';

/** Claude Code cuts strings of an answer at 10,000 characters. */
const longest = 9_000;

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
    case 'sessionEnd':
    case 'turnEnd':
    case 'notice':
      return {};
  }
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
  if (reply.type === 'silent' || (reply.type === 'decision' && reply.behavior === 'ask')) return {};
  const allow = reply.type === 'decision' && reply.behavior === 'allow';
  const decision = allow ? { behavior: 'allow' } : { behavior: 'deny', message: cut(reply.reason) };
  return { hookSpecificOutput: { hookEventName: 'PermissionRequest', decision } };
}

function cut(reason: string): string {
  return reason.length > longest ? `${reason.slice(0, longest)}…` : reason;
}
