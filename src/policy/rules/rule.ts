// The rule language as data: what a rule says once it is read. Reading, matching and suggesting stand in files of
// their own beside this one.
import type { Behavior, RuleScope } from '../decision.ts';

/** The text of a rule with the place it came from. */
export interface RuleSource {
  readonly text: string;
  readonly behavior: Behavior;
  readonly scope: RuleScope;
  readonly file?: string;
}

/**
 * `broken` rules could not be read: as deny or ask they make their tool ask (every tool if not even the tool is
 * legible), as allow they are ignored. Both are reported.
 */
export type Matcher =
  | { readonly kind: 'tool'; readonly tool: string } // Bash, mcp__server, mcp__server__*, *
  | { readonly kind: 'command'; readonly pattern: string } // Bash(git *), or the bare form
  | { readonly kind: 'command-regex'; readonly pattern: string }
  | { readonly kind: 'path'; readonly access: 'read' | 'edit'; readonly pattern: string }
  | { readonly kind: 'domain'; readonly pattern: string }
  | { readonly kind: 'name'; readonly tool: 'agent' | 'skill'; readonly pattern: string }
  | {
      readonly kind: 'parameter';
      readonly tool: string;
      readonly parameter: string;
      readonly pattern: string;
    }
  | { readonly kind: 'broken'; readonly tool: string | undefined; readonly problem: string };

export interface Rule {
  readonly source: RuleSource;
  readonly matcher: Matcher;
}

/** A fault in what a person wrote, for the Problems view and `doctor`. */
export interface RuleProblem {
  readonly rule: RuleSource;
  readonly message: string;
}

/** Rules of all scopes, merged and read once per change of settings. */
export interface RuleSet {
  readonly deny: readonly Rule[];
  readonly ask: readonly Rule[];
  readonly allow: readonly Rule[];
  readonly problems: readonly RuleProblem[];
}
