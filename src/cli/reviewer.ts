// `run --reviewer`: the reviewer that the settings file names, once `--yes` accepts what it is told and what it may do.
import type { ReviewerSettings } from '../protocol/reviewerSettings.ts';
import { namedReviewer, whatAReviewerMay } from '../reviewer/named.ts';
import type { ReviewerNow } from '../reviewer/reviewer.ts';
import type { Loosened } from './loosened.ts';
import type { Terminal } from './terminal.ts';
import { CommandError } from './usage.ts';

/** Its key, for endpoints that need one. No settings file holds it, and no agent gets it. */
const keyVariable = 'PORTCULLIS_REVIEWER_KEY';

export interface ReviewerOfRun {
  readonly now: ReviewerNow;
  readonly accepted: Loosened;
}

/** Throws where it cannot be asked as the person wants, for without it more would be denied than they expect. */
export function reviewerOf(
  { kind, model, endpoint, timeout, reviews }: ReviewerSettings,
  isAccepted: boolean,
  env: Terminal['env'],
): ReviewerOfRun {
  if (kind === 'off') throw refused('The settings name no reviewer: say portcullis.reviewer.kind and portcullis.reviewer.model in --settings FILE.'); // prettier-ignore
  if (kind === 'vscode') throw refused('A language model of the editor is asked in the editor alone: name an endpoint, or Ollama.'); // prettier-ignore
  const key = env[keyVariable]?.trim() ?? '';
  if (/[^\x21-\x7E]/u.test(key)) throw refused(`${keyVariable} holds a blank or a sign that no key has.`);
  const named = namedReviewer({ kind, model, endpoint }, () => Promise.resolve(key));
  if ('problem' in named) throw refused(`No reviewer is asked: ${named.problem}.`);
  const text = [`${named.place.name} REVIEWS CALLS.`, ...whatAReviewerMay(named.place)].join(' ');
  if (!isAccepted) throw refused(`${text}\nSay --reviewer --yes if you want that.`);
  return {
    now: { reviewer: named.reviewer, timeout, reviews },
    accepted: { to: 'reviewer', text, by: '--reviewer --yes' },
  };
}

/** What agents and what they start are given. */
export function withoutReviewerKey(env: Terminal['env']): Terminal['env'] {
  return Object.fromEntries(Object.entries(env).filter(([name]) => name.toUpperCase() !== keyVariable));
}

function refused(text: string): CommandError {
  return new CommandError(text, { showUsage: false });
}
