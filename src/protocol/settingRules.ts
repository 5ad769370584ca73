// The rules of one scope. What cannot be read in a deny or ask list stays in it as a rule that cannot be read, so that it
// tightens; in an allow list it frees nothing.
import type { Behavior } from '../policy/decision.ts';
import type { RuleSource } from '../policy/rules/rule.ts';
import {
  shown,
  type Scope,
  type SettingName,
  type SettingsFault,
  type SettingsSource,
} from './settingScopes.ts';

export function rulesOf(
  { source, values }: Scope,
  problems: SettingsFault[],
): { source: SettingsSource; rule: RuleSource }[] {
  const rule = (
    name: SettingName,
    text: string,
    behavior: Behavior,
    form?: RuleSource['form'],
  ): RuleSource => {
    const line = source.lines?.of(name.slice(name.lastIndexOf('.') + 1), text);
    return {
      text,
      behavior,
      scope: source.scope,
      ...(source.file === undefined ? {} : { file: source.file }),
      ...(line === undefined ? {} : { line }),
      ...(source.base === undefined ? {} : { base: source.base }),
      ...(form === undefined ? {} : { form }),
    };
  };
  const read = (name: SettingName, behavior: Behavior, form?: 'tool-name' | 'tool-prefix'): RuleSource[] => {
    const value = values.get(name);
    if (value === undefined) return [];
    const entries: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (!Array.isArray(value))
      problems.push({ kind: 'invalid', source, name, text: `${name} must be a list.` });
    return entries.flatMap((entry) => {
      // A blank entry of the deny lists is rejected; `listOf` says so.
      if (form !== undefined && typeof entry === 'string' && entry.trim() === '') return [];
      if (typeof entry === 'string' && (Array.isArray(value) || behavior !== 'allow'))
        return [rule(name, entry, behavior, form)];
      if (typeof entry !== 'string')
        problems.push({
          kind: 'invalid',
          source,
          name,
          text: `${name} holds ${shown(entry)}, which is not a text.`,
        });
      return behavior === 'allow' ? [] : [rule(name, shown(entry), behavior, 'unreadable')];
    });
  };
  return [
    ...read('permissions.deny', 'deny'),
    ...read('denyTools', 'deny', 'tool-name'),
    ...read('denyPrefixes', 'deny', 'tool-prefix'),
    ...read('permissions.ask', 'ask'),
    ...read('permissions.allow', 'allow'),
  ].map((one) => ({ source, rule: one }));
}
