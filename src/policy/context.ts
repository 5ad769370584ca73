// Everything that a decision may depend on beside the call itself. The gate gathers it; `check` only reads it.
import type { EffectModel } from './classifier/model/model.ts';
import type { Languages } from './code/languages.ts';
import type { Cause } from './confinement.ts';
import type { PermissionMode } from './decision.ts';
import type { ExternalInputs, TrustInputs } from './external/inputs.ts';
import type { Facts } from './facts.ts';
import type { RuleSet } from './rules/rule.ts';
import type { FlowInputs } from './session/verdict.ts';
import type { ShellReader } from './shell/segment.ts';

export interface CheckContext {
  readonly mode: PermissionMode;
  /** The emergency stop is engaged. */
  readonly stopped: boolean;
  readonly facts: Facts;
  readonly rules: RuleSet;
  /** Ids of floor rules that the person excepted in user settings. */
  readonly floorExceptions: readonly string[];
  /** Branch names or patterns that no force push may touch. */
  readonly protectedBranches: readonly string[];
  /** Reads shell lines; undefined while, or because, the grammar is not loaded: every shell call is then asked. */
  readonly shell: ShellReader | undefined;
  readonly workspaceTrusted: boolean;
  /** Why the session is not trusted; absent or empty when it is. */
  readonly causes?: readonly Cause[];
  /** The person chose mode `auto`: what it sets aside stays so, whatever stricter mode holds by now. */
  readonly setsAside?: boolean;
  /**
   * Every shell command passes the classifier and the person. Stop, floor, deny and ask rules, the law of protected
   * files and the gate for external operations still hold, and so does mode `plan`.
   */
  readonly alwaysAllowShell?: boolean;
  /** Parsers for code in other languages; without them such code is not followed. */
  readonly languages?: Languages | undefined;
  /** The second opinion on what the analysis finds harmless; without it the analysis alone decides. */
  readonly model?: EffectModel | undefined;
  /** What settings say about services; without it no service is blocked and start values hold. */
  readonly external?: ExternalInputs;
  /** Trust at this moment; without it nothing is trusted, and the other lines decide. */
  readonly trust?: TrustInputs;
  /** What the session did so far; without it, as for a single check, nothing is known of earlier calls. */
  readonly flow?: FlowInputs;
}

/** Start values of the settings that the check reads, where the person says nothing. */
export const defaultProtectedBranches: readonly string[] = ['main', 'master', 'develop', 'release*'];
