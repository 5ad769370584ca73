// The settings as they hold at this moment, read scope by scope and decoded in one place. Keeps what was read until
// VS Code says that something changed, so that a call costs nothing and a saved change holds for the next one.
import * as vscode from 'vscode';
import type { PermissionMode } from '../policy/decision.ts';
import type { LintFinding } from '../policy/rules/findings.ts';
import { readRules } from '../policy/rules/read.ts';
import type { Rule, RuleSource } from '../policy/rules/rule.ts';
import { setAsideIn } from '../policy/rules/setAside.ts';
import { decodeSettings, type Settings } from '../protocol/settings.ts';
import type { AgentRuleFiles } from './agentRuleFiles.ts';
import type { Restrictions } from './restrictions.ts';
import { isGuardClass } from './guardSwitch.ts';
import { openRuleAdvice } from './ruleAdvice.ts';
import { readSources } from './settingsSources.ts';
import { section } from './settingKeys.ts';
import type { WorkspaceApprovals } from './workspaceApprovals.ts';

export interface LiveSettings extends vscode.Disposable {
  current(): Settings;
  mode(): PermissionMode;
  /** One sentence for each fault in what was written, rules included as far as `advice` has come. */
  problems(): readonly string[];
  /** All rules that hold now, those of agents' files included. */
  rules(): readonly RuleSource[];
  /** Allow rules that wait for the person's approval. */
  uncounted(): readonly RuleSource[];
  /** Allow rules that the mode does not go by. */
  setAside(): readonly Rule[];
  /** What is odd about rules that can be read, as it was last worked out: `advised` tells when there is more. */
  advice(): readonly LintFinding[];
  /** Resolves when `advice` and `problems` are those of the rules as they are now. */
  whenAdvised(): Promise<void>;
  /** True when the settings say to bypass, and the person has not confirmed that for this workspace. */
  bypassUnconfirmed(): boolean;
  /** Do the settings say that all shell commands pass, whether that counts or not? */
  saysAlwaysAllow(): boolean;
  /** True when they do, in a trusted workspace, and the person has not confirmed it. */
  alwaysAllowUnconfirmed(): boolean;
  /** Classes of the built-in guard that the settings switch off, whether that counts or not. */
  saysExcepted(): readonly string[];
  /** Those of them of which the person has not confirmed it: they hold. */
  exceptionsUnconfirmed(): readonly string[];
  /** To be called after a confirmation or approval was given. */
  refresh(): void;
  readonly changed: vscode.Event<void>;
  readonly advised: vscode.Event<void>;
}

export interface SettingsParts {
  readonly approvals: WorkspaceApprovals;
  readonly agentRules: AgentRuleFiles;
  readonly restrictions: Restrictions;
  /** The file of user settings, where it lies on this machine. */
  readonly userFile: string;
  /** Did the person confirm bypassing for this workspace, and that all shell commands pass? */
  readonly mayBypass: () => boolean;
  readonly mayAlwaysAllow: () => boolean;
  /** Did the person confirm that this class of the built-in guard is off? */
  readonly mayExcept: (id: string) => boolean;
}

export function openSettings(parts: SettingsParts): LiveSettings {
  const { approvals, agentRules, restrictions, mayBypass, mayAlwaysAllow, mayExcept } = parts;
  const changed = new vscode.EventEmitter<void>();
  const advised = new vscode.EventEmitter<void>();
  let read = decode(parts);
  const ofAgents = () => agentRules.read(read.readAgentRules);
  const advice = openRuleAdvice(
    () => {
      const { rules, unapproved } = ofAgents();
      return { rules: [...read.rules, ...rules], unapproved: [...read.unapproved, ...unapproved] };
    },
    () => advised.fire(),
  );
  advice.look();
  const refresh = (): void => {
    read = decode(parts);
    advice.look();
    changed.fire();
  };
  const bypassUnconfirmed = (): boolean => read.permissionMode === 'bypassPermissions' && !mayBypass();
  const alwaysAllow = (): boolean => read.alwaysAllowBash && vscode.workspace.isTrusted;
  const current = (): Settings => ({
    ...read,
    ...(bypassUnconfirmed() ? { permissionMode: 'default' as const } : {}),
    alwaysAllowBash: alwaysAllow() && mayAlwaysAllow(),
    floorExceptions: read.floorExceptions.filter(mayExcept),
  });
  const following = [
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(section)) refresh();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(refresh),
    vscode.workspace.onDidGrantWorkspaceTrust(refresh),
    approvals.changed(refresh),
    agentRules.changed(refresh),
    restrictions.changed(refresh),
    changed,
    advised,
  ];
  return {
    current,
    mode: () => current().permissionMode,
    problems: () => [...read.problems, ...ofAgents().problems, ...advice.known().problems],
    rules: () => [...read.rules, ...ofAgents().rules],
    uncounted: () => [...read.unapproved, ...ofAgents().unapproved],
    setAside: () => setAsideIn(current().chosenMode, readRules([...read.rules, ...ofAgents().rules]).allow),
    advice: () => advice.known().findings,
    whenAdvised: async () => void (await advice.settled()),
    bypassUnconfirmed,
    saysAlwaysAllow: () => read.alwaysAllowBash,
    alwaysAllowUnconfirmed: () => alwaysAllow() && !mayAlwaysAllow(),
    saysExcepted: () => read.floorExceptions,
    exceptionsUnconfirmed: () => read.floorExceptions.filter((id) => isGuardClass(id) && !mayExcept(id)),
    refresh,
    changed: changed.event,
    advised: advised.event,
    dispose: () => {
      for (const one of following) one.dispose();
    },
  };
}

function decode({ approvals, restrictions, userFile }: SettingsParts): Settings {
  return decodeSettings([...readSources(approvals, userFile), ...restrictions.sources()]);
}
