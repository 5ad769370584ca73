// The reviewer at an endpoint, as settings name it, and what a person must know before it is told of calls. The same for the
// editor and for the command line.
import { readAddress } from './address.ts';
import { endpointReviewer, usualEndpoints, type EndpointKind } from './endpoints.ts';
import type { Reviewer } from './reviewer.ts';

export interface ReviewerPlace {
  /** Provider and model. */
  readonly name: string;
  /** Where the calls are sent, as a clause. */
  readonly where: string;
}

/** `problem` is a clause about the setting that it names. */
export type NamedReviewer =
  { readonly reviewer: Reviewer; readonly place: ReviewerPlace } | { readonly problem: string };

export interface EndpointChoice {
  readonly kind: EndpointKind;
  readonly model: string;
  /** Empty: the usual one of the kind. */
  readonly endpoint: string;
}

/** `key` is asked for each request, with the address that it is for. */
export function namedReviewer(
  { kind, model, endpoint }: EndpointChoice,
  key: (url: string) => Promise<string | undefined>,
): NamedReviewer {
  if (model === '') return { problem: 'portcullis.reviewer.model names no model' };
  const address = addressOf(kind, endpoint);
  if (!address.ok) return { problem: `of portcullis.reviewer.endpoint, ${address.problem}` };
  const { url, local } = address;
  const reviewer = endpointReviewer({ kind, url, model, key: () => key(url) });
  return { reviewer, place: { name: reviewer.name, where: local ? `to ${url}, on this machine` : `to ${url}` } };
} // prettier-ignore

/** The one that the settings name, or the usual one of the kind. */
export function addressOf(kind: EndpointKind, endpoint: string): ReturnType<typeof readAddress> {
  return readAddress(endpoint === '' ? usualEndpoints[kind] : endpoint);
}

/** What it is told, and what its answers may change. */
export function whatAReviewerMay({ where }: ReviewerPlace): readonly string[] {
  return [
    `Calls about which the analysis is not certain are sent ${where}: what the agent wants to do, in which folder, the effects that were derived, your rules, and your last prompt. Secrets are redacted first. What tools put out and what files hold is not sent.`,
    'In mode auto the model may let run what is only uncertain. It can be wrong, and it can be talked into an answer. Beyond it are the emergency stop, the built-in guard, your deny and ask rules, threats, what the session did before, and calls whose effects are grave. In other modes it can only be stricter.',
  ];
} // prettier-ignore
