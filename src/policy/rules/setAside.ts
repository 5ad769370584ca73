// Allow rules that mode `auto` does not go by. Where nobody is asked, a rule that frees an interpreter, a shell, a package
// runner or sub-agents as a whole would hand every decision to whoever writes their arguments.
import type { ToolCall } from '../call.ts';
import type { CheckContext } from '../context.ts';
import type { PermissionMode } from '../decision.ts';
import { namesPart, namesTool } from './names.ts';
import { isStar, matchesText } from './pattern.ts';
import { freedomOf, programsThatRun, runningSubcommandsOf } from './programs.ts';
import type { Matcher, Rule } from './rule.ts';
import { frees } from './save.ts';

/** The allow rules that count. */
export function countedAllows({ mode, setsAside, rules: { allow } }: Pick<CheckContext, 'mode' | 'setsAside' | 'rules'>): readonly Rule[] {
  return mode === 'auto' || setsAside === true ? allow.filter((rule) => whySetAside(rule) === undefined) : allow;
} // prettier-ignore

/** Allow rules that do not count in the mode. */
export function setAsideIn(mode: PermissionMode, rules: readonly Rule[]): readonly Rule[] {
  return mode === 'auto'
    ? rules.filter((rule) => rule.source.behavior === 'allow' && whySetAside(rule) !== undefined)
    : [];
}

/** What such a rule frees as a whole, as a noun with its article; undefined for rules that stay in force. */
export function whySetAside(rule: Rule): string | undefined {
  const before = known.get(rule);
  if (before !== undefined) return before.why;
  const why = whatItFrees(rule.matcher);
  known.set(rule, { why });
  return why;
}

/** Rules are read once and asked for at every call. */
const known = new WeakMap<Rule, { readonly why: string | undefined }>();

function whatItFrees(matcher: Matcher): string | undefined {
  switch (matcher.kind) {
    case 'tool':
      if (tools.some((call) => namesTool(matcher.tool, matcher.family, call, 'cover'))) return 'the shell as a whole';
      return namesTool(matcher.tool, matcher.family, subAgent, 'cover') ? 'sub-agents as a whole' : undefined;
    case 'name':
      return namesPart(matcher.tool, matcher.pattern, subAgent, 'cover') ? 'sub-agents as a whole' : undefined;
    case 'command': {
      const { tokens } = matcher.pattern;
      const [first = [], second] = tokens;
      if (first.length > 1) return probed((words) => matchesText(matcher.pattern, words));
      const program = programIn(tokens);
      const freedom = freedomOf(program);
      if (freedom === 'downloader') return undefined;
      if (frees(matcher) !== undefined) return `${program}, which runs what it is told`;
      const runs = second !== undefined && isStar(second) && freedom === undefined && runningSubcommandsOf(program).length > 0; // prettier-ignore
      return runs ? `${program}, which runs packages and programs that it is given` : undefined;
    }
    case 'command-regex':
      return probed((words) => matcher.regex.found(words.join(' ')));
    case 'path':
    case 'domain':
    case 'parameter':
    case 'listed':
    case 'broken':
      return undefined;
  }
} // prettier-ignore

/** The program behind assignments of variables. */
function programIn(tokens: readonly (readonly string[])[]): string {
  return tokens.find((token) => !/^\w+=/u.test(token[0] ?? ''))?.join('*') ?? '';
}

/** No rule names these words on purpose: one that fits them fits whatever the program is told. */
function probed(fits: (words: readonly string[]) => boolean): string | undefined {
  const found = programsThatRun().find((name) => fits([...name.split(' '), '-c', 'probe-7f3a']) || fits([...name.split(' '), 'probe-7f3a'])); // prettier-ignore
  return found === undefined ? undefined : `${found}, which runs what it is told`;
}

const tools: readonly ToolCall[] = (['posix', 'powershell'] as const).map((shell) => ({
  kind: 'shell',
  tool: shell === 'posix' ? 'Bash' : 'PowerShell',
  command: 'probe-7f3a',
  shell,
  background: false,
}));

const subAgent: ToolCall = { kind: 'agent', tool: 'Agent', name: 'probe-7f3a', prompt: '' };
