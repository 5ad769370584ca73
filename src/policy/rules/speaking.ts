// Which rules speak of a call, of how much of it, and what becomes of each: it decides, or something else has settled
// the call. Who wants to know why a rule did nothing finds it here; the decision itself is made by `check` alone.
import { deciding, verdicts } from '../check.ts';
import type { CallReading } from '../classifier/read.ts';
import type { CheckContext } from '../context.ts';
import type { Verdict } from '../decision.ts';
import { mayForbid, spokenOf } from './cover.ts';
import { placeOf, type Rule, type RuleSet } from './rule.ts';
import { concerns, sightedIn, sighting, sightOf, type Sight } from './sight.ts';
import { allowCoverage, refOf } from './verdict.ts';

export interface Speaking {
  readonly rule: Rule;
  /** `perhaps`: of a word whose value is not known. */
  readonly of: 'whole' | 'part' | 'perhaps';
  /** Positions of the segments of which it speaks; empty where the call has none, or that cannot be told. */
  readonly segments: readonly number[];
  /**
   * `decides`: alone, or with the other ones that do. `short`: it would count, but does not cover enough. `shadowed`:
   * the decision would be the same without it. `holds`: it would not, though the decision names another reason.
   */
  readonly role: 'decides' | 'short' | 'shadowed' | 'holds';
  /** One sentence. */
  readonly text: string;
}

/** More rules than this are not looked at one by one. */
const most = 60;

/** Every rule that speaks of the call: deny, ask and allow rules, each in the order in which `check` looks at them. */
export function speaking(reading: CallReading, context: CheckContext): readonly Speaking[] {
  const found = spoken(reading, context);
  // What does not speak of a call has no part in its decision, so the rest need not be asked again and again.
  const rules = found.map(({ rule }) => rule);
  const here = { ...context, rules: onlyThose(context.rules, rules) };
  const trace = verdicts(reading, here);
  const verdict = deciding(trace);
  if (verdict === undefined) return [];
  const makers = deciders(verdict, rules, reading, here);
  const isCovered = allowCoverage(reading, here).any.covered;
  return found.slice(0, most).flatMap((one): Speaking[] => {
    const { rule } = one;
    if (makers.includes(rule)) return [{ ...one, role: 'decides', text: decides(verdict, makers) }];
    const others = rules.filter((other) => other !== rule);
    const without = deciding(verdicts(reading, { ...here, rules: onlyThose(here.rules, others) }));
    if (without !== undefined && !isSame(without, verdict))
      return [{ ...one, role: 'holds', text: one.of === 'perhaps' ? withholds : `Without it, ${without.behavior === 'none' ? 'nothing' : outcome[without.behavior]} ${because(without)}.` }];
    if (one.of === 'perhaps') return [];
    const isShort = rule.source.behavior === 'allow' && !isCovered && (later.has(verdict.line) || (verdict.line === 'safe' && verdict.behavior === 'ask'));
    const gap = trace.find(({ line }) => line === 'allow-rule')?.reason ?? '';
    return [{ ...one, ...(isShort ? { role: 'short', text: gap } : { role: 'shadowed', text: whyShadowed(rule, verdict, gap) }) }];
  });
} // prettier-ignore

type Found = Pick<Speaking, 'rule' | 'of' | 'segments'>;

function spoken(reading: CallReading, context: CheckContext): readonly Found[] {
  const { deny, ask, allow } = context.rules;
  const sight = sightOf(reading, context);
  const segments = reading.shell?.segments ?? [];
  const sighted = (rule: Rule): Found[] => {
    if (concerns(rule, sight)) return [{ rule, of: 'whole', segments: [] }];
    if (sighting(rule, sight) !== undefined) return [{ rule, ...extent(rule, sight) }];
    return mayForbid(rule, segments) ? [{ rule, of: 'perhaps', segments: [] }] : [];
  };
  const covering = (rule: Rule): Found[] => {
    const of = spokenOf(rule, reading, context);
    if (of === undefined) return [];
    return [of === 'whole' ? { rule, of, segments: reading.analysis.segments.map((_, at) => at) } : { rule, of: 'part', segments: of }];
  };
  return [...deny.flatMap(sighted), ...ask.flatMap(sighted), ...allow.flatMap(covering)];
} // prettier-ignore

