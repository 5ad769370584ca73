// Settings of every scope → what the gate goes by. Values come from files that people and programs write, so nothing
// is taken for granted: what has a wrong type is reported, and all that is right still holds. Files of a workspace can
// tighten; they loosen only as far as `approved` says that the person accepted exactly their content.
import type { PermissionMode } from '../policy/decision.ts';
import { defaultProtectedBranches } from '../policy/context.ts';
import { defaultThreshold, type ServiceSetting } from '../policy/external/inputs.ts';
import { day, defaultHalfLife } from '../policy/trust/score.ts';
import type { RuleSource } from '../policy/rules/rule.ts';
import type { StopWords } from '../policy/stopWords.ts';
import {
  defaultGroundingAge,
  groundingFiles,
  mostGroundingAge,
  type GroundingFile,
  type GroundingSettings,
} from './groundingSettings.ts';
import { readReviewer, type ReviewerSettings } from './reviewerSettings.ts';
import { decodeServices } from './serviceSettings.ts';
import { modeOf } from './settingMode.ts';
import { rulesOf } from './settingRules.ts';
import {
  mayLoosen,
  scopeOf,
  shown,
  type Scope,
  type SettingsFault,
  type SettingsSource,
} from './settingScopes.ts';
import { listOf, loosening, numberOf, ownList, ownValue, switchOf } from './settingValues.ts';

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

function agentRulesOf(scopes: readonly Scope[], problems: SettingsFault[]): AgentRuleChoice {
  const said = ownValue(scopes, 'readAgentRules', problems);
  if (said === undefined) return 'denyAndAsk';
  const choice = agentRuleChoices.find((one) => one === said.value);
  if (choice === undefined) problems.push({ kind: 'invalid', source: said.source, name: 'readAgentRules', text: `readAgentRules is ${shown(said.value)}, which is none of ${agentRuleChoices.join(', ')}.` });
  return choice ?? 'denyAndAsk';
} // prettier-ignore

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

function where({ scope, file }: SettingsSource): string {
  return `In ${scope} settings${file === undefined ? '' : ` (${file})`}`;
}
