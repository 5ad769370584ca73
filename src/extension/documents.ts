// Read-only documents that are made in memory: details of a question, the doctor's report.
import * as vscode from 'vscode';

export interface Documents extends vscode.Disposable {
  /** Shows `text` in an editor under `name`; a document of the same name is replaced. */
  show(name: string, text: string): Promise<void>;
  /** Keeps `text` under `name` for an editor that takes its address. */
  put(name: string, text: string): vscode.Uri;
}

export function openDocuments(): Documents {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => texts.get(uri.path) ?? 'This document is no longer there.\n',
  });
  const put = (name: string, text: string): vscode.Uri => {
    const uri = vscode.Uri.from({ scheme, path: `/${name}` });
    texts.set(uri.path, text);
    changed.fire(uri);
    return uri;
  };
  return {
    put,
    async show(name, text) {
      const document = await vscode.workspace.openTextDocument(put(name, text));
      await vscode.window.showTextDocument(document, { preview: true });
    },
    dispose() {
      provider.dispose();
      changed.dispose();
    },
  };
}

const scheme = 'portcullis';
