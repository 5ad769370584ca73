// What the settings say about the reviewer: a language model that may be asked about calls. Only the person's own settings
// count; without them there is none.
import { reviewScopes, type ReviewScope } from '../policy/review/authority.ts';

export const reviewerKinds = ['off', 'vscode', 'openai', 'anthropic', 'ollama'] as const;
export type ReviewerKind = (typeof reviewerKinds)[number];

export interface ReviewerSettings {
  readonly kind: ReviewerKind;
  /** As its provider names it; of the editor's own, `vendor/id`. */
  readonly model: string;
  /** Empty: the usual one of the kind. */
  readonly endpoint: string;
  /** Milliseconds that an answer may take. */
  readonly timeout: number;
  readonly reviews: ReviewScope;
}

/** Seconds. */
export const defaultReviewTimeout = 8;
export const mostReviewTimeout = 60;

export const noReviewer: ReviewerSettings = {
  kind: 'off',
  model: '',
  endpoint: '',
  timeout: defaultReviewTimeout * 1_000,
  reviews: 'auto',
};

export const reviewerNames = [
  'reviewer.kind',
  'reviewer.model',
  'reviewer.endpoint',
  'reviewer.timeout',
  'reviewer.reviews',
] as const;
export type ReviewerName = (typeof reviewerNames)[number];

/** `said` gives what user settings hold; what cannot be read is a fault, and switches the reviewer off. */
export function readReviewer<Source>(
  said: (name: ReviewerName) => { readonly value: unknown; readonly source: Source } | undefined,
  fault: (source: Source, name: ReviewerName, text: string) => void,
): ReviewerSettings {
  let isWhole = true;
  const read = <T>(name: ReviewerName, otherwise: T, decode: (value: unknown) => T | undefined, wanted: string): T => {
    const own = said(name);
    if (own === undefined) return otherwise;
    const decoded = decode(own.value);
    if (decoded !== undefined) return decoded;
    isWhole = false;
    fault(own.source, name, `${name} is not ${wanted}, so no reviewer is asked.`);
    return otherwise;
  };
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value.trim() : undefined);
  const settings: ReviewerSettings = {
    kind: read('reviewer.kind', noReviewer.kind, (value) => reviewerKinds.find((one) => one === value), `one of ${reviewerKinds.join(', ')}`),
    model: read('reviewer.model', '', text, 'a text'),
    endpoint: read('reviewer.endpoint', '', text, 'a text'),
    timeout: read('reviewer.timeout', noReviewer.timeout, (value) => (typeof value === 'number' && value >= 1 && value <= mostReviewTimeout ? value * 1_000 : undefined), `a number from 1 to ${mostReviewTimeout}`),
    reviews: read('reviewer.reviews', noReviewer.reviews, (value) => reviewScopes.find((one) => one === value), `one of ${reviewScopes.join(', ')}`),
  };
  return isWhole ? settings : noReviewer;
} // prettier-ignore
