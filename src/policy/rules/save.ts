// What stands between a suggestion, edited or not, and its place in the settings: it must not free more than a person
// can foresee, and it must decide the very call for which it is saved.
import type { ToolCall } from '../call.ts';
import type { CheckContext } from '../context.ts';
import type { Decision } from '../decision.ts';
import { freedomOf } from './programs.ts';
import { readRule, readRules } from './read.ts';
import type { Matcher, RuleSource } from './rule.ts';
import { isStar } from './pattern.ts';

/** Why an allow rule of this text must not be saved by a click, in one sentence; undefined if it may. */
export function mayBeSaved(text: string): string | undefined {
  return frees(readRule({ text, behavior: 'allow', scope: 'user' }).matcher);
}

/** The same of a rule that was read before. */
export function frees(matcher: Matcher): string | undefined {
  switch (matcher.kind) {
    case 'broken':
      return `The rule cannot be read: ${matcher.problem}.`;
    case 'tool':
      return matcher.family === 'posix' || matcher.family === 'powershell' || matcher.family === 'edit'
        ? `${matcher.tool} without brackets would allow every ${matcher.family === 'edit' ? 'change of every file' : 'command'}.`
        : undefined;
    case 'command':
      return tooFree(matcher.pattern.tokens);
    case 'command-regex':
      return 'What a regular expression allows cannot be foreseen: write it into the settings by hand.';
    case 'path':
      return tooWide(matcher);
    case 'domain':
    case 'name':
    case 'parameter':
    case 'listed':
      return undefined;
  }
}

/**
 * Would the rules have decided this very call? Asks the check itself, with the rules added to those of the context.
 * `check` is an argument because the check is built on the rules.
 */
export function verifies(
  check: (call: ToolCall, context: CheckContext) => Decision,
  rules: readonly RuleSource[],
  call: ToolCall,
  context: CheckContext,
): boolean {
  const [first] = rules;
  if (first === undefined) return false;
  const added = readRules(rules);
  const { deny, ask, allow, problems } = context.rules;
  if (added.problems.length > 0) return false;
  const decision = check(call, {
    ...context,
    rules: {
      deny: [...deny, ...added.deny],
      ask: [...ask, ...added.ask],
      allow: [...allow, ...added.allow],
      problems,
    },
  });
  return decision.behavior === first.behavior && decision.layer === `${first.behavior}-rule`;
}

type Tokens = readonly (readonly string[])[];

/** A star must not stand where a program, or the code for an interpreter, would. */
function tooFree(tokens: Tokens): string | undefined {
  const [first, ...rest] = tokens;
  if (first === undefined) return 'The rule names no program.';
  if (/^\w+=/u.test(first[0] ?? '')) return tooFree(rest);
  if (first.length > 1) return 'The rule must name the program: a star in its name would allow others too.';
  const program = first[0] ?? '';
  const operandAt = rest.findIndex((token) => isPlainOperand(token));
  const operand = rest[operandAt]?.[0];
  const freedom = freedomOf(program, operand);
  switch (freedom) {
    case undefined:
      return undefined;
    case 'downloader':
      return rest.length > 0 && rest.every((token) => token.length === 1)
        ? undefined
        : `This would allow ${program} to fetch from and send to any address.`;
    case 'wrapper':
    case 'evaluator':
      return wrapped(program, freedom, rest, operandAt);
    case 'shell':
    case 'interpreter':
    case 'package runner':
    case 'remote shell': {
      const subcommand = freedomOf(program) === undefined;
      const target = subcommand ? rest.slice(operandAt + 1) : rest;
      const runsText = target.some((token) => /^-{1,2}(?:\w*[ceEpr]|eval|print|command|EncodedCommand|call)$/iu.test(token[0] ?? ''));
      const exact = target.every((token) => token.length === 1);
      if (exact && target.length > 0) return undefined;
      const named = target.findIndex((token) => isPlainOperand(token));
      const star = target.findIndex((token) => token.length > 1);
      if (!runsText && named >= 0 && named < star && freedom !== 'remote shell') return undefined;
      return subcommand
        ? `This would allow whatever ${program} ${operand ?? ''} can be told to run.`
        : `This would allow whatever the ${freedom} ${program} can be told to run.`;
    }
  }
} // prettier-ignore

/** What a wrapper runs is what counts. */
function wrapped(program: string, freedom: string, rest: Tokens, operandAt: number): string | undefined {
  const inner = rest.slice(operandAt);
  const stars = rest.slice(0, operandAt < 0 ? rest.length : operandAt).some((token) => token.length > 1);
  if (operandAt < 0 || stars)
    return `This would allow whatever ${program}, a ${freedom}, can be told to run.`;
  if (rest.every((token) => token.length === 1)) return tooFree(inner);
  return inner.some((token) => freedomOf(token[0] ?? '') !== undefined)
    ? `This would allow whatever ${program} can be told to run.`
    : inner.length > 1 && !isStar(inner[1] ?? [''])
      ? tooFree(inner)
      : `This would allow whatever ${program}, a ${freedom}, can be told to run.`;
}

function isPlainOperand(token: readonly string[]): boolean {
  return token.length === 1 && !/^[-+]/u.test(token[0] ?? '');
}

function tooWide({ access, pattern }: Matcher & { kind: 'path' }): string | undefined {
  if (access === 'read') return undefined;
  const stem = pattern.text.replace(/[*?[{][^]*$/u, '').replace(/(?<!\/)\/+$/u, '');
  return stem === '' || stem === '~' || stem === '.' ? (pattern.anchor === 'here' ? undefined : 'This would allow changes to every file there is.') : undefined;
} // prettier-ignore
