// How often each rule decided since this gate began. The journal knows it for all time: `portcullis journal rules`.
import type { Decision } from '../policy/decision.ts';
import { byUse, counted, decidingRule, type RuleCount } from '../policy/rules/count.ts';

export interface RuleCounts {
  add(decision: Pick<Decision, 'rule' | 'layer' | 'trace'>): void;
  list(): readonly RuleCount[];
}

export function openRuleCounts(now: () => number): RuleCounts {
  let counts: ReadonlyMap<string, RuleCount> = new Map();
  return {
    add(decision) {
      const rule = decidingRule(decision);
      if (rule !== undefined) counts = counted(counts, rule, now());
    },
    list: () => byUse(counts.values()),
  };
}
