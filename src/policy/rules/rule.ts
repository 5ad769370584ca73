// The rule language as data: what a rule says once it is read. Reading, matching and suggesting stand in files of
// their own beside this one.
import type { Behavior, RuleScope } from '../decision.ts';
import type { FlaggedPattern } from './flags.ts';
import type { PathPattern } from './paths.ts';
import type { TextPattern } from './pattern.ts';
import type { LinearRegex } from './regex.ts';
import type { ToolPermissionContext } from './toolContext.ts';
import type { ToolFamily } from './tools.ts';

/** The text of a rule with the place it came from. */
export interface RuleSource {
  readonly text: string;
  readonly behavior: Behavior;
  readonly scope: RuleScope;
  readonly file?: string;
  /** The line in the file, counted from 1. */
  readonly line?: number;
  /** The folder at which a path like `/src` starts; without it that is told by the scope. Absolute. */
  readonly base?: string;
  /**
   * What the text is, where it is not a rule of our own: a whole tool name or the start of one (the settings
   * `denyTools` and `denyPrefixes`), a rule of Claude Code's settings, where a bare word is a tool and never a
   * command, or something that no one can read: a value of a wrong type, a file that is broken.
   */
  readonly form?: 'tool-name' | 'tool-prefix' | 'claude' | 'unreadable';
}

/** `any` is the bare form: it speaks of every shell. */
export type ShellName = 'any' | 'posix' | 'powershell';

/**
 * `broken` rules could not be read: as deny or ask they make their tool ask (every tool if not even the tool is
 * legible), as allow they are ignored. Both are reported.
 */
export type Matcher =
  | { readonly kind: 'tool'; readonly tool: string; readonly family: ToolFamily | undefined } // Bash, mcp__s__*, *
  | {
      readonly kind: 'listed'; // an entry of the deny lists
      readonly tools: ToolPermissionContext;
      /** What the named tool does; tools of other agents that do the same are meant too. */
      readonly family: ToolFamily | undefined;
    }
  | {
      readonly kind: 'command'; // Bash(git *), or the bare form
      readonly shell: ShellName;
      readonly pattern: TextPattern;
      /** The pattern as a program with flags, in any order and spelling; for deny and ask only. */
      readonly flagged: FlaggedPattern | undefined;
    }
  | { readonly kind: 'command-regex'; readonly shell: ShellName; readonly regex: LinearRegex }
  | { readonly kind: 'path'; readonly access: 'read' | 'edit'; readonly pattern: PathPattern }
  | { readonly kind: 'domain'; readonly pattern: string }
  | { readonly kind: 'name'; readonly tool: 'agent' | 'skill'; readonly pattern: TextPattern }
  | {
      readonly kind: 'parameter';
      readonly tool: string;
      readonly parameter: string;
      readonly pattern: TextPattern;
    }
  | { readonly kind: 'broken'; readonly tool: string | undefined; readonly problem: string };

export interface Rule {
  readonly source: RuleSource;
  readonly matcher: Matcher;
}

/** `portcullis.json, line 7` or what is known of it. */
export function placeOf({ scope, file, line }: RuleSource): string {
  if (file === undefined) return `${scope} settings`;
  return line === undefined ? file : `${file}:${line}`;
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
