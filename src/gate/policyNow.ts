// What the settings and the workspace say at this moment, as the check needs it. Rules are read anew only when their
// list changed.
import { isAbsolute, join } from 'node:path';
import { readRules } from '../policy/rules/read.ts';
import type { RuleSet, RuleSource } from '../policy/rules/rule.ts';
import type { GateOptions } from './api.ts';
import type { JudgeParts } from './judge.ts';

/** Asked for every call, so that a saved setting holds for the next one. */
export function policyFrom(
  options: Pick<GateOptions, 'settings' | 'workspace' | 'home'>,
): JudgeParts['policy'] {
  const read = remembering();
  return (extra) => {
    const settings = options.settings();
    const workspace = options.workspace();
    return {
      mode: settings.permissionMode,
      rules: read(settings.rules, extra),
      floorExceptions: settings.floorExceptions,
      protectedBranches: settings.protectedBranches,
      roots: workspace.roots,
      additional: (home) => absolutePaths(settings.additionalDirectories, home, workspace.roots),
      temporary: (home) => absolutePaths(settings.temporaryDirectories, home, workspace.roots),
      workspaceTrusted: workspace.trusted,
      home: options.home,
    };
  };
}

/** Keeps the last few lists that were read; a list is known by its content, for settings are decoded anew each time. */
function remembering(): (rules: readonly RuleSource[], extra: readonly RuleSource[]) => RuleSet {
  const most = 32;
  const known = new Map<string, RuleSet>();
  // Without rules of a session the same list comes again and again.
  let last: { readonly rules: readonly RuleSource[]; readonly set: RuleSet } | undefined;
  return (rules, extra) => {
    if (extra.length === 0) {
      if (last?.rules !== rules) last = { rules, set: found(rules, extra) };
      return last.set;
    }
    return found(rules, extra);
  };

  function found(rules: readonly RuleSource[], extra: readonly RuleSource[]): RuleSet {
    const key = JSON.stringify([rules, extra]);
    const before = known.get(key);
    if (before) return before;
    const fresh = readRules([...rules, ...extra]);
    if (known.size >= most) known.clear();
    known.set(key, fresh);
    return fresh;
  }
}

/** `~` is the home; a relative path starts at the first folder of the workspace, and is nothing without one. */
function absolutePaths(paths: readonly string[], home: string, roots: readonly string[]): readonly string[] {
  return paths.flatMap((path) => {
    if (path === '~' || path.startsWith('~/')) return [join(home, path.slice(1))];
    if (isAbsolute(path)) return [path];
    return roots[0] === undefined ? [] : [join(roots[0], path)];
  });
}
