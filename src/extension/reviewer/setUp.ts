// "Set Up Reviewer…" and "Set Reviewer Key…": chooses a model step by step, writes it into user settings, and tries it.
import * as vscode from 'vscode';
import type { ReviewScope } from '../../policy/review/authority.ts';
import type { ReviewerKind } from '../../protocol/reviewerSettings.ts';
import { readAddress } from '../../reviewer/address.ts';
import { usualEndpoints, type EndpointKind } from '../../reviewer/endpoints.ts';
import { addressOf } from '../../reviewer/named.ts';
import { section, settingKeys } from '../settingKeys.ts';
import type { LiveSettings } from '../settings.ts';
import { modelName } from './languageModel.ts';
import { keyName, type ReviewerChoice, type ReviewerHere } from './reviewer.ts';

export interface SetUpParts {
  readonly settings: LiveSettings;
  readonly reviewer: Pick<ReviewerHere, 'accept' | 'report'>;
  readonly secrets: vscode.SecretStorage;
}

export async function setUpReviewer(parts: SetUpParts): Promise<void> {
  const kind = await chooseKind();
  if (kind === undefined) return;
  if (kind === 'off') {
    await write({ kind, model: '', endpoint: '' });
    return void vscode.window.showInformationMessage('No reviewer is asked any more.');
  }
  const chosen = kind === 'vscode' ? await chooseModel() : await describeEndpoint(kind, parts);
  if (chosen === undefined) return;
  const reviews = await chooseReviews();
  if (reviews === undefined) return;
  // Nothing is written that was not accepted.
  if (!(await parts.reviewer.accept(chosen))) return;
  await write(chosen, reviews);
  parts.settings.refresh();
  const title = 'Trying the reviewer…';
  const report = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, () => parts.reviewer.report()); // prettier-ignore
  void vscode.window.showInformationMessage(report);
}

/** For the endpoint that the settings name. */
export async function setReviewerKey({ settings, secrets }: Pick<SetUpParts, 'settings' | 'secrets'>): Promise<void> {
  const { kind, endpoint } = settings.current().reviewer;
  const address = kind === 'off' || kind === 'vscode' ? undefined : addressOf(kind, endpoint);
  if (!address?.ok) return void vscode.window.showInformationMessage('First choose a reviewer with an endpoint: “Set Up Reviewer…”.');
  if (await askKey(address.url, secrets)) void vscode.window.showInformationMessage(`Kept: the next call to ${address.url} goes by it.`);
} // prettier-ignore

async function chooseKind(): Promise<ReviewerKind | undefined> {
  const kinds: readonly (vscode.QuickPickItem & { readonly provider: ReviewerKind })[] = [
    { provider: 'off', label: 'Off', detail: 'No model is told of calls.' },
    { provider: 'vscode', label: 'A language model of this editor', detail: 'Your own models, without a key.' },
    { provider: 'ollama', label: 'Ollama', detail: 'A model on this machine: nothing leaves it.' },
    { provider: 'openai', label: 'An OpenAI-compatible endpoint', detail: 'Calls are sent to the address that you name.' },
    { provider: 'anthropic', label: 'An Anthropic-compatible endpoint', detail: 'Calls are sent to the address that you name.' },
  ]; // prettier-ignore
  const title = 'Who gives a second opinion on calls?';
  return (await vscode.window.showQuickPick(kinds, { title }))?.provider;
}

async function chooseModel(): Promise<ReviewerChoice | undefined> {
  const models = await vscode.lm.selectChatModels();
  if (models.length === 0) {
    void vscode.window.showInformationMessage('This editor has no language models now.');
    return undefined;
  }
  const rows = models.map((model) => ({
    label: model.name,
    description: modelName(model),
    model: modelName(model),
  }));
  const row = await vscode.window.showQuickPick(rows, { title: 'Which model?', matchOnDescription: true });
  return row && { kind: 'vscode', model: row.model, endpoint: '' };
}

async function describeEndpoint(kind: EndpointKind, { secrets }: SetUpParts): Promise<ReviewerChoice | undefined> {
  const validate = (text: string): string | undefined => {
    const address = readAddress(text);
    return address.ok ? undefined : `This cannot be used: ${address.problem}.`;
  };
  const endpoint = await vscode.window.showInputBox({ title: 'Its address', value: usualEndpoints[kind], ignoreFocusOut: true, validateInput: validate });
  const address = endpoint === undefined ? undefined : readAddress(endpoint);
  if (!address?.ok) return undefined;
  const model = await vscode.window.showInputBox({ title: 'Its model', prompt: 'As the endpoint names it', ignoreFocusOut: true, validateInput: (text) => (text.trim() === '' ? 'Name a model' : undefined) });
  if (model === undefined) return undefined;
  if (!address.local && !(await askKey(address.url, secrets))) return undefined;
  return { kind, model: model.trim(), endpoint: address.url };
} // prettier-ignore

/** False when the person gave up. */
async function askKey(url: string, secrets: vscode.SecretStorage): Promise<boolean> {
  const key = await vscode.window.showInputBox({
    title: `Key for ${url}`,
    prompt: 'Kept in the editor’s secret storage, and sent to this address alone. Empty removes it.',
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => (/[^\x21-\x7E]/u.test(text.trim()) ? 'A key has no blanks and no other signs than those of ASCII' : undefined),
  });
  if (key === undefined) return false;
  if (key.trim() === '') await secrets.delete(keyName(url));
  else await secrets.store(keyName(url), key.trim());
  return true;
} // prettier-ignore

async function chooseReviews(): Promise<ReviewScope | undefined> {
  const rows: readonly (vscode.QuickPickItem & { readonly reviews: ReviewScope })[] = [
    { reviews: 'auto', label: 'In mode Auto alone', detail: 'Calls that would be denied for want of proof.' },
    { reviews: 'questions', label: 'Also what you would be asked about', detail: 'It may deny; what it says stands in the question.' },
    { reviews: 'changes', label: 'Also what passes and changes something', detail: 'It may have you asked about it.' },
  ]; // prettier-ignore
  return (await vscode.window.showQuickPick(rows, { title: 'Which calls does it review?' }))?.reviews;
}

/** Without a kind nothing else counts, so that no half of it is ever in force. */
async function write({ kind, model, endpoint }: ReviewerChoice, reviews?: ReviewScope): Promise<void> {
  const { reviewerModel, reviewerEndpoint, reviewerReviews, reviewerKind } = settingKeys;
  const values = [
    [reviewerKind, undefined],
    [reviewerModel, model],
    [reviewerEndpoint, endpoint],
    [reviewerReviews, reviews],
    [reviewerKind, kind],
  ] as const;
  const settings = vscode.workspace.getConfiguration(section);
  for (const [key, value] of values)
    await settings.update(key, value === '' || value === 'off' ? undefined : value, vscode.ConfigurationTarget.Global);
} // prettier-ignore
