// The rules that stand in a settings file, each with its place in the text.
import type { Node } from 'jsonc-parser/lib/esm/main.js';
import type { Behavior } from '../policy/decision.ts';
import type { RuleSource } from '../policy/rules/rule.ts';
import type { SettingName } from '../protocol/settingScopes.ts';
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
