// A reviewer among the language models of the editor, through VS Code's own interface: the models are the person's, and
// no key is needed.
import * as vscode from 'vscode';
import { longestAnswer } from '../../policy/review/opinion.ts';
import type { Reviewer } from '../../reviewer/reviewer.ts';

/** `wanted` is `vendor/id`. */
export function languageModelReviewer(wanted: string): Reviewer {
  return {
    name: `vscode: ${wanted}`,
    async ask({ system, user }, signal) {
      const slash = wanted.indexOf('/');
      const [vendor, id] = [wanted.slice(0, slash), wanted.slice(slash + 1)];
      const [model] = await vscode.lm.selectChatModels({ vendor, id });
      if (model === undefined) throw new Error('the editor has no such model now');
      const giveUp = new vscode.CancellationTokenSource();
      const cancel = (): void => giveUp.cancel();
      signal.addEventListener('abort', cancel, { once: true });
      try {
        signal.throwIfAborted();
        const message = vscode.LanguageModelChatMessage.User(`${system}\n\n${user}`);
        const response = await model.sendRequest([message], { justification }, giveUp.token);
        let text = '';
        for await (const part of response.text) {
          text += part;
          if (text.length > longestAnswer) throw new Error('its answer is too long');
        }
        return text;
      } catch (error) {
        throw new Error(problemOf(error), { cause: error });
      } finally {
        signal.removeEventListener('abort', cancel);
        giveUp.cancel();
        giveUp.dispose();
      }
    },
  };
}

const justification = 'Portcullis asks for a second opinion on a call of a coding agent.';

/** As it stands in settings. */
export function modelName({ vendor, id }: Pick<vscode.LanguageModelChat, 'vendor' | 'id'>): string {
  return `${vendor}/${id}`;
}

function problemOf(error: unknown): string {
  if (error instanceof vscode.LanguageModelError) {
    if (error.code === vscode.LanguageModelError.NoPermissions.name) return 'the editor has not let Portcullis use it: run “Set Up Reviewer…”';
    if (error.code === vscode.LanguageModelError.NotFound.name) return 'the editor has no such model now';
    if (error.code === vscode.LanguageModelError.Blocked.name) return 'its provider refuses, or a quota is used up';
  }
  return error instanceof Error && error.message !== '' ? error.message : 'it failed';
} // prettier-ignore
