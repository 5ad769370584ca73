// What the language server must know of this window: which files hold, what counts in them, and the rules as saved.
import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { allowTexts, ruleFiles } from '../gate/agentRules.ts';
import type { Uncounted } from '../policy/rules/findings.ts';
import type { Platform } from '../policy/facts.ts';
import { decodeSettings } from '../protocol/settings.ts';
import type { SettingsPlace, WindowFacts } from '../protocol/language.ts';
import { commands } from './commands.ts';
import { localFolders } from './localFolders.ts';
import type { LiveSettings } from './settings.ts';
import { section, settingKeys } from './settingKeys.ts';
import { readSources } from './settingsSources.ts';
import type { WorkspaceApprovals } from './workspaceApprovals.ts';

export interface WindowParts {
  readonly settings: LiveSettings;
  readonly approvals: WorkspaceApprovals;
  readonly userFile: string;
}

export function windowFacts(parts: WindowParts): WindowFacts {
  const { settings, approvals, userFile } = parts;
  const { readAgentRules, floorExceptions } = settings.current();
  const sources = readSources(approvals, userFile);
  return {
    platform: platform(),
    home: homedir(),
    roots: localFolders(),
    trusted: vscode.workspace.isTrusted,
    readAgentRules,
    mode: decodeSettings(sources.filter(({ scope }) => scope === 'user')).permissionMode,
    floorExceptions,
    places: [
      ...sources.flatMap(({ scope, file, base, approved }): SettingsPlace[] => {
        if (file === undefined || (scope !== 'user' && scope !== 'workspace' && scope !== 'folder')) return [];
        const why = scope === 'user' || approved === true ? undefined : reason();
        return [{ file, scope, ...(base === undefined ? {} : { base }), ...(why === undefined ? {} : { uncounted: why }) }];
      }),
      ...agentPlaces(parts),
    ],
    rules: settings.rules(),
    lenses: vscode.workspace.getConfiguration(section).get<unknown>(settingKeys.ruleLenses) !== false,
    commands: { approve: commands.approveWorkspaceRules, simulate: commands.simulate, compare: commands.compareRules },
  };
} // prettier-ignore

/** Settings files of agents: their own count where the person lets them, those of a workspace once approved. */
export function agentPlaces({
  settings,
  approvals,
}: Pick<WindowParts, 'settings' | 'approvals'>): readonly SettingsPlace[] {
  const all = settings.current().readAgentRules === 'all';
  return ruleFiles({ home: homedir(), folders: localFolders() }, process.env, []).map(
    ({ file, scope, base }): SettingsPlace => {
      const approved = (): boolean =>
        scope === 'user' || approvals.agentRulesApproved(file, allowTexts(file));
      const why: Uncounted | undefined = !all ? 'agent' : approved() ? undefined : reason();
      return { file, scope, base, ...(why === undefined ? {} : { uncounted: why }) };
    },
  );
}

function reason(): Uncounted {
  return vscode.workspace.isTrusted ? 'unapproved' : 'untrusted';
}

function platform(): Platform {
  return process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';
}

/** The files in which the server helps; of those of other windows it says that they do not count here. */
export function settingsSelector(userFile: string): readonly {
  readonly scheme: string;
  readonly pattern: string;
}[] {
  const own = userFile.split(path.sep).join('/').replaceAll(/[[\]{}*?]/gu, '?');
  return [
    { scheme: 'vscode-userdata', pattern: '**/settings.json' },
    { scheme: 'file', pattern: '**/.vscode/settings.json' },
    { scheme: 'file', pattern: '**/*.code-workspace' },
    { scheme: 'file', pattern: '**/.claude/settings*.json' },
    { scheme: 'file', pattern: own },
  ];
} // prettier-ignore
