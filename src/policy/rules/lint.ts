// Advice on rules: what never matches, what another rule makes idle, what says more than it seems to, and what frees
// an interpreter. Changes no decision. Serves `doctor`, the log, and editors.
import { isListedName } from './names.ts';
import { includes } from './includes.ts';
import { hasInnerStar, isStar, type TextPattern, patternOf } from './pattern.ts';
import { freedomOf, runningSubcommandsOf } from './programs.ts';
import { readRule, readRules } from './read.ts';
import type { Matcher, Rule, RuleSource } from './rule.ts';
import { mayBeSaved } from './save.ts';
import { toolInAnyCase, toolNamed } from './tools.ts';

export type LintCode =
  | 'invalid' // cannot be read
  | 'unknown-tool' // names a tool that rules do not know
  | 'never' // matches nothing that there is
  | 'shadowed' // another rule says the same, or says it more strongly
  | 'broad' // matches more than it seems to
  | 'frees' // allows whatever a program can be told to run
  | 'uncounted'; // an allow rule of the workspace that nobody approved

/** How much a person should mind. */
export const severities: Readonly<Record<LintCode, 'error' | 'warning' | 'information'>> = {
  invalid: 'error',
  'unknown-tool': 'error',
  never: 'warning',
  shadowed: 'information',
  broad: 'warning',
  frees: 'warning',
  uncounted: 'information',
};

export interface LintFinding {
  readonly code: LintCode;
  /** The rule with its place. */
  readonly rule: RuleSource;
  /** One sentence. */
  readonly text: string;
  /** The other rule that the sentence speaks of. */
  readonly other?: RuleSource;
}

/** `uncounted` are allow rules that wait for the person's approval. Findings come in the order of the rules. */
export function lint(
  rules: readonly RuleSource[],
  uncounted: readonly RuleSource[] = [],
): readonly LintFinding[] {
  const read = rules.map(readRule);
  const problems = new Map(readRules(rules).problems.map(({ rule, message }) => [rule, message]));
  return [
    ...read.flatMap((rule, at) => {
      const broken = problems.get(rule.source);
      if (broken !== undefined) return [finding(isUnknownTool(rule) ? 'unknown-tool' : 'invalid', rule, broken)];
      return [...alone.flatMap((look) => look(rule)), ...shadowed(rule, at, read)];
    }),
    ...uncounted.map((source) => ({
      code: 'uncounted' as const,
      rule: source,
      text: 'This allow rule of the workspace does not count until you approve it.',
    })),
  ];
} // prettier-ignore

/** `portcullis.json, line 7` or what is known of it. */
export function placeOf({ scope, file, line }: RuleSource): string {
  if (file === undefined) return `${scope} settings`;
  return line === undefined ? file : `${file}:${line}`;
}

type Look = (rule: Rule) => readonly LintFinding[];

const alone: readonly Look[] = [misspelled, neverMatches, wide, frees];

