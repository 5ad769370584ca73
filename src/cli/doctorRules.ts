// What the doctor says about rules: those of a settings file, and those of the agents' own files for a folder.
import { openAgentRules } from '../gate/agentRules.ts';
import { severities, type LintFinding } from '../policy/rules/findings.ts';
import { lint } from '../policy/rules/lint.ts';
import { placeOf } from '../policy/rules/rule.ts';
import type { Settings } from '../protocol/settings.ts';
import type { Terminal } from './terminal.ts';
import { visible } from './text.ts';

export interface RuleAdvice {
  readonly subject: 'rules';
  readonly state: 'good' | 'weak' | 'bad';
  readonly text: string;
}

export function ruleAdvice(
  settings: Settings,
  { home, cwd }: { readonly home: string; readonly cwd: string },
  { env }: Terminal,
): readonly RuleAdvice[] {
  const agentRules = openAgentRules({ env, approved: () => false, once: true });
  const ofAgents = agentRules.read({ home, folders: [cwd] }, settings.readAgentRules);
  const rules = [...settings.rules, ...ofAgents.rules];
  const uncounted = [...settings.unapproved, ...ofAgents.unapproved];
  const faults = ofAgents.problems.map((text): RuleAdvice => ({ subject: 'rules', state: 'bad', text: visible(text) }));
  const advice = lint(rules.filter(({ form }) => form !== 'unreadable'), uncounted).map(told);
  if (faults.length + advice.length > 0) return [...faults, ...advice];
  return [{ subject: 'rules', state: 'good', text: rules.length === 0 ? 'none' : `${rules.length} rules, nothing to say about them` }];
} // prettier-ignore

/** A deny or ask rule that cannot be read must be mended; of all else the person should know. */
function told({ code, rule, text }: LintFinding): RuleAdvice {
  const must = severities[code] === 'error' && rule.behavior !== 'allow';
  const said = `${rule.behavior} ${visible(rule.text)} (${visible(placeOf(rule))}): ${visible(text)} [${code}]`;
  return { subject: 'rules', state: must ? 'bad' : 'weak', text: said };
}
