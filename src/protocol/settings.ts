// Settings of every scope → what the gate goes by. Values come from files that people and programs write, so nothing
// is taken for granted: what has a wrong type is reported, and all that is right still holds. Files of a workspace can
// tighten; they loosen only as far as `approved` says that the person accepted exactly their content.
import type { Behavior, PermissionMode, RuleScope } from '../policy/decision.ts';
import { permissionModes } from '../policy/decision.ts';
import { defaultProtectedBranches } from '../policy/context.ts';
import { defaultThreshold, type ServiceSetting } from '../policy/external/inputs.ts';
import { day, defaultHalfLife } from '../policy/trust/score.ts';
import type { RuleSource } from '../policy/rules/rule.ts';
import type { StopWords } from '../policy/stopWords.ts';
import { isRecord } from './decode.ts';
import {
  defaultGroundingAge,
  groundingFiles,
  mostGroundingAge,
  type GroundingFile,
  type GroundingSettings,
} from './groundingSettings.ts';
import { readReviewer, reviewerNames, type ReviewerSettings } from './reviewerSettings.ts';
import { decodeServices } from './serviceSettings.ts';

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

/**
 * Which rules of the agents' own settings files count beside those of the gate: those that tighten, or also their
 * allow rules, of a workspace only once the person has approved exactly these.
 */
export const agentRuleChoices = ['denyAndAsk', 'all'] as const;
export type AgentRuleChoice = (typeof agentRuleChoices)[number];

