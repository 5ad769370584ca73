// The settings of this window that hold rules a person can edit, the person's own first, and behind them files of agents.
import { homedir } from 'node:os';
import { sep } from 'node:path';
import * as vscode from 'vscode';
import type { RuleHome } from './panel/triedRules.ts';
import { fileOf } from './settingsSources.ts';
import { agentPlaces, type WindowParts } from './windowFacts.ts';

export function ruleHomes({ approvals, settings, userFile }: WindowParts): readonly RuleHome[] {
  const { workspaceFile, workspaceFolders = [], isTrusted } = vscode.workspace;
  const loosens = isTrusted && approvals.unapproved().every(({ ofAgent }) => ofAgent);
  const whole = workspaceFile ?? workspaceFolders[0]?.uri;
  const at = (file: string | undefined): Pick<RuleHome, 'file'> => (file === undefined ? {} : { file });
  return [
    { name: 'user settings', scope: 'user', file: userFile, loosens: true },
    ...(whole ? [{ name: 'workspace settings', scope: 'workspace', ...at(fileOf(whole)), loosens } as const] : []),
    ...(workspaceFile ? workspaceFolders : [])
      .filter(({ uri }) => uri.scheme === 'file')
      .map(({ name, uri }) => ({ name: `folder ${name}`, scope: 'folder' as const, ...at(fileOf(uri)), base: uri.fsPath, loosens })),
    ...agentPlaces({ settings, approvals }).map(({ file, scope, base, uncounted }): RuleHome => ({
      name: tilde(vscode.workspace.asRelativePath(file)),
      scope,
      file,
      ...(base === undefined ? {} : { base }),
      loosens: uncounted === undefined,
      form: 'claude',
    })),
  ];
} // prettier-ignore

function tilde(path: string): string {
  const home = homedir();
  return path.startsWith(home + sep) ? `~${path.slice(home.length)}` : path;
}
