// The three lines of authority that belong to the rules. A deny or ask rule needs one sighting; allow rules must cover
// all of a call, and those of the workspace do not overrule an obvious threat.
import type { CallReading } from '../classifier/read.ts';
import { neverBelowAsk, threatVerdict } from '../classifier/verdict.ts';
import type { CheckContext } from '../context.ts';
import type { RuleRef, RuleScope, Verdict } from '../decision.ts';
import { coverage, type Coverage } from './cover.ts';
import type { Rule } from './rule.ts';
import { countedAllows, whySetAside } from './setAside.ts';
import { concerns, sighting, sightOf, type Sight } from './sight.ts';

export function denyRuleVerdict(reading: CallReading, context: CheckContext): Verdict {
  const line = 'deny-rule';
  const found = firstSighting(context.rules.deny, seen(reading, context));
  if (found === undefined) return { line, behavior: 'none', reason: 'No deny rule speaks of this call.' };
  return {
    line,
    behavior: 'deny',
    reason: `${named(found.rule)} forbids ${quote(found.what)}.`,
    rule: refOf(found.rule),
  };
}

/** Rules that cannot be read make their tool ask, be they deny or ask rules. */
export function askRuleVerdict(reading: CallReading, context: CheckContext): Verdict {
  const line = 'ask-rule';
  const sight = seen(reading, context);
  const { deny, ask } = context.rules;
  const found = firstSighting(ask, sight);
  if (found !== undefined) {
    return { line, behavior: 'ask', reason: `${named(found.rule)} wants a person to see ${quote(found.what)}.`, rule: refOf(found.rule) };
  }
  const broken = [...deny, ...ask].find((rule) => concerns(rule, sight));
  if (broken !== undefined) {
    return { line, behavior: 'ask', reason: `${named(broken)} cannot be read, so a person must decide.`, rule: refOf(broken) };
  }
  return { line, behavior: 'none', reason: 'No ask rule speaks of this call.' };
} // prettier-ignore

export function allowRuleVerdict(reading: CallReading, context: CheckContext): Verdict {
  const line = 'allow-rule';
  const { allow } = context.rules;
  const none = (reason: string): Verdict => ({ line, behavior: 'none', reason });
  if (allow.length === 0) return none('There are no allow rules.');
  const { own, any } = allowCoverage(reading, context);
  if (!any.covered) return none(setAsideText(reading, context) ?? any.gap);
  const guarded = neverBelowAsk(reading);
  if (guarded !== undefined) return none(guarded);
  if (!own.covered && threatVerdict(reading, context).behavior === 'deny') {
    return none('Only rules in your own user settings can allow an obvious threat.');
  }
  const [first] = any.rules;
  const texts = any.rules.map((rule) => quote(rule.source.text)).join(' and ');
  const reason =
    any.rules.length === 1 && first !== undefined
      ? `${named(first)} allows this.`
      : `The allow rules ${texts} together cover every part of this.`;
  return { line, behavior: 'allow', reason, ...(first === undefined ? {} : { rule: refOf(first) }) };
}

/** What the person's own allow rules cover of the call, and what all of them do. */
export function allowCoverage(
  reading: CallReading,
  context: CheckContext,
): { readonly own: Coverage; readonly any: Coverage } {
  const allow = countedAllows(context);
  const ours = allow.filter(isOwn);
  const own = coverage(reading, context, ours);
  const any = own.covered || ours.length === allow.length ? own : coverage(reading, context, allow);
  return { own, any };
}

/** Why a rule that would cover the call does not; undefined where none would. */
function setAsideText(reading: CallReading, context: CheckContext): string | undefined {
  const { allow } = context.rules;
  if (countedAllows(context).length === allow.length) return undefined;
  const all = coverage(reading, context, allow);
  if (!all.covered) return undefined;
  const found = all.rules.find((rule) => whySetAside(rule) !== undefined);
  return found && `${named(found)} is set aside in mode auto: it frees ${whySetAside(found)}.`;
}

/** The rule as decisions and the journal name it. */
export function refOf({ source: { text, behavior, scope, file, line } }: Rule): RuleRef {
  const place = { ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }) };
  return { text, behavior, scope, ...place };
}

/** Deny and ask rules look at the same call, one after the other. */
let last:
  { readonly reading: CallReading; readonly context: CheckContext; readonly sight: Sight } | undefined;

function seen(reading: CallReading, context: CheckContext): Sight {
  if (last?.reading !== reading || last.context !== context)
    last = { reading, context, sight: sightOf(reading, context) };
  return last.sight;
}

function firstSighting(rules: readonly Rule[], sight: Sight): { rule: Rule; what: string } | undefined {
  for (const rule of rules) {
    const what = sighting(rule, sight);
    if (what !== undefined) return { rule, what };
  }
  return undefined;
}

/** Rules that the person wrote for the gate; those in an agent's files were meant for that agent's own dialogs. */
function isOwn({ source: { scope, form } }: Rule): boolean {
  return scope !== 'workspace' && scope !== 'folder' && form !== 'claude';
}

const places: Readonly<Record<RuleScope, string>> = {
  user: 'in user settings',
  workspace: 'in workspace settings',
  folder: 'in folder settings',
  session: 'of this session',
  builtin: 'that comes with the gate',
};

function named({ source: { text, behavior, scope, form, file } }: Rule): string {
  const place = form === 'claude' && file !== undefined ? `in ${file}` : places[scope];
  return form === 'tool-name' || form === 'tool-prefix'
    ? `The entry ${quote(text)} of the list of denied tools ${place}`
    : `The ${behavior} rule ${quote(text)} ${place}`;
}

function quote(text: string): string {
  return `“${text.length > 80 ? `${text.slice(0, 77)}…` : text}”`;
}