export interface Settings {
  readonly permissionMode: PermissionMode;
  /** The mode without what workspaces tighten that nobody approved: what the person chose. */
  readonly chosenMode: PermissionMode;
  /** Of all scopes, the entries of the deny lists included; `readRules` reads them. */
  readonly rules: readonly RuleSource[];
  /** Allow rules of the workspace that count only once the person approves them. */
  readonly unapproved: readonly RuleSource[];
  readonly floorExceptions: readonly string[];
  readonly protectedBranches: readonly string[];
  readonly denyTools: readonly string[];
  readonly denyPrefixes: readonly string[];
  readonly additionalDirectories: readonly string[];
  readonly temporaryDirectories: readonly string[];
  readonly readAgentRules: AgentRuleChoice;
  /** Every shell command passes the classifier and the person: `--always-allow-bash`. */
  readonly alwaysAllowBash: boolean;
  /** Score, 0 to 100, below which a trusted operation is asked about again. */
  readonly trustThreshold: number;
  /** Milliseconds in which what happened loses half its weight for trust. */
  readonly trustHalfLife: number;
  /** Services that are blocked or always asked about, of all scopes. */
  readonly services: readonly ServiceSetting[];
  /** The person's own words that stop or pause, beside those of all languages. */
  readonly stopWords: StopWords;
  /** Days after which the file of a session counts as stale; 0 keeps it for ever. */
  readonly retentionDays: number;
  /** Which text agents are given, and how fresh it must be before they send something. */
  readonly grounding: GroundingSettings;
  /** The output of sessions is recorded. */
  readonly recordings: boolean;
  /** The language model that may be asked about calls. */
  readonly reviewer: ReviewerSettings;
  /** One sentence for each fault, with the settings that it is in. */
  readonly problems: readonly string[];
  /** The same, for who knows where each setting stands. */
  readonly faults: readonly SettingsFault[];
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

export function decodeSettings(sources: readonly SettingsSource[]): Settings {
  const problems: SettingsFault[] = [];
  const scopes = sources.map((source) => scopeOf(source, problems));
  const rules = scopes.flatMap((scope) => rulesOf(scope, problems));
  const unapproved = rules.filter(({ source, rule }) => rule.behavior === 'allow' && !mayLoosen(source));
  return {
    permissionMode: modeOf(scopes, problems),
    chosenMode: modeOf(
      scopes.filter(({ source }) => mayLoosen(source)),
      [],
    ),
    rules: rules.filter((one) => !unapproved.includes(one)).map(({ rule }) => rule),
    unapproved: unapproved.map(({ rule }) => rule),
    floorExceptions: loosening(scopes, 'floorExceptions', problems, ({ scope }) => scope === 'user'),
    protectedBranches: branchesOf(scopes, problems),
    denyTools: listOf(scopes, 'denyTools', problems),
    denyPrefixes: listOf(scopes, 'denyPrefixes', problems),
    additionalDirectories: loosening(scopes, 'permissions.additionalDirectories', problems, mayLoosen),
    temporaryDirectories: loosening(scopes, 'temporaryDirectories', problems, mayLoosen),
    readAgentRules: agentRulesOf(scopes, problems),
    alwaysAllowBash: switchOf(scopes, 'alwaysAllowBash', problems),
    recordings: switchOf(scopes, 'recordings', problems),
    reviewer: readReviewer(
      (name) => ownValue(scopes, name, problems),
      (source, name, text) => problems.push({ kind: 'invalid', source, name, text }),
    ),
    trustThreshold: numberOf(
      scopes,
      'trust.threshold',
      { least: 0, most: 100, start: defaultThreshold },
      problems,
    ),
    trustHalfLife:
      day *
      numberOf(scopes, 'trust.halfLifeDays', { least: 1, most: 365, start: defaultHalfLife / day }, problems),
    services: scopes.flatMap(({ source, values }) =>
      values.has('services')
        ? decodeServices(values.get('services'), (text) =>
            problems.push({ kind: 'invalid', source, name: 'services', text }),
          )
        : [],
    ),
    stopWords: {
      stop: ownList(scopes, 'stopWords', problems),
      pause: ownList(scopes, 'pauseWords', problems),
    },
    retentionDays: numberOf(scopes, 'sessions.retentionDays', { least: 0, most: 3_650, start: 30 }, problems),
    grounding: {
      files: filesOf(scopes, problems),
      maxAge:
        60_000 *
        numberOf(
          scopes,
          'grounding.maxAge',
          { least: 0, most: mostGroundingAge, start: defaultGroundingAge },
          problems,
        ),
    },
    problems: [...new Set(problems.map(({ source, text }) => `${where(source)}: ${text}`))],
    faults: problems,
  };
}

type Values = ReadonlyMap<string, unknown>;

interface Scope {
  readonly source: SettingsSource;
  readonly values: Values;
}

/** No setting stands deeper: `portcullis`, `permissions`, `allow`. */
const deepest = 4;

/** Every way in which settings files spell a name, told apart by `.`: flat, nested, and with or without the prefix. */
function scopeOf(source: SettingsSource, problems: SettingsFault[]): Scope {
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

function rulesOf(
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

/** From the strictest to the loosest. */
const strictness: readonly PermissionMode[] = [
  'plan',
  'dontAsk',
  'default',
  'acceptEdits',
  'auto',
  'bypassPermissions',
];

function modeOf(scopes: readonly Scope[], problems: SettingsFault[]): PermissionMode {
  let mode: PermissionMode = 'default';
  for (const { source, values } of [...scopes].sort((a, b) => rank(a.source) - rank(b.source))) {
    const said = saidMode(source, values, problems);
    if (said === undefined) continue;
    const own = source.scope === 'user' || source.scope === 'session' || source.scope === 'builtin';
    const handsOff = said === 'auto' || said === 'bypassPermissions';
    if (own && !(handsOff && source.scope !== 'user')) mode = said;
    else if (tightens(said, mode) || (mayLoosen(source) && !handsOff)) mode = said;
    else problems.push({ kind: 'ignored', source, name: values.has('permissionMode') ? 'permissionMode' : 'permissions.defaultMode', text: `the mode ${said} is ignored, for ${handsOff ? 'it counts only in user settings' : 'a workspace can only tighten'}.` });
  }
  return mode;
} // prettier-ignore

/** User settings first, so that what a workspace says is measured against them. */
function rank({ scope }: SettingsSource): number {
  return ['builtin', 'user', 'session', 'workspace', 'folder'].indexOf(scope);
}

function saidMode(source: SettingsSource, values: Values, problems: SettingsFault[]): PermissionMode | undefined {
  const read = (name: SettingName): PermissionMode | undefined => {
    const value = values.get(name);
    if (value === undefined) return undefined;
    const mode = permissionModes.find((one) => one === value);
    if (mode === undefined) problems.push({ kind: 'invalid', source, name, text: `${name} is ${shown(value)}, which is not a mode; the mode is default instead.` });
    return mode ?? 'default';
  };
  const [mode, second] = [read('permissionMode'), read('permissions.defaultMode')];
  if (mode === undefined || second === undefined || mode === second) return mode ?? second;
  const held = stricter(mode, second);
  problems.push({ kind: 'differ', source, name: 'permissions.defaultMode', text: `permissionMode says ${mode} and permissions.defaultMode says ${second}; the stricter one, ${held}, holds.` });
  return held;
} // prettier-ignore

/** In `auto` an edit that is not proved safe is denied, so letting edits pass is no tightening of that. */
function tightens(said: PermissionMode, mode: PermissionMode): boolean {
  return stricter(said, mode) === said && !(said === 'acceptEdits' && mode === 'auto');
}

function stricter(one: PermissionMode, other: PermissionMode): PermissionMode {
  return strictness.indexOf(one) <= strictness.indexOf(other) ? one : other;
}

function agentRulesOf(scopes: readonly Scope[], problems: SettingsFault[]): AgentRuleChoice {
  const said = ownValue(scopes, 'readAgentRules', problems);
  if (said === undefined) return 'denyAndAsk';
  const choice = agentRuleChoices.find((one) => one === said.value);
  if (choice === undefined) problems.push({ kind: 'invalid', source: said.source, name: 'readAgentRules', text: `readAgentRules is ${shown(said.value)}, which is none of ${agentRuleChoices.join(', ')}.` });
  return choice ?? 'denyAndAsk';
} // prettier-ignore

/** Off unless user settings say otherwise. */
function switchOf(scopes: readonly Scope[], name: SettingName, problems: SettingsFault[]): boolean {
  const said = ownValue(scopes, name, problems);
  if (said !== undefined && typeof said.value !== 'boolean') problems.push({ kind: 'invalid', source: said.source, name, text: `${name} is ${shown(said.value)}, which is neither true nor false.` });
  return said?.value === true;
} // prettier-ignore

function numberOf(
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

function ownList(scopes: readonly Scope[], name: SettingName, problems: SettingsFault[]): readonly string[] {
  const said = ownValue(scopes, name, problems);
  return said === undefined ? [] : listOf(scopes.filter(({ source }) => source.scope === 'user'), name, problems);
} // prettier-ignore

/** The value of a setting that counts in user settings alone. */
function ownValue(
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

function filesOf(scopes: readonly Scope[], problems: SettingsFault[]): readonly GroundingFile[] {
  return scopes.flatMap((scope) =>
    groundingFiles(scope.source, listOf([scope], 'grounding.files', problems), (text) =>
      problems.push({ kind: 'invalid', source: scope.source, name: 'grounding.files', text: `${text}.` }),
    ),
  );
}

/** The person's own list replaces the start values; a workspace can only add to it. */
function branchesOf(scopes: readonly Scope[], problems: SettingsFault[]): readonly string[] {
  const own = scopes.filter(
    ({ source, values }) => source.scope === 'user' && Array.isArray(values.get('protectedBranches')),
  );
  const others = scopes.filter((scope) => !own.includes(scope));
  const base = own.length > 0 ? listOf(own, 'protectedBranches', problems) : defaultProtectedBranches;
  return [...new Set([...base, ...listOf(others, 'protectedBranches', problems)])];
}

function loosening(
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

function listOf(scopes: readonly Scope[], name: SettingName, problems: SettingsFault[]): readonly string[] {
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

function mayLoosen({ scope, approved }: SettingsSource): boolean {
  return (scope !== 'workspace' && scope !== 'folder') || approved === true;
}

function where({ scope, file }: SettingsSource): string {
  return `In ${scope} settings${file === undefined ? '' : ` (${file})`}`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
