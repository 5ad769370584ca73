// The settings of one scope under one spelling of their names, and how faults in them are told.
import type { RuleScope } from '../policy/decision.ts';
import { isRecord } from './decode.ts';
import { reviewerNames } from './reviewerSettings.ts';

/** The settings that decide, without the prefix `portcullis.`. */
export const settingNames = [
  'permissionMode',
  'permissions.defaultMode',
  'permissions.allow',
  'permissions.ask',
  'permissions.deny',
  'permissions.additionalDirectories',
  'temporaryDirectories',
  'denyTools',
  'denyPrefixes',
  'floorExceptions',
  'protectedBranches',
  'readAgentRules',
  'alwaysAllowBash',
  'trust.threshold',
  'trust.halfLifeDays',
  'services',
  'stopWords',
  'pauseWords',
  'sessions.retentionDays',
  'grounding.files',
  'grounding.maxAge',
  'recordings',
  ...reviewerNames,
] as const;
export type SettingName = (typeof settingNames)[number];

/** The values of one scope: `{"portcullis.permissions.allow": […]}` or `{"permissions": {"allow": […]}}`, or both. */
export interface SettingsSource {
  readonly scope: RuleScope;
  readonly file?: string;
  /** For a workspace or folder: the person accepted exactly this content in a trusted workspace. */
  readonly approved?: boolean;
  readonly values: unknown;
  readonly lines?: RuleLines;
  /** Where a rule's path like `/src` starts. Absolute. */
  readonly base?: string;
}

/** Tells the line of a rule, counted from 1; `list` is the last part of its setting's name, such as `deny`. */
export interface RuleLines {
  of(list: string, rule: string): number | undefined;
}

/** A fault in what was written. */
export interface SettingsFault {
  /** It cannot be read; it does not count where it stands; it says something else than another setting. */
  readonly kind: 'invalid' | 'ignored' | 'differ';
  readonly source: SettingsSource;
  /** The setting that it is in; undefined for the settings as a whole. */
  readonly name: SettingName | undefined;
  /** A sentence; it begins with a small letter where it begins with a name. */
  readonly text: string;
}

export type Values = ReadonlyMap<string, unknown>;

export interface Scope {
  readonly source: SettingsSource;
  readonly values: Values;
}

/** No setting stands deeper: `portcullis`, `permissions`, `allow`. */
const deepest = 4;

/** Every way in which settings files spell a name, told apart by `.`: flat, nested, and with or without the prefix. */
export function scopeOf(source: SettingsSource, problems: SettingsFault[]): Scope {
  const values = new Map<string, unknown>();
  const fold = (value: unknown, path: string, depth = 0): void => {
    const name = path.replace(/^portcullis(?:\.|$)/u, '').replace(/^(allow|ask|deny)$/u, 'permissions.$1');
    const known = settingNames.some((setting) => setting === name);
    if (known) values.set(name, values.has(name) ? merged(values.get(name), value) : value);
    else if (isRecord(value) && depth < deepest) for (const [key, inner] of Object.entries(value)) fold(inner, path === '' ? key : `${path}.${key}`, depth + 1);
    else if (name === 'permissions') {
      problems.push({ kind: 'invalid', source, name: undefined, text: 'permissions must be an object.' });
      values.set('permissions.deny', [[value]]);
    }
    else if (/^permissions\.[a-zA-Z]+$/u.test(name) && !foreign.has(name)) problems.push({ kind: 'invalid', source, name: undefined, text: `${name} is not a setting.` });
  };
  if (source.values !== undefined && !isRecord(source.values)) {
    problems.push({ kind: 'invalid', source, name: undefined, text: 'the settings must be an object.' });
    values.set('permissions.deny', [[source.values]]);
  } else fold(source.values, '');
  return { source, values };
} // prettier-ignore

/** Keys that Claude Code knows and the gate has no use for. */
const foreign: ReadonlySet<string> = new Set([
  'permissions.disableBypassPermissionsMode',
  'permissions.disableAutoMode',
]);

/** The same list in two spellings counts twice; what is no list stands in it as an entry that cannot be read. */
function merged(one: unknown, other: unknown): unknown {
  if (isRecord(one) && isRecord(other)) return [one, other];
  if (!Array.isArray(one) && !Array.isArray(other)) return other;
  const entries = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [[value]]);
  return [...entries(one), ...entries(other)];
}

export function mayLoosen({ scope, approved }: SettingsSource): boolean {
  return (scope !== 'workspace' && scope !== 'folder') || approved === true;
}

export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
