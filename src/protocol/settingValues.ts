// Values of settings over all scopes. What has a wrong type is reported, and what is right of it still holds.
import {
  shown,
  type Scope,
  type SettingName,
  type SettingsFault,
  type SettingsSource,
} from './settingScopes.ts';

/** Off unless user settings say otherwise. */
export function switchOf(scopes: readonly Scope[], name: SettingName, problems: SettingsFault[]): boolean {
  const said = ownValue(scopes, name, problems);
  if (said !== undefined && typeof said.value !== 'boolean') problems.push({ kind: 'invalid', source: said.source, name, text: `${name} is ${shown(said.value)}, which is neither true nor false.` });
  return said?.value === true;
} // prettier-ignore

export function numberOf(
  scopes: readonly Scope[],
  name: SettingName,
  { least, most, start }: { readonly least: number; readonly most: number; readonly start: number },
  problems: SettingsFault[],
): number {
  const said = ownValue(scopes, name, problems);
  if (said === undefined) return start;
  const { value, source } = said;
  if (typeof value === 'number' && value >= least && value <= most) return value;
  problems.push({ kind: 'invalid', source, name, text: `${name} is ${shown(value)}, which is no number from ${least} to ${most}; it is ${start} instead.` });
  return start;
} // prettier-ignore

export function ownList(scopes: readonly Scope[], name: SettingName, problems: SettingsFault[]): readonly string[] {
  const said = ownValue(scopes, name, problems);
  return said === undefined ? [] : listOf(scopes.filter(({ source }) => source.scope === 'user'), name, problems);
} // prettier-ignore

/** The value of a setting that counts in user settings alone. */
export function ownValue(
  scopes: readonly Scope[],
  name: SettingName,
  problems: SettingsFault[],
): { readonly source: SettingsSource; readonly value: unknown } | undefined {
  const given = scopes.filter(({ values }) => values.has(name));
  for (const { source } of given)
    if (source.scope !== 'user')
      problems.push({
        kind: 'ignored',
        source,
        name,
        text: `${name} is ignored, for it counts only in user settings.`,
      });
  const own = given.findLast(({ source }) => source.scope === 'user');
  return own === undefined ? undefined : { source: own.source, value: own.values.get(name) };
}

export function loosening(
  scopes: readonly Scope[],
  name: SettingName,
  problems: SettingsFault[],
  may: (source: SettingsSource) => boolean,
): readonly string[] {
  for (const { source, values } of scopes) {
    if (values.has(name) && !may(source)) problems.push({ kind: 'ignored', source, name, text: `${name} is ignored, for it would loosen the policy.` });
  }
  return listOf(scopes.filter(({ source }) => may(source)), name, problems);
} // prettier-ignore

export function listOf(scopes: readonly Scope[], name: SettingName, problems: SettingsFault[]): readonly string[] {
  const texts = scopes.flatMap(({ source, values }) => {
    const value = values.get(name);
    if (value === undefined) return [];
    if (!Array.isArray(value)) problems.push({ kind: 'invalid', source, name, text: `${name} must be a list.` });
    const entries: readonly unknown[] = Array.isArray(value) ? value : [];
    return entries.flatMap((entry) => {
      const text = typeof entry === 'string' ? entry.trim() : '';
      if (text === '') problems.push({ kind: 'invalid', source, name, text: `${name} holds ${shown(entry)}, which is ${typeof entry === 'string' ? 'blank' : 'not a text'}.` });
      return text === '' ? [] : [text];
    });
  });
  return [...new Set(texts)];
} // prettier-ignore
