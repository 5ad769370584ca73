// Help with rules in settings files. Nothing is loaded or started before such a file is opened.
import path from 'node:path';
import * as vscode from 'vscode';
import { grammarFiles } from '../gate/grammar.ts';
import { modelPath } from '../gate/model.ts';
import { archiveOf } from '../gate/journalParts.ts';
import type { LazyGate } from './lazyGate.ts';
import type { RunningClient } from './languageClient.ts';
import { section, settingKeys } from './settingKeys.ts';
import { settingsSelector, windowFacts, type WindowParts } from './windowFacts.ts';

export interface LanguageParts extends WindowParts {
  readonly extensionPath: string;
  readonly stateDir: string;
  readonly gate: LazyGate;
  readonly log: vscode.LogOutputChannel;
  readonly onError: (error: unknown) => void;
}

export interface Language extends vscode.Disposable {
  /** The running client; undefined before the first settings file is opened. For tests. */
  running(): Promise<RunningClient> | undefined;
}

/** Milliseconds between two words about a growing journal. */
const pause = 1_000;

export function followSettingsFiles(parts: LanguageParts): Language {
  const { userFile, settings, gate, onError } = parts;
  const selector = settingsSelector(userFile);
  let client: Promise<RunningClient> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const begin = (): void => {
    client ??= start(parts, selector);
    client.catch(onError);
  };
  const look = (document: vscode.TextDocument): void => {
    if (client === undefined && vscode.languages.match([...selector], document) > 0) begin();
  };
  const tell = (): void => void client?.then((running) => running.tell(), () => undefined);
  const decided = (): void => {
    if (client === undefined) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      void client?.then((running) => running.decided(), () => undefined);
    }, pause);
  };
  gate.whenUp((up) => up.decided.on(decided));
  for (const document of vscode.workspace.textDocuments) look(document);
  const following = [
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${section}.${settingKeys.ruleLenses}`)) tell();
    }),
    settings.changed(tell),
  ];
  return {
    running: () => client,
    dispose() {
      clearTimeout(timer);
      for (const one of following) one.dispose();
      void client?.then((running) => running.stop(), () => undefined);
    },
  };
} // prettier-ignore

async function start(parts: LanguageParts, selector: ReturnType<typeof settingsSelector>): Promise<RunningClient> {
  const { extensionPath, stateDir, log } = parts;
  const dist = path.join(extensionPath, 'dist');
  const { startClient } = await import('./languageClient.ts');
  const grammar = grammarFiles(dist);
  const journal = path.join(stateDir, 'journal');
  return startClient({
    module: path.join(dist, 'language.cjs'),
    start: {
      ...(grammar === undefined ? {} : { grammar }),
      model: modelPath(dist),
      documentation: path.join(extensionPath, 'docs', 'rules.md'),
      journal: { folder: journal, archive: archiveOf(journal) },
    },
    selector,
    log,
    facts: () => windowFacts(parts),
  });
} // prettier-ignore
