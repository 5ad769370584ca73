// What there is to say about the rules that hold, worked out behind all else: calls of agents are decided in the same
// process, and must not wait for advice on thousands of rules.
import { setImmediate } from 'node:timers/promises';
import { openRuleBook } from '../policy/rules/book.ts';
import { severities, uncountedFinding, withMending, type LintFinding } from '../policy/rules/findings.ts';
import { problemOf } from '../policy/rules/read.ts';
import { placeOf, type RuleSource } from '../policy/rules/rule.ts';
import { visible } from './visible.ts';

export interface RulesNow {
  readonly rules: readonly RuleSource[];
  /** Allow rules that wait for the person's approval. */
  readonly unapproved: readonly RuleSource[];
}

export interface Advice {
  /** One sentence for each rule that cannot be read. */
  readonly problems: readonly string[];
  /** What is odd about rules that can be read. */
  readonly findings: readonly LintFinding[];
}

export interface RuleAdvice {
  /** As it was when the work was last done. */
  known(): Advice;
  /** To be called when the rules may have changed. The work begins after whatever runs now. */
  look(): void;
  /** The advice on the rules as they are now. */
  settled(): Promise<Advice>;
}

/** Milliseconds of work between two looks at what else there is to do. */
const longestPiece = 5;

/** `told` is called whenever there is new advice, the first time as well. */
export function openRuleAdvice(now: () => RulesNow, told: () => void): RuleAdvice {
  const book = openRuleBook();
  let advice: Advice = { problems: [], findings: [] };
  let said: string | undefined;
  let looking: Promise<void> | undefined;
  let again = false;

  const lookNow = async (): Promise<void> => {
    await setImmediate();
    const { rules, unapproved } = now();
    book.set(rules, []);
    for (let until = performance.now() + longestPiece; book.work(); ) {
      if (performance.now() < until) continue;
      await setImmediate();
      if (again) return;
      until = performance.now() + longestPiece;
    }
    const read = book.rules().map((rule) => ({ source: rule.source, problem: problemOf(rule) }));
    advice = {
      problems: read.flatMap(({ source, problem }) => (problem === undefined ? [] : problemLine(source, problem))),
      findings: [
        ...book.findings().flatMap((found, at) => (read[at]?.problem === undefined ? found : [])),
        ...unapproved.map((source) => uncountedFinding(source, 'unapproved')),
      ],
    };
    const text = JSON.stringify(advice);
    if (text === said) return;
    said = text;
    told();
  };
  const lookOn = async (): Promise<void> => {
    try {
      do {
        again = false;
        await lookNow();
      } while (again);
    } finally {
      looking = undefined;
    }
  };
  const look = (): Promise<void> => {
    if (looking !== undefined) again = true;
    return (looking ??= lookOn());
  };
  return {
    known: () => advice,
    // Advice decides nothing: if it fails, the next change looks again.
    look: () => void look().catch(() => undefined),
    async settled() {
      await look();
      return advice;
    },
  };
} // prettier-ignore

/** A sentence for each finding; of more than `most` those that matter most, and how many more there are. */
export function adviceLines(findings: readonly LintFinding[], most = Number.POSITIVE_INFINITY): readonly string[] {
  const line = (one: LintFinding): string =>
    `The ${one.rule.behavior} rule \`${visible(one.rule.text)}\` (${placeOf(one.rule)}): ${visible(withMending(one))}`;
  if (findings.length <= most) return findings.map(line);
  const matters = findings.toSorted((one, other) => weights[severities[one.code]] - weights[severities[other.code]]);
  return [...matters.slice(0, most).map(line), `There is advice on ${findings.length - most} more rules; the command Doctor lists it.`];
} // prettier-ignore

const weights = { error: 0, warning: 1, information: 2 } as const;

/** A file that cannot be read as a whole tells that itself. */
function problemLine(rule: RuleSource, problem: string): readonly string[] {
  if (rule.form === 'unreadable' && rule.file !== undefined) return [];
  return [`In ${rule.scope} settings (${placeOf(rule)}), rule “${rule.text}”: ${problem}`];
} // prettier-ignore
