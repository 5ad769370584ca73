// The check as the editor asks it: what would the gate make of a call if these were the rules? Nothing is counted, asked
// or written.
import type { ToolCall } from '../policy/call.ts';
import { check } from '../policy/check.ts';
import { defaultProtectedBranches, type CheckContext } from '../policy/context.ts';
import type { Decision } from '../policy/decision.ts';
import { readCall } from '../policy/classifier/read.ts';
import type { Rule, RuleSet } from '../policy/rules/rule.ts';
import { suggestRules } from '../policy/rules/suggest.ts';
import type { ShellReader } from '../policy/shell/segment.ts';
import type { WindowFacts } from '../protocol/language.ts';
import type { Machine } from './ports.ts';

/** A context of the window with these allow rules and no others. Code in files is not followed: no file is read. */
export function contextWith(
  allow: readonly Rule[],
  window: WindowFacts,
  machine: Pick<Machine, 'realPath'>,
  shell: ShellReader | undefined,
): CheckContext {
  const rules: RuleSet = { deny: [], ask: [], allow, problems: [] };
  return {
    mode: 'default',
    stopped: false,
    facts: {
      platform: window.platform,
      home: window.home,
      cwd: window.roots[0] ?? window.home,
      roots: window.roots,
      temporary: [],
      own: [],
      realPath: machine.realPath,
      readText: () => undefined,
      names: () => undefined,
    },
    rules,
    floorExceptions: window.floorExceptions,
    protectedBranches: defaultProtectedBranches,
    shell,
    workspaceTrusted: window.trusted,
  };
}

export function lineDecision(command: string, context: CheckContext): Decision {
  return check(shellCall(command), context);
}

/** The narrowest rules for a call, or none where none may be offered. */
export function suggestionsFor(call: ToolCall, context: CheckContext): readonly string[] {
  return suggestRules(readCall(call, context), context).map(({ text }) => text);
}

export function shellCall(command: string): ToolCall {
  return { kind: 'shell', tool: 'Bash', command, shell: 'posix', background: false };
}
