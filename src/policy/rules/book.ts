// What there is to say about a list of rules that changes: kept for each rule, and looked for anew only where a change
// can be felt. A letter in one of thousands costs that rule and those that it touches. The work is done in small pieces,
// so that who has other duties can see to them in between.
import { openFiling, type Filed } from './filing.ts';
import { uncountedFinding, type LintFinding } from './findings.ts';
import { adviceOn, shadowFinding } from './lint.ts';
import { readRule } from './read.ts';
import type { Rule, RuleSource } from './rule.ts';
import type { Shadow } from './shadow.ts';

export interface RuleBook {
  /** The rules as they are now. Of `own` ones it is wanted what there is to say; `others` are there to be compared with. */
  set(own: readonly RuleSource[], others: readonly RuleSource[]): void;
  /** Does a small piece of what is left to do; false when nothing is left. */
  work(): boolean;
  /** The own rules, read. */
  rules(): readonly Rule[];
  /** What there is to say about each own rule, in order, as far as the work is done. */
  findings(): readonly (readonly LintFinding[])[];
}

interface Entry extends Filed {
  filed: boolean;
  gone: boolean;
  advice: readonly LintFinding[] | undefined;
  shadow: { readonly other: Entry; readonly how: Shadow } | undefined;
}

/** `most`: see `openFiling`. */
export function openRuleBook(most?: number): RuleBook {
  let own: readonly Entry[] = [];
  let others: readonly Entry[] = [];
  // Those that left go first: the order of the rest is only then one that others can be put into.
  const leaving = new Set<Entry>();
  const coming = new Set<Entry>();
  const stale = new Set<Entry>();
  const filing = openFiling(stale, most);
  const [nextLeaving, nextComing, nextStale] = [taking(leaving), taking(coming), taking(stale)];

  const changed = (before: readonly Entry[], sources: readonly RuleSource[], isOwn: boolean): readonly Entry[] => {
    const most = Math.min(before.length, sources.length);
    let start = 0;
    while (start < most && same(before[start], sources[start])) start++;
    let end = 0;
    while (end < most - start && same(before.at(-1 - end), sources.at(-1 - end))) end++;
    for (const entry of before.slice(start, before.length - end)) {
      entry.gone = true;
      coming.delete(entry);
      stale.delete(entry);
      if (entry.filed) leaving.add(entry);
    }
    return sources.map((source, at) => {
      const kept = at < start ? before[at] : at >= sources.length - end ? before[at - sources.length + before.length] : undefined;
      if (kept !== undefined) {
        // The line may be another one, and the source of the text that is there now is the one to name.
        if (kept.rule.source !== source) kept.rule = { source, matcher: kept.rule.matcher };
        return kept;
      }
      const entry: Entry = { rule: unread(source), at: 0, own: isOwn, filed: false, gone: false, advice: undefined, shadow: undefined };
      coming.add(entry);
      return entry;
    });
  };
  return {
    set(sources, comparedWith) {
      own = changed(own, sources, true);
      others = changed(others, comparedWith, false);
      own.forEach((entry, at) => (entry.at = at));
      others.forEach((entry, at) => (entry.at = own.length + at));
    },
    work() {
      const gone = nextLeaving();
      if (gone !== undefined) {
        filing.remove(gone);
        stale.delete(gone);
        return true;
      }
      const fresh = nextComing();
      if (fresh !== undefined) {
        fresh.rule = readRule(fresh.rule.source);
        fresh.filed = true;
        filing.add(fresh);
        if (fresh.own) stale.add(fresh);
        return true;
      }
      const entry = nextStale();
      if (entry === undefined) return false;
      entry.advice ??= adviceOn(entry.rule);
      entry.shadow = entry.rule.matcher.kind === 'broken' ? undefined : filing.shadow(entry);
      return true;
    },
    rules: () => own.map((entry) => (entry.filed ? entry.rule : readRule(entry.rule.source))),
    findings: () => own.map(({ rule, advice = [], shadow }) => {
      const said = advice.map((finding) => ({ ...finding, rule: rule.source }));
      return shadow === undefined || shadow.other.gone ? said : [...said, shadowFinding(rule, shadow.other.rule, shadow.how)];
    }),
  };
} // prettier-ignore

/**
 * All that there is to say about rules, at once, in their order. `uncounted` are allow rules that wait for the person's
 * approval; `judged` is what `judgedFinding` says of a rule, for who can ask the check.
 */
export function lint(
  rules: readonly RuleSource[],
  uncounted: readonly RuleSource[] = [],
  judged: (rule: Rule) => LintFinding | undefined = () => undefined,
): readonly LintFinding[] {
  const book = openRuleBook();
  book.set(rules, []);
  while (book.work());
  const read = book.rules();
  return [
    ...book.findings().flatMap((said, at) => [...said, ...judgedOf(read[at], judged)]),
    ...uncounted.map((source) => uncountedFinding(source, 'unapproved')),
  ];
}

/** A rule that cannot be read allows nothing that could be judged. */
export function judgedOf(
  rule: Rule | undefined,
  judged: (rule: Rule) => LintFinding | undefined,
): readonly LintFinding[] {
  const finding = rule === undefined || rule.matcher.kind === 'broken' ? undefined : judged(rule);
  return finding === undefined ? [] : [finding];
}

/** The line in the file apart, a rule is the same one where all of this is. */
function same(entry: Entry | undefined, other: RuleSource | undefined): boolean {
  const source = entry?.rule.source;
  return (
    source === other ||
    (source !== undefined &&
      other !== undefined &&
      source.text === other.text &&
      source.behavior === other.behavior &&
      source.scope === other.scope &&
      source.file === other.file &&
      source.base === other.base &&
      source.form === other.form)
  );
}

function unread(source: RuleSource): Rule {
  return { source, matcher: { kind: 'broken', tool: undefined, problem: 'it was not read yet' } };
}

/** Takes one at a time out of a set, the oldest first. */
function taking<T>(set: Set<T>): () => T | undefined {
  let walk = set.values();
  return () => {
    let next = walk.next();
    if (next.done === true && set.size > 0) {
      walk = set.values();
      next = walk.next();
    }
    if (next.done === true) return undefined;
    set.delete(next.value);
    return next.value;
  };
}
