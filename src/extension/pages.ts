// The reference pages that come with the package, as a preview that needs no connection.
import * as vscode from 'vscode';

export const pages = { hooks: 'hooks.md', gates: 'trust.md', security: 'SECURITY.md' } as const;

export async function openPage(page: keyof typeof pages, extension: vscode.Uri): Promise<void> {
  const folder = page === 'security' ? extension : vscode.Uri.joinPath(extension, 'docs');
  const uri = vscode.Uri.joinPath(folder, pages[page]);
  try {
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  } catch {
    // The editor's Markdown support can be switched off: the page reads well as text.
    await vscode.window.showTextDocument(uri, { preview: true });
  }
}
