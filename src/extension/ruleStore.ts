// Saves rules into VS Code's settings, and takes them back. It knows where rules may go, not which rules are good.
import * as vscode from 'vscode';
import { HumanError } from '../gate/humanError.ts';
import type { RuleScope } from '../policy/decision.ts';
import { section, settingKeys } from './settingKeys.ts';
import type { WorkspaceApprovals } from './workspaceApprovals.ts';

type Kept = 'allow' | 'deny';

/** A settings file that can take a rule. */
export interface RulePlace {
  readonly scope: Extract<RuleScope, 'user' | 'workspace'>;
  readonly label: string;
  /** What the person calls the file. */
  readonly file: string;
  /** The rules that are there now. */
  readonly before: readonly string[];
}

export interface RuleStore {
  places(behavior: Kept): readonly RulePlace[];
  /** Adds the texts that are not there yet. Returns what takes exactly these away again. */
  save(place: RulePlace, behavior: Kept, texts: readonly string[]): Promise<() => Promise<void>>;
  /** Opens the settings file of a place at the list. */
  open(place: RulePlace): Promise<void>;
}

export function openRuleStore(approvals: WorkspaceApprovals): RuleStore {
  return {
    places(behavior) {
      const found: RulePlace[] = [];
      const { workspaceFolders, workspaceFile } = vscode.workspace;
      const mayHold =
        workspaceFolders !== undefined &&
        (behavior === 'deny' ||
          (vscode.workspace.isTrusted && approvals.unapproved().every(({ ofAgent }) => ofAgent)));
      if (mayHold)
        found.push({
          scope: 'workspace',
          label: 'This workspace',
          file: workspaceFile ? vscode.workspace.asRelativePath(workspaceFile) : '.vscode/settings.json',
          before: listIn(behavior, 'workspace'),
        });
      found.push({
        scope: 'user',
        label: 'All my workspaces',
        file: 'user settings.json',
        before: listIn(behavior, 'user'),
      });
      return found;
    },
    async save(place, behavior, texts) {
      const before = listIn(behavior, place.scope);
      // The person was shown `place.before`; what somebody else wrote since then must not be approved along.
      if (before.join('\n') !== place.before.join('\n'))
        throw new HumanError(`The rules in ${place.file} changed meanwhile. Nothing was saved.`);
      const added = texts.filter((text) => !before.includes(text));
      const set = async (rules: readonly string[]): Promise<void> => {
        await write(behavior, place.scope, rules);
        if (place.scope !== 'workspace' || behavior !== 'allow') return;
        const written = rules.join('\n');
        await approvals.approve(
          approvals.lists().filter((list) => !list.ofAgent && list.rules.join('\n') === written),
        );
      };
      await set([...before, ...added]);
      return async () => {
        const rest = listIn(behavior, place.scope).filter((text) => !added.includes(text));
        if (rest.join('\n') === before.join('\n')) await set(rest);
        else await write(behavior, place.scope, rest);
      };
    },
    async open(place) {
      await vscode.commands.executeCommand(
        place.scope === 'user'
          ? 'workbench.action.openSettingsJson'
          : 'workbench.action.openWorkspaceSettingsFile',
        { revealSetting: { key: `${section}.${settingKeys.allow}` } },
      );
    },
  };
}

function listIn(behavior: Kept, scope: RulePlace['scope']): readonly string[] {
  const found = vscode.workspace.getConfiguration(section).inspect<unknown>(settingKeys[behavior]);
  const value = scope === 'user' ? found?.globalValue : found?.workspaceValue;
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

async function write(behavior: Kept, scope: RulePlace['scope'], rules: readonly string[]): Promise<void> {
  const target = scope === 'user' ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
  const value = rules.length === 0 ? undefined : rules;
  await vscode.workspace.getConfiguration(section).update(settingKeys[behavior], value, target);
}
