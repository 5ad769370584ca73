// What the doctor says about rules: those of a settings file, and those of the agents' own files for a folder.
import { openAgentRules } from '../gate/agentRules.ts';
import { factsOf } from '../gate/facts.ts';
import type { EffectModel } from '../policy/classifier/model/model.ts';
import { judgedAlone } from '../policy/rules/alone.ts';
import { severities, withMending, type LintFinding } from '../policy/rules/findings.ts';
import { lint } from '../policy/rules/book.ts';
import { placeOf, type Rule } from '../policy/rules/rule.ts';
import type { ShellReader } from '../policy/shell/segment.ts';
import type { Settings } from '../protocol/settings.ts';
import type { Terminal } from './terminal.ts';
import { visible } from './text.ts';

export interface RuleAdvice {
  readonly subject: 'rules';
  readonly state: 'good' | 'weak' | 'bad';
  readonly text: string;
}

/** Without a reader of shell lines it is not known which rules for a single line are idle. */
export function ruleAdvice(
  settings: Settings,
  { home, cwd, shell, model }: { readonly home: string; readonly cwd: string; readonly shell: ShellReader | undefined; readonly model: EffectModel | undefined },
  { env }: Terminal,
): readonly RuleAdvice[] {
  const agentRules = openAgentRules({ env, approved: () => false, once: true });
  const ofAgents = agentRules.read({ home, folders: [cwd] }, settings.readAgentRules);
  const rules = [...settings.rules, ...ofAgents.rules];
  const uncounted = [...settings.unapproved, ...ofAgents.unapproved];
  const faults = ofAgents.problems.map((text): RuleAdvice => ({ subject: 'rules', state: 'bad', text: visible(text) }));
  const facts = factsOf({ home, cwd, roots: [cwd], own: [], temporary: [] });
  const surroundings = { facts, shell, model, floorExceptions: settings.floorExceptions, workspaceTrusted: true };
  const judged = (rule: Rule): LintFinding | undefined => (shell === undefined ? undefined : judgedAlone(rule, surroundings));
  const advice = lint(rules.filter(({ form }) => form !== 'unreadable'), uncounted, judged).map(told);
  if (faults.length + advice.length > 0) return [...faults, ...advice];
  return [{ subject: 'rules', state: 'good', text: rules.length === 0 ? 'none' : `${rules.length} rules, nothing to say about them` }];
} // prettier-ignore

/** A deny or ask rule that cannot be read must be mended; of all else the person should know. */
function told(finding: LintFinding): RuleAdvice {
  const { code, rule } = finding;
  const must = severities[code] === 'error' && rule.behavior !== 'allow';
  const said = `${rule.behavior} ${visible(rule.text)} (${visible(placeOf(rule))}): ${visible(withMending(finding))} [${code}]`;
  return { subject: 'rules', state: must ? 'bad' : 'weak', text: said };
}
