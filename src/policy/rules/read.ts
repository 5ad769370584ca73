// The text of a rule → what it says. Reading never fails: a rule that cannot be read says so, and where it would have
// denied or asked, its tool asks.
import type { Behavior } from '../decision.ts';
import { plain, programOf } from '../shell/word.ts';
import { readFlagged } from './flags.ts';
import { readPath } from './paths.ts';
import { isStar, patternOf, readPattern, type TextPattern } from './pattern.ts';
import { readRegex } from './regex.ts';
import type { RuleScope } from '../decision.ts';
import type { Matcher, Rule, RuleProblem, RuleSet, RuleSource, ShellName } from './rule.ts';
import { ToolPermissionContext } from './toolContext.ts';
import { toolInAnyCase, toolNamed, type Specifier } from './tools.ts';

const longest = 1000;

export function readRule(source: RuleSource): Rule {
  return { source, matcher: matcherOf(source) };
}

/**
 * Reads the rules of all scopes. The order in which they come does not matter, also for which of several rules is
 * named as the one that decided: that is the first by scope, file, line and text.
 */
export function readRules(sources: readonly RuleSource[]): RuleSet {
  const rules = [...sources].sort(inOrder).map(readRule);
  const of = (behavior: Behavior): Rule[] => rules.filter((rule) => rule.source.behavior === behavior);
  const allow = of('allow').filter((rule) => rule.matcher.kind !== 'broken');
  const problems = rules.flatMap((rule): RuleProblem[] => {
    const message = problemOf(rule);
    return message === undefined ? [] : [{ rule: rule.source, message }];
  });
  return { deny: of('deny'), ask: of('ask'), allow, problems };
}

const scopes: Readonly<Record<RuleScope, number>> = {
  builtin: 0,
  user: 1,
  workspace: 2,
  folder: 3,
  session: 4,
};

function inOrder(one: RuleSource, other: RuleSource): number {
  const by = scopes[one.scope] - scopes[other.scope];
  if (by !== 0) return by;
  if (one.file !== other.file) return compare(one.file ?? '', other.file ?? '');
  if (one.line !== other.line) return (one.line ?? 0) - (other.line ?? 0);
  if (one.text !== other.text) return compare(one.text, other.text);
  return compare(one.form ?? '', other.form ?? '');
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Why the rule cannot be read and what comes of it, in sentences; undefined for one that can. */
export function problemOf({ source, matcher }: Rule): string | undefined {
  if (matcher.kind !== 'broken') return undefined;
  const tool = matcher.tool === undefined ? 'every tool' : matcher.tool;
  const result = source.behavior === 'allow' ? 'The rule is ignored.' : `Until it is mended, ${tool} asks.`;
  return `${sentence(matcher.problem)} ${result}`;
}

function matcherOf(source: RuleSource): Matcher {
  const text = source.text.trim();
  switch (source.form) {
    case 'tool-name':
      return listed(text, [text], []);
    case 'tool-prefix':
      return listed(text, [], [text]);
    case 'unreadable':
      return broken(undefined, `${text} cannot be read`);
    case 'claude':
      return ofClaude(text, source.behavior);
    default:
      return written(text, source.behavior);
  }
}

/** An entry of the deny lists. Who decodes settings has rejected blank ones and said so. */
function listed(text: string, names: readonly string[], prefixes: readonly string[]): Matcher {
  const tools = ToolPermissionContext.fromIterables(names, prefixes);
  if (tools.problems.length > 0) return broken(undefined, 'an entry of the deny lists is blank');
  return { kind: 'listed', tools, family: names.length > 0 ? toolInAnyCase(text)?.family : undefined };
}

/**
 * A rule of Claude Code's settings. There a bare word is a tool, known to us or not, and the commands of a shell
 * stand in the brackets of its tool.
 */
function ofClaude(text: string, behavior: Behavior): Matcher {
  const tool = /^([\w*.-]+)(?:\((.*)\))?$/su.exec(text)?.[1];
  if (tool === undefined) return broken(undefined, `${text === '' ? 'an empty text' : text} is not a rule`);
  if (tool === text) return wholeTool(tool, behavior);
  if (toolNamed(tool) !== undefined || tool.startsWith('mcp__')) return written(text, behavior);
  return broken(tool, `what stands between the brackets of ${tool} cannot be judged`);
}

function written(text: string, behavior: Behavior): Matcher {
  if (text === '') return broken(undefined, 'the rule is empty');
  if (text.length > longest) return broken(undefined, `a rule may have at most ${longest} characters`);
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/u.test(text)) return broken(undefined, 'the rule holds a control character');
  if (text === '*') return wholeTool('*', behavior);
  if (toolNamed(text) !== undefined || /^mcp__[^\s()]+$/u.test(text)) return wholeTool(text, behavior);
  const call = /^([A-Za-z_][\w*.-]*)\((.*)\)$/u.exec(text);
  if (call?.[1] === undefined || call[2] === undefined) return command(text, 'any', undefined, behavior);
  return specified(call[1], call[2].trim(), behavior);
}

