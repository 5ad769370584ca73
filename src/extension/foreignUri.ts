// Links of the form vscode://portcullis.portcullis/launch?prompt=…&agent=…&cwd=…: whoever can make the person follow one
// wrote the prompt in it. One at a time, so that a page cannot bury the person in questions.
import * as vscode from 'vscode';
import { HumanError } from '../gate/humanError.ts';
import { decodeLaunchLink } from '../protocol/foreignPrompt.ts';
import { launchForeign, type ForeignParts } from './foreignLaunch.ts';

export function followLinks(parts: ForeignParts, onError: (error: unknown) => void): vscode.Disposable {
  let open = false;
  return vscode.window.registerUriHandler({
    async handleUri({ path, query }) {
      if (open) return;
      open = true;
      try {
        const link = decodeLaunchLink(path, query);
        if ('problem' in link) throw new HumanError(link.problem);
        await launchForeign({ ...link, from: 'a link that was opened in the editor', trigger: 'uri' }, parts);
      } catch (error) {
        onError(error);
      } finally {
        open = false;
      }
    },
  });
}
