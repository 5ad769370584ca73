// "Launch Agent with Untrusted Prompt…": the person brings a prompt that others wrote from the clipboard, the editor or
// a file, such as an issue, a web page or a job of a repository.
import { readFile, stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { HumanError } from '../gate/humanError.ts';
import { mostPrompt } from '../protocol/foreignPrompt.ts';
import { launchForeign, type ForeignParts } from './foreignLaunch.ts';
import type { ForeignPrompt } from './untrustedTexts.ts';
import { visible } from './visible.ts';

export async function launchUntrusted(parts: ForeignParts): Promise<void> {
  const given = await chosen();
  if (!given) return;
  const from = await vscode.window.showInputBox({
    title: 'Where does the prompt come from?',
    prompt: 'Shown with the session and written into the journal, as the cause for which it is not trusted',
    value: given.from,
    validateInput: (text) => (text.trim() === '' ? 'Say where it comes from.' : undefined),
  });
  if (from === undefined) return;
  await launchForeign({ prompt: given.prompt, from: from.slice(0, 200) }, parts);
}

interface Source extends vscode.QuickPickItem {
  read(): Promise<ForeignPrompt | undefined>;
}

async function chosen(): Promise<ForeignPrompt | undefined> {
  const editor = vscode.window.activeTextEditor;
  const selected = editor?.document.getText(editor.selection) ?? '';
  const sources: Source[] = [
    {
      label: '$(clippy) Clipboard',
      description: 'an issue, a mail or a page that you copied',
      read: async () => ({ prompt: await vscode.env.clipboard.readText(), from: 'the clipboard' }),
    },
    ...(editor && selected !== ''
      ? [
          {
            label: '$(selection) Selection in the editor',
            description: vscode.workspace.asRelativePath(editor.document.uri),
            read: () => Promise.resolve({ prompt: selected, from: nameOf(editor.document.uri) }),
          },
        ]
      : []),
    { label: '$(file) File…', description: 'a job or a prompt of a repository', read: fromFile },
  ];
  const choice = await vscode.window.showQuickPick(sources, {
    title: 'Launch an agent with a prompt that others wrote',
    placeHolder: 'Where is the prompt? The session will not be trusted',
  });
  return choice?.read();
}

async function fromFile(): Promise<ForeignPrompt | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({ title: 'A file with a prompt', openLabel: 'Use This Prompt' })) ??
    [];
  if (!file) return undefined;
  // Characters take at most four bytes.
  if ((await stat(file.fsPath)).size > mostPrompt * 4)
    throw new HumanError(`The file is too long for a prompt: ${visible(file.fsPath)}.`);
  return { prompt: await readFile(file.fsPath, 'utf8'), from: nameOf(file) };
}

function nameOf(uri: vscode.Uri): string {
  return `the file ${vscode.workspace.asRelativePath(uri)}`;
}
