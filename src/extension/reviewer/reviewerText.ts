// What a person must have read and accepted before a model is told of calls. It names the model and the endpoint, so that
// another one is asked about anew.
import type { ConsentText } from '../consentTexts.ts';

export interface ReviewerPlace {
  /** Provider and model. */
  readonly name: string;
  /** Where the calls are sent, as a clause. */
  readonly where: string;
}

export function reviewerConsent({ name, where }: ReviewerPlace): ConsentText {
  return {
    id: 'reviewer',
    title: `Let ${name} review calls of agents?`,
    detail: [
      `Calls about which the analysis is not certain are sent ${where}: what the agent wants to do, in which folder, the effects that were derived, your rules, and your last prompt. Secrets are redacted first. What tools put out and what files hold is not sent.`,
      'In mode auto the model may let run what is only uncertain. It can be wrong, and it can be talked into an answer. Beyond it are the emergency stop, the built-in guard, your deny and ask rules, threats, what the session did before, and calls whose effects are grave. In other modes it can only be stricter.',
      'Its answers stand in the journal, with its name. It ends when you choose “Off” in “Set Up Reviewer…”.',
    ].join('\n\n'),
    accept: 'Let It Review',
  };
}
