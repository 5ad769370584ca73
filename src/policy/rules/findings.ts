// What advice on rules says, as data: its codes, how much each matters, and the reasons why a rule does not count.
import type { RuleSource } from './rule.ts';

export type LintCode =
  | 'invalid' // cannot be read
  | 'unknown-tool' // names a tool that rules do not know
  | 'misread' // is read as a command, and hardly meant as one
  | 'never' // matches nothing that there is, or allows what nothing may allow
  | 'duplicate' // another rule says the same
  | 'shadowed' // another rule says it more strongly, or says it and more
  | 'idle' // allows what runs without any rule
  | 'narrow' // denies or asks about less than it seems to
  | 'broad' // matches more than it seems to
  | 'frees' // allows whatever a program can be told to run
  | 'uncounted'; // an allow rule that does not count here

/** How much a person should mind. */
export const severities: Readonly<Record<LintCode, 'error' | 'warning' | 'information'>> = {
  invalid: 'error',
  'unknown-tool': 'error',
  misread: 'warning',
  never: 'warning',
  duplicate: 'information',
  shadowed: 'information',
  idle: 'information',
  narrow: 'information',
  broad: 'warning',
  frees: 'warning',
  uncounted: 'information',
};

export interface LintFinding {
  readonly code: LintCode;
  /** The rule with its place. */
  readonly rule: RuleSource;
  /** One sentence. */
  readonly text: string;
  /** The other rule that the sentence speaks of. */
  readonly other?: RuleSource;
  /** Ways to write what was probably meant, each the texts of the rules that would stand for this one. */
  readonly instead?: readonly (readonly string[])[];
}

/** Why an allow rule does not count where it stands. */
export type Uncounted = 'unapproved' | 'untrusted' | 'agent' | 'elsewhere';

const whyUncounted: Readonly<Record<Uncounted, string>> = {
  unapproved: 'This allow rule of the workspace does not count until you approve it.',
  untrusted: 'This allow rule of the workspace does not count, because the workspace is not trusted.',
  agent:
    'This allow rule of an agent does not count for the gate, for portcullis.readAgentRules lets only deny and ask rules count.',
  elsewhere: 'This allow rule does not count in this window, which does not go by this file.',
};

export function uncountedFinding(rule: RuleSource, why: Uncounted): LintFinding {
  return { code: 'uncounted', rule, text: whyUncounted[why] };
}

/** The sentence, and what was probably meant. */
export function withMending({ text, instead = [] }: LintFinding): string {
  const [first] = instead;
  return first === undefined ? text : `${text} Perhaps meant: ${first.map((one) => `“${one}”`).join(', ')}.`;
}
