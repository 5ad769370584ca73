// What the settings, the agents' own rule files and the workspace say at this moment, as the check needs it. Rules are
// read anew only when their list changed.
import { isAbsolute, join } from 'node:path';
import { readRules } from '../policy/rules/read.ts';
import type { ExternalInputs } from '../policy/external/inputs.ts';
import type { RuleSet, RuleSource } from '../policy/rules/rule.ts';
import type { Settings } from '../protocol/settings.ts';
import type { AgentRules } from './agentRules.ts';
import type { GateOptions } from './api.ts';
import { realPath } from './facts.ts';
import { sourcesOf } from './grounding/sources.ts';
import type { JudgeParts } from './judge.ts';

/** Asked for every call, so that a saved setting holds for the next one. */
export function policyFrom(
  options: Pick<GateOptions, 'settings' | 'workspace' | 'home'>,
  agentRules: AgentRules,
): JudgeParts['policy'] {
  const read = remembering();
  return (extra, { home = options.home, cwd, roots, instead }) => {
    const settings = options.settings();
    const workspace = options.workspace();
    const folders = [...(roots ?? workspace.roots), cwd];
    const ofAgents = agentRules.read({ home, folders }, settings.readAgentRules, instead?.agentFiles);
    return {
      mode: settings.permissionMode,
      chosenMode: settings.chosenMode,
      rules: read(instead?.rules ?? settings.rules, ofAgents.rules, extra),
      alwaysAllowShell: settings.alwaysAllowBash,
      floorExceptions: settings.floorExceptions,
      protectedBranches: settings.protectedBranches,
      roots: workspace.roots,
      additional: (home) => absolutePaths(settings.additionalDirectories, home, workspace.roots),
      temporary: (home) => absolutePaths(settings.temporaryDirectories, home, workspace.roots),
      identity: (home, cwd) => identityPaths(settings, home, [...workspace.roots, cwd]),
      workspaceTrusted: workspace.trusted,
      external: externalOf(settings),
      trustHalfLife: settings.trustHalfLife,
      home: options.home,
    };
  };
}

/** Those that settings name, with what lies behind their links; the customary ones are protected by their names. */
function identityPaths({ grounding: { files } }: Settings, home: string, folders: readonly string[]): readonly string[] {
  if (files.length === 0) return [];
  const paths = sourcesOf({ home, folders, trusted: true, files }).map(({ path }) => path);
  return [...new Set(paths.flatMap((path) => [path, realPath(path) ?? path]))];
} // prettier-ignore

/** Without services no part of the check looks for blocked ones. */
function externalOf({ services, trustThreshold }: Settings): ExternalInputs {
  return services.length === 0 ? { threshold: trustThreshold } : { services, threshold: trustThreshold };
}

type Lists = readonly (readonly RuleSource[])[];

/**
 * Keeps the last few lists that were read. The very same lists are known at once; others by their content, for
 * settings may be decoded anew each time.
 */
function remembering(): (...lists: Lists) => RuleSet {
  const most = 32;
  const known = new Map<string, RuleSet>();
  // Two: who tries rules asks by turns for those in force and for those that are tried.
  let last: readonly { readonly lists: Lists; readonly set: RuleSet }[] = [];
  return (...lists) => {
    const before = last.find((one) => lists.every((list, at) => list === one.lists[at] || (list.length === 0 && one.lists[at]?.length === 0)));
    if (before !== undefined) return before.set;
    const key = JSON.stringify(lists);
    const set = known.get(key) ?? readRules(lists.flat());
    if (known.size >= most) known.clear();
    known.set(key, set);
    last = [{ lists, set }, ...last].slice(0, 2);
    return set;
  };
} // prettier-ignore

/** `~` is the home; a relative path starts at the first folder of the workspace, and is nothing without one. */
function absolutePaths(paths: readonly string[], home: string, roots: readonly string[]): readonly string[] {
  return paths.flatMap((path) => {
    if (path === '~' || path.startsWith('~/')) return [join(home, path.slice(1))];
    if (isAbsolute(path)) return [path];
    return roots[0] === undefined ? [] : [join(roots[0], path)];
  });
}
