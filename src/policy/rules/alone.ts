// What the check makes of a call when some allow rules hold and no others: for advice and examples. Nothing is counted,
// asked or written.
import type { ToolCall } from '../call.ts';
import { check } from '../check.ts';
import type { EffectModel } from '../classifier/model/model.ts';
import { defaultProtectedBranches, type CheckContext } from '../context.ts';
import type { Facts } from '../facts.ts';
import type { ShellReader } from '../shell/segment.ts';
import type { LintFinding } from './findings.ts';
import { judgedFinding } from './lint.ts';
import type { Rule } from './rule.ts';

export interface Surroundings {
  readonly facts: Facts;
  readonly shell: ShellReader | undefined;
  readonly model: EffectModel | undefined;
  readonly floorExceptions: readonly string[];
  readonly workspaceTrusted: boolean;
}

export function contextWith(allow: readonly Rule[], surroundings: Surroundings): CheckContext {
  return {
    ...surroundings,
    mode: 'default',
    stopped: false,
    rules: { deny: [], ask: [], allow, problems: [] },
    protectedBranches: defaultProtectedBranches,
  };
}

/** Does a rule for one exact line do anything there? See `judgedFinding`. */
export function judgedAlone(rule: Rule, surroundings: Surroundings): LintFinding | undefined {
  return judgedFinding(rule, (line, allow) => check(shellCall(line), contextWith(allow, surroundings)));
}

export function shellCall(command: string): ToolCall {
  return { kind: 'shell', tool: 'Bash', command, shell: 'posix', background: false };
}
