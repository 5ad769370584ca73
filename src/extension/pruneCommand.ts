// Removes stale files of sessions: asks how old, lists what would go, removes what stays chosen.
import * as vscode from 'vscode';
import { sessionFiles } from '../gate/sessionFiles.ts';
import { sessionsIn } from '../gate/stores/look.ts';
import type { StoredPrompts } from '../gate/stores/promptFiles.ts';
import { promptPlaces, removePromptFiles, stalePromptFiles } from '../gate/stores/retention.ts';
import type { Log } from '../gate/api.ts';
import type { Note } from './consent.ts';
import { localFolders } from './localFolders.ts';
import type { LiveSettings } from './settings.ts';
import { count } from './statusText.ts';

export interface PruneParts {
  readonly stateDir: string;
  readonly settings: LiveSettings;
  readonly log: Log;
}

export async function pruneSessionFiles({ stateDir, settings, log }: PruneParts, note: Note): Promise<void> {
  const days = await askDays(settings.current().retentionDays);
  if (days === undefined) return;
  const folders = [...localFolders(), ...sessionsIn(stateDir).map(({ cwd }) => cwd)];
  const running = new Set(sessionFiles(`${stateDir}/sessions`, log).all().map(({ id }) => id));
  const stale = stalePromptFiles(promptPlaces(stateDir, folders), { days, now: Date.now(), running });
  if (stale.length === 0) {
    void vscode.window.showInformationMessage(`No session file is older than ${count(days, 'day')}.`);
    return;
  }
  const chosen = await vscode.window.showQuickPick(stale.map(item), {
    title: `Remove ${count(stale.length, 'session file')}?`,
    placeHolder: 'Those that stay chosen are removed, for good',
    canPickMany: true,
    matchOnDetail: true,
  });
  if (!chosen || chosen.length === 0) return;
  const { removed, problems } = removePromptFiles(chosen.map(({ file }) => file));
  note('session-files-pruned', { removed: removed.length, days, by: 'person' });
  if (problems.length === 0) void vscode.window.showInformationMessage(`${count(removed.length, 'session file')} removed.`);
  else void vscode.window.showErrorMessage(`${removed.length} of ${chosen.length} session files removed. ${problems[0]}`);
} // prettier-ignore

async function askDays(retention: number): Promise<number | undefined> {
  const answer = await vscode.window.showInputBox({
    title: 'Prune session files',
    prompt: 'Files of sessions that nobody used for how many days?',
    value: String(retention === 0 ? 30 : retention),
    validateInput: (text) => (wholeDays(text) === undefined ? 'A whole number from 1 on.' : undefined),
  });
  return answer === undefined ? undefined : wholeDays(answer);
}

function wholeDays(text: string): number | undefined {
  return /^[1-9]\d{0,4}$/u.test(text.trim()) ? Number(text) : undefined;
}

function item(file: StoredPrompts): vscode.QuickPickItem & { readonly file: StoredPrompts } {
  return {
    file,
    picked: true,
    label: `$(file) ${new Date(file.changedAt).toISOString().slice(0, 10)}`,
    description: file.id.slice(0, 8),
    detail: file.path,
  };
}
