// The rules that stand in a settings file, each with its place in the text.
import type { Node } from 'jsonc-parser/lib/esm/main.js';
import type { Behavior } from '../policy/decision.ts';
import type { LintFinding } from '../policy/rules/findings.ts';
import { adviceOn } from '../policy/rules/lint.ts';
import { readRule } from '../policy/rules/read.ts';
import type { Matcher, Rule, RuleSource } from '../policy/rules/rule.ts';
import type { SettingName } from '../protocol/settings.ts';
import type { Place } from './place.ts';
import type { Setting, SettingsFile } from './settingsFile.ts';

export interface WrittenRule {
  readonly source: RuleSource;
  readonly setting: Setting;
  readonly node: Node;
  /** In its list. */
  readonly index: number;
}

interface List {
  readonly behavior: Behavior;
  readonly form?: 'tool-name' | 'tool-prefix';
}

/** The settings whose entries are rules. */
export const ruleLists: ReadonlyMap<SettingName, List> = new Map<SettingName, List>([
  ['permissions.allow', { behavior: 'allow' }],
  ['permissions.ask', { behavior: 'ask' }],
  ['permissions.deny', { behavior: 'deny' }],
  ['denyTools', { behavior: 'deny', form: 'tool-name' }],
  ['denyPrefixes', { behavior: 'deny', form: 'tool-prefix' }],
]);

/** Rules of lists that count; what is no text is not among them. */
export function writtenRules({ settings, kind }: SettingsFile, { scope, file, base }: Place): readonly WrittenRule[] {
  return settings.flatMap((setting) => {
    const list = ruleLists.get(setting.name);
    if (list === undefined || setting.overridden || setting.value?.type !== 'array') return [];
    const form = list.form ?? (kind === 'claude' ? 'claude' : undefined);
    return (setting.value.children ?? []).flatMap((node, index) => {
      if (typeof node.value !== 'string' || (list.form !== undefined && node.value.trim() === '')) return [];
      const source: RuleSource = {
        text: node.value,
        behavior: list.behavior,
        scope,
        ...(file === undefined ? {} : { file }),
        ...(base === undefined ? {} : { base }),
        ...(form === undefined ? {} : { form }),
      };
      return [{ source, setting, node, index }];
    });
  });
} // prettier-ignore

export interface RuleReader {
  readonly read: (source: RuleSource) => Rule;
  readonly advise: (rule: Rule) => readonly LintFinding[];
}

/** Reads rules, and keeps what texts mean and what there is to say of them: a keystroke changes one of thousands. */
export function ruleReader(): RuleReader {
  const known = new Map<string, { readonly matcher: Matcher; advice?: readonly LintFinding[] }>();
  const entry = (source: RuleSource): { readonly matcher: Matcher; advice?: readonly LintFinding[] } => {
    const key = `${source.behavior} ${source.form ?? ''} ${source.text}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    if (known.size >= mostKnown) known.clear();
    const { matcher } = readRule(source);
    const fresh = { matcher };
    known.set(key, fresh);
    return fresh;
  };
  return {
    read: (source) => ({ source, matcher: entry(source).matcher }),
    advise(rule) {
      const one = entry(rule.source);
      one.advice ??= adviceOn(rule);
      return one.advice.map((finding) => ({ ...finding, rule: rule.source }));
    },
  };
}

const mostKnown = 20_000;