function wholeTool(tool: string, behavior: Behavior): Matcher {
  if (behavior === 'allow' && tool.includes('*') && !/^mcp__(?=[^*]+__)[^*]+\*/u.test(tool)) {
    return broken(undefined, `an allow rule must name the server: ${tool} would allow too much`);
  }
  return { kind: 'tool', tool, family: toolNamed(tool)?.family };
}

function specified(tool: string, inside: string, behavior: Behavior): Matcher {
  const known = toolNamed(tool);
  if (known === undefined && !tool.startsWith('mcp__')) {
    return broken(undefined, `${tool} is not a tool that rules know`);
  }
  if (inside === '') return broken(tool, `${tool}() says nothing between its brackets`);
  if (inside === '*' || (inside === '**' && known?.specifier !== 'command')) return wholeTool(tool, behavior);
  return (
    parameter(tool, known?.specifier ?? 'none', inside, behavior) ??
    bySpecifier(tool, known?.specifier ?? 'none', inside, behavior)
  );
}

function bySpecifier(tool: string, specifier: Specifier, inside: string, behavior: Behavior): Matcher {
  switch (specifier) {
    case 'command':
      return command(inside, tool === 'PowerShell' ? 'powershell' : 'posix', tool, behavior);
    case 'read-path':
    case 'edit-path': {
      const pattern = readPath(inside);
      if (typeof pattern === 'string') return broken(tool, pattern);
      return { kind: 'path', access: specifier === 'read-path' ? 'read' : 'edit', pattern };
    }
    case 'domain': {
      const pattern = /^domain:\s*(\S+)$/iu.exec(inside)?.[1];
      if (pattern === undefined)
        return broken(tool, 'a rule on fetching names a host: WebFetch(domain:example.com)');
      if (/[/@\\]/u.test(pattern)) return broken(tool, 'a host has no path, port or name in it');
      return { kind: 'domain', pattern };
    }
    case 'agent':
    case 'skill':
      return { kind: 'name', tool: specifier, pattern: readPattern(inside.replace(/^\//u, '')) };
    case 'none':
      return broken(tool, `${tool} takes nothing between brackets but parameter:value in a deny or ask rule`);
  }
}

/**
 * `Tool(param:value)`. Of the agents' inputs only what the gate itself looks at is known: the background switch of a
 * shell and the input of an MCP tool. A rule on another parameter cannot be held, so its tool asks.
 */
function parameter(
  tool: string,
  specifier: Specifier,
  inside: string,
  behavior: Behavior,
): Matcher | undefined {
  const parts = /^([A-Za-z_]\w*)\s*:\s*(\S.*)$/u.exec(inside);
  const [name, value] = [parts?.[1], parts?.[2]];
  if (name === undefined || value === undefined) return undefined;
  const visible = tool.startsWith('mcp__') || (specifier === 'command' && name === 'run_in_background');
  const own = specifier === 'agent' || specifier === 'none' || (specifier === 'domain' && name !== 'domain');
  if (!visible && !own) return undefined;
  if (behavior === 'allow') return broken(tool, 'a rule on a parameter can only deny or ask');
  if (!visible) return broken(tool, `the gate does not see the parameter ${name} of ${tool}`);
  return { kind: 'parameter', tool, parameter: name, pattern: readPattern(value) };
}

function command(text: string, shell: ShellName, tool: string | undefined, behavior: Behavior): Matcher {
  const marked = /^\/(.+)\/(i?)$/u.exec(text);
  if (marked?.[1] !== undefined) {
    const regex = readRegex(marked[1], marked[2] ?? '');
    return typeof regex === 'string'
      ? broken(tool ?? 'Bash', regex)
      : { kind: 'command-regex', shell, regex };
  }
  const read = withHome(readPattern(text));
  const pattern = behavior === 'allow' ? read : byName(read);
  const [first] = pattern.tokens;
  if (first === undefined) return broken(tool ?? 'Bash', 'the command is empty');
  if (pattern.tokens.every(isStar))
    return { kind: 'tool', tool: tool ?? 'Bash', family: toolNamed(tool ?? 'Bash')?.family };
  return { kind: 'command', shell, pattern, flagged: readFlagged(pattern) };
}

/** `$HOME/x` at the start of a word is another spelling of `~/x`. */
function withHome(pattern: TextPattern): TextPattern {
  const spelled = /^\$(?:HOME|\{HOME\})(?=\/|$)/u;
  if (!pattern.text.includes('HOME')) return pattern;
  const tokens = pattern.tokens.map(([first = '', ...rest]) => [
    rest.length === 0 || first.includes('/') ? first.replace(spelled, '~') : first,
    ...rest,
  ]);
  return patternOf(tokens, pattern.text);
}

/** Who forbids `/usr/bin/rm *` forbids `rm` by any path; commands are compared by that name too. */
function byName(pattern: TextPattern): TextPattern {
  const [first, ...rest] = pattern.tokens;
  const program = first?.length === 1 ? first[0] : undefined;
  const name = program === undefined ? undefined : programOf(plain(program));
  return name === undefined || name === program ? pattern : patternOf([[name], ...rest], pattern.text);
}

function broken(tool: string | undefined, problem: string): Matcher {
  return { kind: 'broken', tool, problem };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
