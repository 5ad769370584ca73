// Saves rules into VS Code's settings, and takes them back. It knows where rules may go, not which rules are good.
import * as vscode from 'vscode';
import { HumanError } from '../gate/humanError.ts';
import type { RuleScope } from '../policy/decision.ts';
import type { RuleChange } from './panel/triedRules.ts';
import { section, settingKeys } from './settingKeys.ts';
import type { WorkspaceApprovals } from './workspaceApprovals.ts';

type Kept = 'allow' | 'ask' | 'deny';

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
  open(place: Pick<RulePlace, 'scope'>): Promise<void>;
  /** Puts texts into lists of settings and takes others out. Returns what makes them as they were. */
  change(changes: readonly RuleChange[]): Promise<() => Promise<void>>;
}

export function openRuleStore(approvals: WorkspaceApprovals): RuleStore {
  /** What the person writes into the workspace here, they have approved: where nothing else waits for that. */
  const put = async (target: Target, texts: readonly string[]): Promise<void> => {
    const wasApproved = approvals.unapproved().every(({ ofAgent }) => ofAgent);
    await settingsOf(target).update(
      settingKeys[target.list],
      texts.length === 0 ? undefined : texts,
      targets[target.home.scope],
    );
    if (target.home.scope === 'user' || target.list !== 'allow' || !wasApproved) return;
    const written = texts.join('\n');
    await approvals.approve(
      approvals.lists().filter((list) => !list.ofAgent && list.rules.join('\n') === written),
    );
  };
  return {
    places(behavior) {
      const found: RulePlace[] = [];
      const { workspaceFolders, workspaceFile } = vscode.workspace;
      const mayHold =
        workspaceFolders !== undefined &&
        (behavior !== 'allow' ||
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
    async change(changes) {
      const undone: (() => Promise<void>)[] = [];
      const undo = async (): Promise<void> => {
        for (const back of undone.splice(0).reverse()) await back();
      };
      try {
        for (const change of changes) {
          const before = textsOf(change);
          const rest = before.filter((text) => !change.removed.includes(text));
          const after = [...rest, ...change.added.filter((text) => !rest.includes(text))];
          await put(change, after);
          undone.push(async () => {
            // What somebody else wrote since then stays as it is.
            if (textsOf(change).join('\n') !== after.join('\n'))
              throw new HumanError(
                `The rules in the ${change.home.name} changed meanwhile. They were left as they are.`,
              );
            await put(change, before);
          });
        }
      } catch (error) {
        await undo();
        throw error;
      }
      return undo;
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

type Target = Pick<RuleChange, 'home' | 'list'>;

function settingsOf({ home }: Target): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(
    section,
    home.base === undefined ? undefined : vscode.Uri.file(home.base),
  );
}

function textsOf(target: Target): readonly string[] {
  const found = settingsOf(target).inspect<unknown>(settingKeys[target.list]);
  const { scope } = target.home;
  const value = scope === 'user' ? found?.globalValue : scope === 'workspace' ? found?.workspaceValue : found?.workspaceFolderValue;
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
} // prettier-ignore

const targets = {
  user: vscode.ConfigurationTarget.Global,
  workspace: vscode.ConfigurationTarget.Workspace,
  folder: vscode.ConfigurationTarget.WorkspaceFolder,
} as const;

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
