// Advice on rules: what never matches, what another rule makes idle, what says more than it seems to, and what frees
// an interpreter, one rule at a time; `book.ts` says it of a whole list. Changes no decision. Serves `doctor`, the log, and editors.
import type { Decision } from '../decision.ts';
import type { LintCode, LintFinding } from './findings.ts';
import { isListedName } from './names.ts';
import { includes } from './includes.ts';
import { mends, nearestTool } from './mend.ts';
import { exactly, misread } from './misread.ts';
import { hasInnerStar, isExact, isStar, type TextPattern, patternOf } from './pattern.ts';
import { freedomOf, runningSubcommandsOf } from './programs.ts';
import { problemOf } from './read.ts';
import type { Matcher, Rule } from './rule.ts';
import { frees as freed } from './save.ts';
import { shadowText, type Shadow } from './shadow.ts';
import { toolInAnyCase, toolNamed } from './tools.ts';

/** What can be said of a rule without looking at others. */
export function adviceOn(rule: Rule): readonly LintFinding[] {
  const broken = problemOf(rule);
  if (broken !== undefined) return [finding(isUnknownTool(rule) ? 'unknown-tool' : 'invalid', rule, broken)];
  const wrong = misread(rule);
  if (wrong !== undefined) return [finding('misread', rule, wrong.text, wrong.instead)];
  return alone.flatMap((look) => look(rule));
}

type Look = (rule: Rule) => readonly LintFinding[];

const alone: readonly Look[] = [misspelled, neverMatches, narrow, wide, frees];

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
  const near = nearestTool(word);
  if (near === undefined && !/[a-z][A-Z]/u.test(word)) return [];
  return [finding('unknown-tool', rule, `It is read as a shell command, for ${word} is not a tool that rules know${near === undefined ? '' : `; ${near} is`}.`)];
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

/** Deny and ask rules that say less than a hurried reader sees. */
function narrow(rule: Rule): readonly LintFinding[] {
  const less = impossible(rule.matcher) === undefined ? exactly(rule) : undefined;
  return less === undefined ? [] : [finding('narrow', rule, less.text, less.instead)];
}

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
      return matcher.access === 'edit' ? freed(matcher) : undefined;
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
  [
    'posix',
    'It allows every shell command that no deny or ask rule and no rule of the built-in guard stops.',
  ],
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
  const why = freed(matcher);
  if (why !== undefined) return [finding('frees', rule, why)];
  if (second === undefined || !isStar(second) || freedomOf(program) !== undefined) return [];
  const subs = runningSubcommandsOf(program);
  if (subs.length === 0) return [];
  const named = subs.slice(0, 3).join(', ');
  return [finding('frees', rule, `It also allows ${named}${subs.length > 3 ? ' and others' : ''}, which run what they are given.`)];
} // prettier-ignore

/** Of a rule that changes nothing because of another one. */
export function shadowFinding(rule: Rule, other: Rule, how: Shadow): LintFinding {
  const code = how === 'equal' ? 'duplicate' : 'shadowed';
  return { ...finding(code, rule, shadowText(other, how)), other: other.source };
}

/**
 * Of an allow rule for one exact line: it may run anyway, or nothing may let it. `judge` decides on a line with these
 * allow rules and no others.
 */
export function judgedFinding(
  rule: Rule,
  judge: (line: string, allow: readonly Rule[]) => Pick<Decision, 'layer' | 'behavior'>,
): LintFinding | undefined {
  const line = exactLine(rule);
  if (line === undefined) return undefined;
  const alone = judge(line, []);
  if (alone.layer === 'safe' && alone.behavior === 'allow')
    return finding('idle', rule, 'It changes nothing: this runs without any rule, for it is known to be harmless.');
  return judge(line, [rule]).layer === 'floor'
    ? finding('never', rule, 'It allows nothing: the built-in guard denies this, whatever rules say.')
    : undefined;
} // prettier-ignore

/** The line that an allow rule spells out whole; undefined for all other rules. */
export function exactLine({ source, matcher }: Rule): string | undefined {
  const exact =
    source.behavior === 'allow' &&
    matcher.kind === 'command' &&
    matcher.shell !== 'powershell' &&
    isExact(matcher.pattern);
  return exact ? matcher.pattern.text : undefined;
}

function finding(code: LintCode, rule: Rule, text: string, instead = mends(rule, code)): LintFinding {
  return { code, rule: rule.source, text, ...(instead.length === 0 ? {} : { instead }) };
}
