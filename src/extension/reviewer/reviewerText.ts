// What a person must have read and accepted before a model is told of calls. It names the model and the endpoint, so that
// another one is asked about anew.
import { whatAReviewerMay, type ReviewerPlace } from '../../reviewer/named.ts';
import type { ConsentText } from '../consentTexts.ts';

export function reviewerConsent(place: ReviewerPlace): ConsentText {
  return {
    id: 'reviewer',
    title: `Let ${place.name} review calls of agents?`,
    detail: [
      ...whatAReviewerMay(place),
      'Its answers stand in the journal, with its name. It ends when you choose “Off” in “Set Up Reviewer…”.',
    ].join('\n\n'),
    accept: 'Let It Review',
  };
}
