// What is wrong or odd in a settings file: advice on its rules, faults of its other settings, and what of it does not
// count. Pure: the text and the window in, findings with their places out.
import type { Node } from 'jsonc-parser/lib/esm/main.js';
import { floorRules } from '../policy/floor/rules.ts';
import { uncountedFinding, severities, type LintCode, type LintFinding } from '../policy/rules/findings.ts';
import { nearest } from '../policy/rules/mend.ts';
import type { RuleSource } from '../policy/rules/rule.ts';
import type { WindowFacts } from '../protocol/language.ts';
import { decodeSettings } from '../protocol/settings.ts';
import type { SettingsFault } from '../protocol/settingScopes.ts';
import type { Place } from './place.ts';
import type { Setting, SettingsFile } from './settingsFile.ts';
import type { WrittenRule } from './writtenRules.ts';

export type FindingCode =
  | LintCode
  | 'setting-invalid' // a value that cannot be read
  | 'setting-ignored' // a value that does not count where it stands
  | 'modes-differ' // both spellings of the mode, and they differ
  | 'overridden' // the same setting stands again further down
  | 'unknown-guard-rule' // a floor exception that names no rule
  | 'broken-file'; // no JSON: every tool asks

export type Severity = 'error' | 'warning' | 'information';

export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly text: string;
  readonly offset: number;
  readonly length: number;
  /** The rule that it is about, if it is about one. */
  readonly rule?: WrittenRule;
  readonly setting?: Setting;
  /** The other rule that the text speaks of. */
  readonly other?: RuleSource;
  /** Other texts for the rule or value; see `LintFinding`. */
  readonly instead?: readonly (readonly string[])[];
}

export interface FindingParts {
  readonly place: Place;
  readonly window: WindowFacts;
  /** The rules of the file, and what there is to say about each. */
  readonly written: readonly WrittenRule[];
  readonly said: readonly (readonly LintFinding[])[];
}

export function findingsIn(file: SettingsFile, parts: FindingParts): readonly Finding[] {
  return [
    ...brokenFile(file),
    ...onRules(parts),
    ...uncounted(parts),
    ...onSettings(file, parts),
    ...overridden(file),
    ...guardRules(file),
  ];
}

function onRules({ written, said }: FindingParts): readonly Finding[] {
  return written.flatMap((rule, at) =>
    (said[at] ?? []).map((finding) => ({ ...onNode(rule.node, finding), rule, setting: rule.setting })),
  );
}

function onNode({ offset, length }: Node, { code, text, other, instead }: LintFinding): Finding {
  return {
    code,
    severity: severities[code],
    text,
    offset,
    length,
    ...(other === undefined ? {} : { other }),
    ...(instead === undefined ? {} : { instead }),
  };
}

/** One finding for a list, not one for each of its rules. */
function uncounted({ written, place }: FindingParts): readonly Finding[] {
  const why = place.uncounted;
  if (why === undefined) return [];
  const allow = written.filter(({ source }) => source.behavior === 'allow');
  const lists = new Map(allow.map((rule) => [rule.setting, rule]));
  return [...lists].map(([setting, rule]) => {
    const count = allow.filter((one) => one.setting === setting).length;
    const { text } = uncountedFinding(rule.source, why);
    const said = count === 1 ? text : text.replace(/^This allow rule(.*?) does not/u, `These ${count} allow rules$1 do not`).replace(/until you approve it/u, 'until you approve them');
    return { code: 'uncounted', severity: severities.uncounted, text: said, offset: setting.key.offset, length: setting.key.length, setting };
  });
} // prettier-ignore

/** In VS Code's files the values are those of one scope among others; of Claude Code's only the rules are read. */
function onSettings(file: SettingsFile, { place, window }: FindingParts): readonly Finding[] {
  if (file.kind === 'claude') return onClaude(file);
  const approved = place.uncounted === undefined;
  const own = { scope: place.scope, approved, values: file.values };
  const before = { scope: 'user', values: { permissionMode: window.mode } } as const;
  const { faults } = decodeSettings(place.scope === 'user' ? [own] : [before, own]);
  const seen = new Set<string>();
  return faults.flatMap((fault) => {
    const setting = file.settings.find(({ name, overridden }) => name === fault.name && !overridden);
    const key = `${fault.kind} ${fault.name ?? ''}`;
    if (fault.source !== own || setting === undefined || seen.has(key)) return [];
    seen.add(key);
    return [onValue(setting, faultCodes[fault.kind], severityOf(fault), sentence(fault.text))];
  });
} // prettier-ignore

const faultCodes = {
  invalid: 'setting-invalid',
  ignored: 'setting-ignored',
  differ: 'modes-differ',
} as const satisfies Record<SettingsFault['kind'], FindingCode>;

function severityOf({ kind }: SettingsFault): Severity {
  return kind === 'invalid' ? 'error' : 'warning';
}

function onClaude(file: SettingsFile): readonly Finding[] {
  return file.settings
    .filter(({ name, value }) => name !== 'permissions.defaultMode' && value !== undefined && value.type !== 'array')
    .map((setting) => onValue(setting, 'setting-invalid', 'error', `${setting.name} must be a list.`));
} // prettier-ignore

function overridden(file: SettingsFile): readonly Finding[] {
  return file.settings
    .filter((setting) => setting.overridden)
    .map((setting) => ({
      code: 'overridden',
      severity: 'warning',
      text: `It does not count: ${setting.name} stands again further down, and only the last one is read.`,
      offset: setting.key.offset,
      length: setting.key.length,
      setting,
    }));
}

function guardRules(file: SettingsFile): readonly Finding[] {
  const ids = floorRules.map(({ id }) => id);
  return file.settings
    .filter(({ name, overridden }) => name === 'floorExceptions' && !overridden)
    .flatMap((setting) =>
      (setting.value?.children ?? []).flatMap((node): Finding[] => {
        if (typeof node.value !== 'string' || ids.includes(node.value.trim())) return [];
        const near = nearest(node.value.trim(), ids);
        return [
          {
            code: 'unknown-guard-rule',
            severity: 'error',
            text: `It excepts nothing: the built-in guard has no rule of this name${near === undefined ? '' : `; there is ${near}`}.`,
            offset: node.offset,
            length: node.length,
            setting,
            ...(near === undefined ? {} : { instead: [[near]] }),
          },
        ];
      }),
    );
}

/** VS Code reads what it can of its own files and says so; of a file of Claude Code the gate cannot know what is missing. */
function brokenFile({ kind, fault }: SettingsFile): readonly Finding[] {
  if (kind !== 'claude' || fault === undefined) return [];
  const text = `This file cannot be read (${fault.what}), so every tool asks. Rules in it that can be read hold.`;
  return [{ code: 'broken-file', severity: 'error', text, offset: fault.offset, length: fault.length }];
}

function onValue(setting: Setting, code: FindingCode, severity: Severity, text: string): Finding {
  const { offset, length } = setting.value ?? setting.key;
  return { code, severity, text, offset, length, setting };
}

/** Names of settings stay as they are written. */
function sentence(text: string): string {
  if (!text.startsWith('the ')) return text;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
