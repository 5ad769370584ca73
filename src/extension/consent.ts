// Asks for a consent, once per version of its text, and remembers it on this machine, outside every workspace.
import * as vscode from 'vscode';
import { versionOf, type ConsentText } from './consentTexts.ts';

export interface Consents {
  /** Was exactly this text accepted? `place` sets apart consents that hold for one workspace only. */
  given(text: ConsentText, place?: string): boolean;
  /** Shows the text unless it was accepted before. False when the person did not accept. */
  ask(text: ConsentText, place?: string): Promise<boolean>;
  /** Forgets that the text was accepted, so that it is asked again. */
  withdraw(text: ConsentText, place?: string): Promise<void>;
}

export type Note = (event: string, details: Readonly<Record<string, unknown>>) => void;

export function openConsents(memory: vscode.Memento, note: Note): Consents {
  const given = (text: ConsentText, place?: string): boolean =>
    memory.get<string>(keyOf(text, place)) === versionOf(text);
  return {
    given,
    async ask(text, place) {
      if (given(text, place)) return true;
      const version = versionOf(text);
      const detail = `${text.detail}\n\n(Text ${version}. Your consent is recorded.)`;
      const answer = await vscode.window.showWarningMessage(text.title, { modal: true, detail }, text.accept);
      if (answer !== text.accept || !(await isTyped(text))) return false;
      await memory.update(keyOf(text, place), version);
      note('consent', { text: text.id, version, ...(place === undefined ? {} : { place }) });
      return true;
    },
    withdraw: async (text, place) => memory.update(keyOf(text, place), undefined),
  };
}

/** True for a text that needs no more than its button. */
async function isTyped({ title, typed }: ConsentText): Promise<boolean> {
  if (typed === undefined) return true;
  const says = (value: string): boolean => value.trim().toLowerCase() === typed;
  const answer = await vscode.window.showInputBox({
    title,
    prompt: `Type “${typed}” to confirm.`,
    ignoreFocusOut: true,
    validateInput: (value) => (says(value) ? undefined : `Type “${typed}”, or press Escape.`),
  });
  return answer !== undefined && says(answer);
}

function keyOf({ id }: ConsentText, place: string | undefined): string {
  return `consent:${id}${place === undefined ? '' : `:${place}`}`;
}
