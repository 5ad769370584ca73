// A language model that is asked for its opinion of a call. Three of them stand beside this file or in the extension; what
// they are asked, how their answer is read and what it may change is the policy's business, not theirs.
import type { ReviewScope } from '../policy/review/authority.ts';
import type { ReviewPrompt } from '../policy/review/prompt.ts';

export interface Reviewer {
  /** Provider and model, for people and for the journal. */
  readonly name: string;
  /**
   * What the model answers, as it wrote it. Rejects with an Error whose message is a clause for a person: the model
   * cannot be reached, refuses, or says more than it may. `signal` ends it.
   */
  ask(prompt: ReviewPrompt, signal: AbortSignal): Promise<string>;
}

/** As the settings have it at this moment. */
export interface ReviewerNow {
  readonly reviewer: Reviewer;
  readonly reviews: ReviewScope;
  /** Milliseconds that an answer may take. */
  readonly timeout: number;
}
