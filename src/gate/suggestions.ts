// Rules that a person may save with an answer: offered, and tried before they are saved.
import { check } from '../policy/check.ts';
import type { RuleSource } from '../policy/rules/rule.ts';
import type { TrustInputs } from '../policy/external/inputs.ts';
import { verifies } from '../policy/rules/save.ts';
import { speaking } from '../policy/rules/speaking.ts';
import { suggestRules } from '../policy/rules/suggest.ts';
import type { Pending, PermissionContext, TriedCall, Tried } from './api.ts';
import type { Judge, Judgement } from './judge.ts';
import type { Sessions } from './sessions.ts';

/**
 * Literal rules that together would have allowed the call, tried with the check itself before they are offered; a
 * fault of this convenience costs the convenience alone.
 */
export function suggestionsFor({ call, reading, context }: Judgement): readonly string[] {
  try {
    const texts = suggestRules(reading, context).map((suggestion) => suggestion.text);
    const rules = texts.map((text) => ({ text, behavior: 'allow', scope: 'session' }) as const);
    return verifies(check, rules, call, context) ? texts : [];
  } catch {
    return [];
  }
}

/** True when the rules, added to those in force, decide the pending call as every one of them says. */
export function wouldDecide(
  pending: Pending | undefined,
  rules: readonly RuleSource[],
  judge: Judge,
  sessions: Pick<Sessions, 'get'>,
): boolean {
  if (!pending || rules.length === 0) return false;
  const { tool, input, cwd, agent, session, serverFolder } = pending;
  const { call, context } = judge(tool, input, { agent, cwd, serverFolder }, sessions.get(session));
  return verifies(check, rules, call, context);
}

/** A call that nobody made, with what the rules say of it and those that could be saved. */
export function triedCall(
  judge: Judge,
  tool: string,
  input: unknown,
  context: PermissionContext,
  instead?: Tried,
): TriedCall {
  const judgement = judge(tool, input, context, undefined, instead);
  const { call, decision, reading } = judgement;
  return {
    call,
    decision,
    reading,
    speaking: () => speaking(reading, judgement.context),
    suggestions: () => suggestionsFor(judgement),
    decides: (rules) => rules.length > 0 && verifies(check, rules, call, judgement.context),
  };
}

/** True when the pending call would pass by trust alone, as it stands in `after`. */
export function wouldTrust(
  pending: Pending | undefined,
  after: () => TrustInputs,
  judge: Judge,
  sessions: Pick<Sessions, 'get'>,
): boolean {
  const session = pending === undefined ? undefined : sessions.get(pending.session);
  if (!pending || !session) return false;
  const { tool, input, cwd, agent, serverFolder } = pending;
  const { rules, flow, causes } = session;
  const { decision } = judge(
    tool,
    input,
    { agent, cwd, serverFolder },
    { rules, flow, causes, trust: after() },
  );
  return decision.allowed && decision.layer === 'external';
}