function extent(rule: Rule, sight: Sight): Pick<Found, 'of' | 'segments'> {
  const segments = sightedIn(rule, sight);
  const own = sight.reading.analysis.segments.flatMap(({ via }, at) => (via === undefined ? [at] : []));
  const isWhole = segments.length === 0 ? own.length < 2 : own.every((at) => segments.includes(at));
  return { of: isWhole ? 'whole' : 'part', segments };
}

function onlyThose({ deny, ask, allow, problems }: RuleSet, rules: readonly Rule[]): RuleSet {
  const wanted = new Set(rules);
  const kept = (list: readonly Rule[]): readonly Rule[] => list.filter((rule) => wanted.has(rule));
  return { deny: kept(deny), ask: kept(ask), allow: kept(allow), problems };
}

/** The rules that the verdict comes from; of two that are written alike in one place, the first. */
function deciders(verdict: Verdict, rules: readonly Rule[], reading: CallReading, context: CheckContext): readonly Rule[] {
  if (verdict.rule === undefined) return [];
  if (verdict.line === 'allow-rule') {
    const { any } = allowCoverage(reading, context);
    return any.covered ? any.rules : [];
  }
  const wanted = JSON.stringify(verdict.rule);
  return rules.filter((rule) => JSON.stringify(refOf(rule)) === wanted).slice(0, 1);
} // prettier-ignore

function isSame(one: Verdict, other: Verdict): boolean {
  return (
    one.behavior === other.behavior &&
    one.line === other.line &&
    JSON.stringify(one.rule) === JSON.stringify(other.rule)
  );
}

function decides({ behavior }: Verdict, makers: readonly Rule[]): string {
  const verb = behavior === 'allow' ? 'allows' : behavior === 'deny' ? 'denies' : 'asks about';
  return makers.length > 1 ? `It allows this together with ${makers.length - 1} more.` : `It ${verb} this.`;
}

const outcome = { allow: 'this would run', ask: 'you would be asked', deny: 'this would be denied' } as const;

const withholds =
  'What is not known of this line may be what this rule speaks of, so it does not run unasked.';

/** Lines that have their say after the allow rules. */
const later: ReadonlySet<Verdict['line']> = new Set(['threat', 'flow', 'external', 'mode']);

/** An ask of the line that looks for proof is the objection of the model. */
function because({ line, behavior }: Verdict): string {
  return line === 'safe' && behavior === 'ask' ? 'because the model doubts that it only reads' : byLine[line];
}

const byLine: Readonly<Record<Verdict['line'], string>> = {
  stop: 'because of the emergency stop',
  floor: 'by the built-in guard',
  lock: 'because the session is not trusted',
  'deny-rule': 'by a deny rule',
  'ask-rule': 'by an ask rule',
  'allow-rule': 'by an allow rule',
  threat: 'as an obvious threat',
  flow: 'because of what the session did before',
  external: 'by trust in the service',
  safe: 'because it only reads',
  mode: 'by the permission mode',
};

function whyShadowed({ source: { behavior } }: Rule, verdict: Verdict, gap: string): string {
  const { line, rule } = verdict;
  switch (line) {
    case 'stop':
      return 'The emergency stop denies every call, whatever rules say.';
    case 'floor':
      return 'The built-in guard decides before any rule.';
    case 'lock':
      return 'The session is not trusted, and no rule lifts that.';
    case 'deny-rule':
    case 'ask-rule':
    case 'allow-rule': {
      if (rule === undefined) return 'The service is blocked, and no rule lifts that.';
      const ends = rule.behavior !== behavior ? 'wins over it' : behavior === 'allow' ? 'covers this already' : 'is found first and says the same';
      return `The ${rule.behavior} rule “${rule.text}” (${placeOf(rule)}) ${ends}.`;
    }
    case 'safe':
      if (verdict.behavior === 'ask') return gap;
      return 'This runs without any rule, for it only reads.';
    case 'threat':
    case 'flow':
    case 'external':
    case 'mode':
      if (behavior === 'allow') return gap;
      return `This is denied ${byLine[line]}, and an ${behavior} rule does not weaken that.`;
  }
} // prettier-ignore