function isUnknownTool({ source: { text }, matcher }: Rule): boolean {
  const tool = /^([A-Za-z_][\w*.-]*)\(/u.exec(text.trim())?.[1];
  return matcher.kind === 'broken' && tool !== undefined && toolNamed(tool) === undefined && !tool.startsWith('mcp__');
} // prettier-ignore

/** A bare word that looks like a tool and is read as a command. */
function misspelled(rule: Rule): readonly LintFinding[] {
  const { matcher } = rule;
  if (matcher.kind !== 'command' || matcher.pattern.tokens.length !== 1) return [];
  const word = matcher.pattern.text;
  if (!/^[A-Z]\w*$/u.test(word)) return [];
  const meant = toolInAnyCase(word)?.name;
  if (meant !== undefined) return [finding('unknown-tool', rule, `It is read as a shell command, for the tool is spelled ${meant}.`)];
  if (!/[a-z][A-Z]/u.test(word)) return [];
  return [finding('unknown-tool', rule, `It is read as a shell command, for ${word} is not a tool that rules know.`)];
} // prettier-ignore

function neverMatches(rule: Rule): readonly LintFinding[] {
  const why = impossible(rule.matcher);
  return why === undefined ? [] : [finding('never', rule, `It matches nothing: ${why}.`)];
}

function impossible(matcher: Matcher): string | undefined {
  switch (matcher.kind) {
    case 'command': {
      const operator = matcher.pattern.tokens.flatMap((token) => (token.length === 1 ? token : [])).find((word) => operators.test(word));
      if (operator !== undefined) return `a rule is compared with each command of a line by itself, so ${operator} is in none of them`;
      const [first = []] = matcher.pattern.tokens;
      return first.length === 1 && first[0] === '' ? 'a command has a name' : undefined;
    }
    case 'domain':
      return /^[\w.*:[\]-]+$/u.test(matcher.pattern) ? undefined : 'no host has such a name';
    case 'parameter':
      return matcher.parameter === 'run_in_background' && !['true', 'false'].some((value) => includesValue(matcher.pattern, value))
        ? 'run_in_background is true or false'
        : undefined;
    case 'listed':
      return isListedName(matcher.tools) ? undefined : 'the lists hold names of tools and their beginnings; write patterns as deny rules';
    case 'tool':
      return /^mcp__(?:__|$)/u.test(matcher.tool) ? 'it does not name the server' : undefined;
    case 'command-regex':
    case 'path':
    case 'name':
    case 'broken':
      return undefined;
  }
} // prettier-ignore

/** Words that end a command or redirect it; the shell takes them away before any program sees them. */
const operators = /^(?:&&|\|\|?|\|&|;|&|\d*>{1,2}&?|\d*<{1,3}|&>{1,2})$|;$/u;

function includesValue(pattern: TextPattern, value: string): boolean {
  return includes(
    { kind: 'parameter', tool: '', parameter: '', pattern },
    { kind: 'parameter', tool: '', parameter: '', pattern: patternOf([[value]], value) },
  );
} // prettier-ignore

/** Allow rules that say more than a hurried reader sees. */
function wide(rule: Rule): readonly LintFinding[] {
  if (rule.source.behavior !== 'allow') return [];
  const why = broader(rule.matcher);
  return why === undefined ? [] : [finding('broad', rule, why)];
}

function broader(matcher: Matcher): string | undefined {
  switch (matcher.kind) {
    case 'tool':
      return wideTools.get(matcher.family ?? '');
    case 'command': {
      const { tokens, open } = matcher.pattern;
      const [first = [], ...rest] = tokens;
      const name = first.join('*');
      if (first.length > 1) return `It allows every program whose name fits ${name}${rest.length === 0 ? ', with any words behind it' : ''}: ${example(first)}, for one.`;
      const last = rest.at(-1);
      if (last !== undefined && !open && last.length > 1 && last.at(-1) === '' && last[0] !== '')
        return `The star is glued to its word: ${tokens.slice(0, -1).map((token) => token.join('*')).join(' ')} ${example(last)} is allowed too, with any words behind it. Put a blank before the star if you mean whole words.`;
      return hasInnerStar(matcher.pattern) ? 'A star in the middle stands for any number of words, further options among them.' : undefined;
    }
    case 'path':
      return matcher.access === 'edit' ? mayBeSaved(`Edit(${matcher.pattern.text})`) : undefined;
    case 'domain':
      return matcher.pattern === '*' ? wideTools.get('fetch') : undefined;
    case 'command-regex':
    case 'listed':
    case 'name':
    case 'parameter':
    case 'broken':
      return undefined;
  }
} // prettier-ignore

/** What a rule on a whole tool allows, by the tool's family. */
const wideTools: ReadonlyMap<string, string> = new Map([
  ['posix', 'It allows every shell command that no deny or ask rule and no rule of the floor stops.'],
  ['powershell', 'It allows every PowerShell command that no deny or ask rule stops.'],
  ['edit', 'It allows changes to every file, outside the workspace as well.'],
  ['read', 'It allows every file to be read, credentials as well.'],
  ['fetch', 'It allows every address, and an address can carry data away.'],
]);

function example(token: readonly string[]): string {
  return `${token[0] ?? ''}-x`;
}

/** Allow rules that hand over to a program which runs whatever it is told. */
function frees(rule: Rule): readonly LintFinding[] {
  const { source, matcher } = rule;
  if (source.behavior !== 'allow' || matcher.kind !== 'command') return [];
  const [first = [], second] = matcher.pattern.tokens;
  const program = first.length === 1 ? (first[0] ?? '') : undefined;
  if (program === undefined) return [];
  const why = mayBeSaved(source.text);
  if (why !== undefined) return [finding('frees', rule, why)];
  if (second === undefined || !isStar(second) || freedomOf(program) !== undefined) return [];
  const subs = runningSubcommandsOf(program);
  if (subs.length === 0) return [];
  const named = subs.slice(0, 3).join(', ');
  return [finding('frees', rule, `It also allows ${named}${subs.length > 3 ? ' and others' : ''}, which run what they are given.`)];
} // prettier-ignore

/** A rule that changes nothing, for a stronger, a wider or an equal one says it already. */
function shadowed(rule: Rule, at: number, all: readonly Rule[]): readonly LintFinding[] {
  const { text } = rule.source;
  for (const [index, other] of all.entries()) {
    // In a very long list only equal texts are compared, for each rule would be held against each other one.
    if (all.length > mostCompared && other.source.text !== text) continue;
    if (index === at || !includes(other.matcher, rule.matcher)) continue;
    const [own, theirs] = [rank[rule.source.behavior], rank[other.source.behavior]];
    // Of two equal ones the later is idle. Rules of the user can do more than those of a workspace.
    const equal = includes(rule.matcher, other.matcher);
    const stronger = theirs > own;
    const wider =
      theirs === own && isAsStrong(other, rule) && !(equal && isAsStrong(rule, other) && index > at);
    if (!stronger && !wider) continue;
    const how = stronger ? `wins over it` : equal ? 'says the same' : 'says it already';
    const said = `It changes nothing: the ${other.source.behavior} rule “${other.source.text}” (${placeOf(other.source)}) ${how}.`;
    return [{ ...finding('shadowed', rule, said), other: other.source }];
  }
  return [];
}

const mostCompared = 500;

const rank = { allow: 0, ask: 1, deny: 2 } as const;

/** Among allow rules the scope counts: only the user's own settle a threat, and a path may start elsewhere. */
function isAsStrong({ source: other }: Rule, { source, matcher }: Rule): boolean {
  const relative = matcher.kind === 'path' && matcher.pattern.anchor !== 'root' && matcher.pattern.anchor !== 'home';
  const sameScope = other.scope === source.scope && other.base === source.base && other.form === source.form;
  return sameScope || (source.behavior !== 'allow' && !relative) || (other.scope === 'user' && other.form === undefined && !relative);
} // prettier-ignore

function finding(code: LintCode, { source }: Rule, text: string): LintFinding {
  return { code, rule: source, text };
}
