// The outcome for one call and the verdicts that led to it. Everything that is shown to a person, told to an agent
// or written into the journal is made from a Decision alone.
import type { Opinion } from './classifier/opinion.ts';
import type { Analysis } from './effects.ts';
import type { Review } from './review/opinion.ts';
import type { Risk } from './risk.ts';
import type { TrustLevel } from './trust/levels.ts';

export type Behavior = 'allow' | 'ask' | 'deny';

export const permissionModes = [
  'default',
  'acceptEdits',
  'plan',
  'auto',
  'dontAsk',
  'bypassPermissions',
] as const;
export type PermissionMode = (typeof permissionModes)[number];

/**
 * The lines of authority in their order: the first line that speaks decides.
 * `reviewer`, `person`, `dontAsk`, `paused`, `grounding` and `failure` come from the gate, which wraps the pure check.
 */
export const lines = [
  'stop',
  'floor',
  'lock',
  'deny-rule',
  'ask-rule',
  'allow-rule',
  'threat',
  'flow',
  'external',
  'safe',
  'mode',
] as const;
export type Line = (typeof lines)[number];
export type Layer = Line | 'reviewer' | 'person' | 'dontAsk' | 'paused' | 'grounding' | 'failure';

/** Where a rule was written. `session` rules live in memory until the session ends. */
export type RuleScope = 'user' | 'workspace' | 'folder' | 'session' | 'builtin';

export interface RuleRef {
  /** The rule as the person wrote it. */
  readonly text: string;
  readonly behavior: Behavior;
  readonly scope: RuleScope;
  /** The file that holds it, if any, and the line in it, counted from 1. */
  readonly file?: string;
  readonly line?: number;
}

/** What one line of authority says. `none` is no opinion. */
export interface Verdict {
  readonly line: Line;
  readonly behavior: Behavior | 'none';
  /** One sentence for a person. */
  readonly reason: string;
  /** It asks only because nothing is known that would settle the call: nobody's wish, and no danger that was seen. */
  readonly doubt?: true;
  readonly rule?: RuleRef;
  /** The id of the floor rule, such as `delete-root`. */
  readonly floor?: string;
  /** The level of trust that lets an external operation pass. */
  readonly level?: TrustLevel;
  /** What calls of the session did, where that is why. */
  readonly facts?: readonly VerdictFact[];
  /** What the effect-verb model holds of the call, whatever the line says. */
  readonly opinion?: Opinion;
}

export interface VerdictFact {
  /** What it is in the story: private data read, content of others taken in, data sent out, a file written. */
  readonly role: 'private' | 'untrusted' | 'sent' | 'written';
  /** The id of the call, or `this call`. */
  readonly call: string;
  /** A path, a host, a service. */
  readonly what: string;
  /** What the call was, in words that begin with a verb; not given of the call that is being checked. */
  readonly act?: string;
  /** Milliseconds since 1970, where it is known. */
  readonly time?: number;
}

export interface Decision {
  readonly behavior: Behavior;
  readonly allowed: boolean;
  readonly layer: Layer;
  /** One sentence: why. */
  readonly reason: string;
  /** For ask and deny: one sentence on what the call would change and what could not be undone. */
  readonly consequence: string;
  /** For deny: what the agent could do instead. */
  readonly advice?: string;
  readonly rule?: RuleRef;
  readonly floor?: string;
  /** For people to sort by; absent where nothing was analysed. */
  readonly risk?: Risk;
  readonly mode: PermissionMode;
  readonly analysis: Analysis;
  /** What a reviewer said of it, where one was asked. */
  readonly review?: Review;
  /** One verdict per line, in order, also of the lines that another one already settled. */
  readonly trace: readonly Verdict[];
}
