// The reviewer as user settings name it, once the person has accepted exactly that model at that endpoint. Off without a
// setting. A workspace has no say in it.
import * as vscode from 'vscode';
import { promptFor } from '../../policy/review/prompt.ts';
import { decodeOpinion } from '../../policy/review/opinion.ts';
import type { ReviewerSettings } from '../../protocol/reviewerSettings.ts';
import { orGiveUp } from '../../reviewer/giveUp.ts';
import { namedReviewer, type NamedReviewer, type ReviewerPlace } from '../../reviewer/named.ts';
import type { Reviewer, ReviewerNow } from '../../reviewer/reviewer.ts';
import type { Consents } from '../consent.ts';
import type { LiveSettings } from '../settings.ts';
import { visible } from '../visible.ts';
import { languageModelReviewer } from './languageModel.ts';
import { reviewerConsent } from './reviewerText.ts';

export interface ReviewerParts {
  readonly settings: Pick<LiveSettings, 'current' | 'changed'>;
  readonly consents: Pick<Consents, 'given' | 'ask'>;
  readonly secrets: Pick<vscode.SecretStorage, 'get' | 'store' | 'delete'>;
  /** Takes the failures of what nobody waits for. */
  readonly onError: (error: unknown) => void;
}

export type ReviewerChoice = Pick<ReviewerSettings, 'kind' | 'model' | 'endpoint'>;

export interface ReviewerHere extends vscode.Disposable {
  /** For the gate; undefined where none is set up, or none was accepted. */
  now(): ReviewerNow | undefined;
  /** Asks for the consent that a reviewer needs, the one of the settings unless it is given. False when it was not given. */
  accept(one?: ReviewerChoice): Promise<boolean>;
  /** One sentence: which one it is, and whether it answers. */
  report(): Promise<string>;
}

export function openReviewer(parts: ReviewerParts): ReviewerHere {
  const { settings, consents, secrets, onError } = parts;
  const told = new Set<string>();
  let last: { readonly from: ReviewerSettings; readonly found: NamedReviewer | undefined } | undefined;
  // Settings are decoded anew only when they change, and calls ask every time.
  const wanted = (): NamedReviewer | undefined => {
    const from = settings.current().reviewer;
    if (last?.from !== from) last = { from, found: findReviewer(from, secrets) };
    return last.found;
  };
  const isAccepted = (place: ReviewerPlace): boolean => consents.given(reviewerConsent(place), placeKey(place));
  const accept = async (one?: ReviewerChoice): Promise<boolean> => {
    const found = one === undefined ? wanted() : findReviewer(one, secrets);
    if (found === undefined || 'problem' in found) return false;
    return consents.ask(reviewerConsent(found.place), placeKey(found.place));
  };
  const look = (): void => {
    const found = wanted();
    if (found === undefined) return told.clear();
    const text = 'problem' in found ? `No reviewer is asked: ${found.problem}.` : isAccepted(found.place) ? undefined : `The settings name a reviewer, ${visible(found.place.name)}. It is told of no call before you accept that.`;
    if (text === undefined || told.has(text)) return;
    told.add(text);
    tell(text, 'problem' in found ? undefined : () => accept()).catch(onError);
  };
  look();
  const following = settings.changed(look);
  return {
    now() {
      const found = wanted();
      if (found === undefined || 'problem' in found || !isAccepted(found.place)) return undefined;
      const { timeout, reviews } = settings.current().reviewer;
      return { reviewer: found.reviewer, timeout, reviews };
    },
    accept,
    async report() {
      const found = wanted();
      if (found === undefined) return 'No reviewer is set up: no model is told of calls.';
      if ('problem' in found) return `No reviewer is asked: ${found.problem}.`;
      const { name, where } = found.place;
      const who = `Reviewer: ${visible(name)}, calls are sent ${visible(where)}`;
      if (!isAccepted(found.place)) return `${who}, once you accept that: run “Set Up Reviewer…”.`;
      const { timeout, reviews } = settings.current().reviewer;
      return `${who} (${reviewWords[reviews]}). ${await answers(found.reviewer, timeout)}`;
    },
    dispose: () => following.dispose(),
  };
} // prettier-ignore

const reviewWords = {
  auto: 'in mode auto',
  questions: 'in mode auto, and questions in every mode',
  changes: 'questions, and what passes and changes something',
} as const;

function findReviewer({ kind, model, endpoint }: ReviewerChoice, secrets: ReviewerParts['secrets']): NamedReviewer | undefined {
  if (kind === 'off') return undefined;
  if (kind !== 'vscode') return namedReviewer({ kind, model, endpoint }, async (url) => secrets.get(keyName(url)));
  if (!/^[^/]+\/.+$/u.test(model)) return { problem: 'portcullis.reviewer.model is not of the form vendor/id' };
  return { reviewer: languageModelReviewer(model), place: { name: `vscode: ${model}`, where: 'to the provider of that model, by way of the editor' } };
} // prettier-ignore

/** Bound to the endpoint, so that another one never gets it. */
export function keyName(url: string): string {
  return `reviewer.key:${url}`;
}

function placeKey({ name, where }: ReviewerPlace): string {
  return `${name} ${where}`;
}

async function tell(text: string, accept: (() => Promise<boolean>) | undefined): Promise<void> {
  if (accept === undefined) return void (await vscode.window.showErrorMessage(text));
  const review = 'Review…';
  if ((await vscode.window.showWarningMessage(text, review)) === review) await accept();
}

/** Asks about a call that nobody makes. */
async function answers(reviewer: Reviewer, timeout: number): Promise<string> {
  const began = performance.now();
  try {
    const prompt = promptFor({ call: { tool: 'Bash', command: 'ls' }, parts: [], prompt: 'Which files are here?' });
    const signal = AbortSignal.timeout(timeout);
    const answer = await orGiveUp(reviewer.ask(prompt, signal), signal);
    if (decodeOpinion(answer) === undefined) return 'It answers, but not in the form that it is asked for, so its answers count as none.';
    return `It answers, in ${Math.round(performance.now() - began)} ms.`;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `It does not answer: ${visible(why)}. What it would settle is asked about, or denied in mode auto.`;
  }
} // prettier-ignore
