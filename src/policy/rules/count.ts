// How often each rule decided: counted from decisions while a gate runs, and from the journal at any time after.
import type { Behavior, Decision, Layer, RuleRef } from '../decision.ts';

export interface RuleCount {
  readonly rule: RuleRef;
  /** Calls that the rule settled, or brought before a person. */
  readonly decided: number;
  /** Milliseconds since the epoch. */
  readonly last: number;
}

/**
 * The rule that decided. The gate may have made another decision of it since: a question that nobody could answer is
 * a denial for want of a person, and still the doing of the ask rule that spoke first.
 */
export function decidingRule({ rule, layer, trace }: Pick<Decision, 'rule' | 'layer' | 'trace'>): RuleRef | undefined {
  if (rule !== undefined || !answered.has(layer)) return rule;
  return trace.find(({ behavior }) => behavior !== 'none')?.rule;
} // prettier-ignore

/** What the gate makes of a question: answered, not to be asked, or withdrawn. */
const answered: ReadonlySet<Layer> = new Set<Layer>(['person', 'dontAsk', 'grounding', 'failure']);

/** Equal for the same text in the same list of the same file, wherever in it. */
export function ruleKey({ text, behavior, scope, file }: RuleRef): string {
  return JSON.stringify([behavior, scope, file ?? '', text]);
}

/** Adds one decision. The rule is remembered as it stood the last time. */
export function counted(
  counts: ReadonlyMap<string, RuleCount>,
  rule: RuleRef,
  time: number,
): ReadonlyMap<string, RuleCount> {
  const key = ruleKey(rule);
  const before = counts.get(key);
  const last = Math.max(time, before?.last ?? 0);
  return new Map(counts).set(key, { rule, decided: (before?.decided ?? 0) + 1, last });
}

/** The busiest first; of equal ones the order of their texts. */
export function byUse(counts: Iterable<RuleCount>): readonly RuleCount[] {
  return [...counts].sort(
    (one, other) => other.decided - one.decided || (ruleKey(one.rule) < ruleKey(other.rule) ? -1 : 1),
  );
}

const behaviors: readonly Behavior[] = ['allow', 'ask', 'deny'];
const scopes: readonly RuleRef['scope'][] = ['user', 'workspace', 'folder', 'session', 'builtin'];

/** A rule as it stands in a journal entry. */
export function decodeRuleRef(value: unknown): RuleRef | undefined {
  if (typeof value !== 'object' || value === null || !('text' in value) || typeof value.text !== 'string') return undefined;
  const behavior = behaviors.find((one) => 'behavior' in value && value.behavior === one);
  const scope = scopes.find((one) => 'scope' in value && value.scope === one);
  if (behavior === undefined || scope === undefined) return undefined;
  const file = 'file' in value && typeof value.file === 'string' ? { file: value.file } : {};
  const line = 'line' in value && typeof value.line === 'number' ? { line: value.line } : {};
  return { text: value.text, behavior, scope, ...file, ...line };
} // prettier-ignore
