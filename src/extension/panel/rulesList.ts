// All rules as a list: where each stands, how often it decided, and what there is to say about it. What there is to say
// is looked for in small pieces, and only once somebody wants to see it, so that thousands of rules keep no call waiting.
import { setImmediate as breathe } from 'node:timers/promises';
import { openRuleBook } from '../../policy/rules/book.ts';
import type { PermissionMode } from '../../policy/decision.ts';
import { ruleKey } from '../../policy/rules/count.ts';
import { describe } from '../../policy/rules/describe.ts';
import { severities, uncountedFinding, withMending, type LintFinding } from '../../policy/rules/findings.ts';
import { placeOf, type Rule, type RuleSource } from '../../policy/rules/rule.ts';
import { readRule } from '../../policy/rules/read.ts';
import { setAsideIn, whySetAside } from '../../policy/rules/setAside.ts';
import { refOf } from '../../policy/rules/verdict.ts';
import type { RuleRow } from '../../protocol/panel.ts';
import { shortened, shown } from '../visible.ts';

export interface RuleUse {
  readonly decided: number;
  /** Milliseconds since 1970. */
  readonly last: number;
}

export interface RulesNow {
  readonly chosenMode: PermissionMode;
  readonly rules: readonly RuleSource[];
  /** Allow rules that wait for the person's approval. */
  readonly uncounted: readonly RuleSource[];
  /** By `ruleKey`. */
  readonly uses: ReadonlyMap<string, RuleUse>;
}

/** Milliseconds of work in one piece. */
const piece = 5;

export function openRulesList() {
  const book = openRuleBook();
  let turn = 0;
  return {
    /** Shows the list at once, and once more when all is found, unless it was asked for again meanwhile. */
    async list({ chosenMode, rules, uncounted, uses }: RulesNow, show: (rows: readonly RuleRow[], pending: boolean) => void): Promise<void> {
      const own = (turn += 1);
      book.set(rules, []);
      const rows = (): readonly RuleRow[] => {
        const found = book.findings();
        const waiting = uncounted.map((source) => rowOf(readRule(source), [uncountedFinding(source, 'unapproved')], uses, false));
        const aside = new Set(setAsideIn(chosenMode, book.rules()));
        const own = book.rules().map((rule, at) => rowOf(rule, [...(aside.has(rule) ? [asideFinding(rule)] : []), ...(found[at] ?? [])], uses, !aside.has(rule)));
        return [...own, ...waiting].sort(inOrder);
      };
      let busy = workFor(piece);
      show(rows(), busy);
      while (busy) {
        await breathe();
        if (own !== turn) return;
        busy = workFor(piece);
        if (!busy) show(rows(), false);
      }
    },
  };

  function workFor(milliseconds: number): boolean {
    const until = performance.now() + milliseconds;
    while (performance.now() < until) if (!book.work()) return false;
    return true;
  }
} // prettier-ignore

function asideFinding(rule: Rule): LintFinding {
  const text = `In mode auto this allow rule does not count, for it frees ${whySetAside(rule) ?? 'too much'}.`;
  return { code: 'uncounted', rule: rule.source, text };
}

const lists = ['deny', 'ask', 'allow'] as const;

function inOrder(one: RuleRow, other: RuleRow): number {
  return lists.indexOf(one.behavior) - lists.indexOf(other.behavior);
}

/** In which settings a rule stands, and where: a narrow page has no room for whole paths. */
export function homeName({ form, scope, file, line }: RuleSource): string {
  const name = form === 'claude' ? `Settings of an agent${file === undefined ? '' : ` (${shown(shortened(file, 60))})`}` : homes[scope]; // prettier-ignore
  return line === undefined ? name : `${name}, line ${line}`;
}

const homes: Readonly<Record<RuleSource['scope'], string>> = {
  user: 'User settings',
  workspace: 'Workspace settings',
  folder: 'Folder settings',
  session: 'Another extension',
  builtin: 'Comes with the gate',
};

const tones = { error: 'danger', warning: 'warning', information: 'dim' } as const;

function rowOf(rule: Rule, findings: readonly LintFinding[], uses: RulesNow['uses'], inForce: boolean): RuleRow {
  const { source } = rule;
  const ref = refOf(rule);
  const use = uses.get(ruleKey(ref));
  return {
    ref,
    text: shortened(shown(source.text), 400),
    behavior: source.behavior,
    home: homeName(source),
    place: shown(placeOf(source)),
    says: shortened(shown(describe(rule)), 600).replaceAll('`', ''),
    inForce,
    decided: use?.decided ?? 0,
    ...(use === undefined ? {} : { last: use.last }),
    findings: findings.map((finding) => ({ text: shown(withMending(finding)), tone: tones[severities[finding.code]] })),
  };
} // prettier-ignore
