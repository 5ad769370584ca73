// Changes of identity files: those that the person saves in this window are accepted, all others are shown with their
// difference and wait for the person.
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Gate, IdentityFile, Log } from '../gate/api.ts';
import { sha256 } from '../gate/digest.ts';
import { sourcesOf } from '../gate/grounding/sources.ts';
import type { Documents } from './documents.ts';
import { driftText, nameOfFile } from './identityTexts.ts';
import type { LazyGate } from './lazyGate.ts';
import { localFolders } from './localFolders.ts';
import { notify } from './notify.ts';
import type { LiveSettings } from './settings.ts';

export interface IdentityParts {
  readonly gate: LazyGate;
  readonly settings: LiveSettings;
  readonly documents: Documents;
  readonly log: Log;
  readonly onError: (error: unknown) => void;
}

export function followIdentity(parts: IdentityParts): vscode.Disposable {
  const { gate, settings, log, onError } = parts;
  /** Files that are being saved in this window; `onAccepted` once it is known that what stood there was accepted. */
  const saving = new Map<string, { onAccepted: boolean }>();
  let watchers: readonly vscode.Disposable[] = [];
  const look = (file: string): void => {
    if (!saving.has(file)) gate.current()?.identity.files();
  };
  const watch = (): void => {
    for (const watcher of watchers) watcher.dispose();
    watchers = identityPaths(settings).flatMap((file) => watching(file, () => look(file)));
  };
  watch();
  gate.whenUp((up) => {
    up.identity.changed.on((file) => {
      log.info(`Identity file ${file.path}: ${file.state}.`);
      if (file.state === 'changed') void tellDrift(file, up, parts).catch(onError);
    });
  });
  const following = [
    settings.changed(watch),
    vscode.workspace.onWillSaveTextDocument((event) => {
      const file = event.document.uri.fsPath;
      if (event.document.uri.scheme !== 'file' || !identityPaths(settings).includes(file)) return;
      const save = { onAccepted: false };
      saving.set(file, save);
      // VS Code waits for less than two seconds; what is known later counts for nothing.
      event.waitUntil(gate.get().then((up) => void (save.onAccepted = isAccepted(file, up)), onError));
    }),
    vscode.workspace.onDidSaveTextDocument((document) => {
      const file = document.uri.fsPath;
      const save = saving.get(file);
      saving.delete(file);
      if (save === undefined) return;
      try {
        if (save.onAccepted && isShown(document)) acceptSaved(document, gate.current());
      } catch (error) {
        onError(error);
      }
      look(file);
    }),
  ];
  return {
    dispose() {
      for (const one of [...following, ...watchers]) one.dispose();
    },
  };
}

/** Where identity files are looked for in this window, whether they are there or not. */
function identityPaths(settings: LiveSettings): readonly string[] {
  const { files } = settings.current().grounding;
  const { isTrusted } = vscode.workspace;
  const place = { home: homedir(), folders: localFolders(), trusted: isTrusted, files };
  return sourcesOf(place).map((source) => source.path);
}

function watching(file: string, look: () => void): readonly vscode.Disposable[] {
  const pattern = new vscode.RelativePattern(vscode.Uri.file(path.dirname(file)), path.basename(file));
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  return [watcher, watcher.onDidChange(look), watcher.onDidCreate(look), watcher.onDidDelete(look)];
}

function isAccepted(file: string, { identity }: Gate): boolean {
  const now = identity.files().find((one) => one.path === file);
  return now?.state === 'accepted' || now?.state === 'absent';
}

/** A program can save a document as well; a person saves one that is in sight. */
function isShown(document: vscode.TextDocument): boolean {
  return vscode.window.visibleTextEditors.some((editor) => editor.document === document);
}

/** Accepts what was saved only where exactly that stands on the disk. */
function acceptSaved(document: vscode.TextDocument, gate: Gate | undefined): void {
  const text = readFileSync(document.uri.fsPath, 'utf8');
  if (text.replace(/^\uFEFF/u, '') !== document.getText()) return;
  gate?.identity.accept(document.uri.fsPath, sha256(text), 'editor');
}

/** Tells of a change until it is settled. What is accepted is what was shown. */
export async function tellDrift(file: IdentityFile, gate: Gate, parts: Pick<IdentityParts, 'documents'>): Promise<void> {
  const [show, accept, later] = ['Show Difference', 'Accept', 'Not Now'];
  const wanted = (): boolean => {
    const now = gate.identity.files().find(({ path: one }) => one === file.path);
    return now?.state === 'changed' && now.digest === file.digest;
  };
  for (;;) {
    const text = driftText(file, nameOfFile(file.path, localFolders()));
    const choice = await notify({ text, buttons: [show, accept, later], wanted });
    if (choice === show) await showDifference(file, gate, parts.documents);
    if (choice === accept && !gate.identity.accept(file.path, file.digest, 'person')) void vscode.window.showWarningMessage(`${nameOfFile(file.path, localFolders())} changed again meanwhile, so it was not accepted.`);
    if (choice !== show) return;
  }
} // prettier-ignore

/** What was accepted beside what stands there now, in the editor for differences. */
export async function showDifference(file: IdentityFile, gate: Gate, documents: Documents): Promise<void> {
  const name = path.basename(file.path);
  const before = documents.put(`accepted/${sha256(file.path).slice(0, 8)}/${name}`, gate.identity.accepted(file.path) ?? '');
  const now = file.digest === undefined ? documents.put(`gone/${name}`, '') : vscode.Uri.file(file.path);
  await vscode.commands.executeCommand('vscode.diff', before, now, `${name}: accepted ↔ now`);
} // prettier-ignore
