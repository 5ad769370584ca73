// The commands about the journal, and its reminder.
import path from 'node:path';
import type * as vscode from 'vscode';
import { commands } from '../commands.ts';
import type { Documents } from '../documents.ts';
import type { Register } from '../register.ts';
import { exportJournal } from './exportCommand.ts';
import { remindOfJournal } from './reminder.ts';
import { showJournal } from './show.ts';
import { verifyJournal } from './verify.ts';

export interface JournalCommandParts {
  readonly context: Pick<vscode.ExtensionContext, 'extensionPath' | 'globalState'>;
  readonly stateDir: string;
  readonly documents: Documents;
  readonly onError: (error: unknown) => void;
}

export function journalCommands(on: Register, parts: JournalCommandParts): readonly vscode.Disposable[] {
  const { context, stateDir, documents, onError } = parts;
  const folder = path.join(stateDir, 'journal');
  const journal = { folder, programDir: path.join(context.extensionPath, 'dist'), documents };
  return [
    on(commands.showJournal, () => showJournal(journal)),
    on(commands.exportJournal, () => exportJournal(folder)),
    on(commands.verifyJournal, () => verifyJournal(journal)),
    remindOfJournal({ folder, memory: context.globalState, now: Date.now, onError }),
  ];
}
