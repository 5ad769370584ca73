// Rules from the settings files of Claude Code, which are read and never written. Their deny and ask rules count
// always; their allow rules only where the person said so, and those of a workspace only once exactly they were
// approved. A saved change holds for the next call: each file is looked at anew, and read when it changed.
import { hash } from 'node:crypto';
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RuleSource } from '../policy/rules/rule.ts';
import { isRecord } from '../protocol/decode.ts';
import { decodeSettings, type AgentRuleChoice } from '../protocol/settings.ts';
import type { SettingsSource } from '../protocol/settingScopes.ts';
import { readSettingsText, type SettingsText } from '../protocol/settingsText.ts';
import { managedFiles, managedFolder, managedSettings, projectFolders, userFolder } from './claudePlaces.ts';
import { realPath } from './facts.ts';
import { isMissing, readIfThere } from './files.ts';
import { problemOf } from './signal.ts';

export interface AgentRuleSet {
  readonly rules: readonly RuleSource[];
  /** Allow rules of the workspace that wait for the person's approval. */
  readonly unapproved: readonly RuleSource[];
  /** One sentence for each fault, without those of single rules, which `readRules` tells. */
  readonly problems: readonly string[];
}

export interface AgentRulePlace {
  readonly home: string;
  /** The folders of the workspace and the one in which a call runs. Absolute. */
  readonly folders: readonly string[];
}

/** A text that is tried instead of what a file holds. */
export interface TriedFile {
  readonly file: string;
  readonly text: string;
}

export interface AgentRules {
  /** Equal content gives the same object. Never throws: what cannot be read makes every tool ask. */
  read(place: AgentRulePlace, choice: AgentRuleChoice, instead?: readonly TriedFile[]): AgentRuleSet;
}

export interface AgentRuleOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Did the person approve exactly these allow rules of a file of the workspace, and trust it? */
  readonly approved: (file: string, rules: readonly string[]) => boolean;
  /** Looks at the files only once for each place: for a program that decides much and ends soon. */
  readonly once?: boolean;
  /** Milliseconds; for how long it is believed where the roots of repositories lie. */
  readonly now?: () => number;
  /** Stands in for the administrator's files, in tests. */
  readonly managed?: readonly string[];
}

export interface RuleFile {
  readonly file: string;
  readonly scope: 'user' | 'workspace';
  /** Where Claude Code lets a path like `/src` start. */
  readonly base: string;
}

interface Known {
  readonly mark: string;
  readonly text: SettingsText | { readonly problem: string };
}

const patience = 2_000;

export function openAgentRules(options: AgentRuleOptions): AgentRules {
  const { env, approved, once = false, now = Date.now } = options;
  const known = new Map<string, Known>();
  const places = new Map<string, { readonly files: readonly RuleFile[]; readonly at: number }>();
  const sets = new Map<string, AgentRuleSet>();
  const settled = new Map<string, AgentRuleSet>();

  const filesFor = (key: string, place: AgentRulePlace): readonly RuleFile[] => {
    const found = places.get(key);
    if (found && now() - found.at < patience) return found.files;
    const files = ruleFiles(place, env, options.managed ?? administrators());
    remember(places, key, { files, at: now() });
    return files;
  };
  const tried = new Map<string, Known>();
  const lookAtTried = (text: string): Known => {
    const found = tried.get(text) ?? { mark: hash('sha256', text), text: readSettingsText(text) };
    // Texts may be long, and whoever tries them does so a thousand times in a row.
    if (!tried.has(text)) tried.clear();
    tried.set(text, found);
    return found;
  };
  const look = ({ file }: RuleFile, instead: readonly TriedFile[]): Known | undefined => {
    const other = instead.find((one) => one.file === file);
    if (other !== undefined) return lookAtTried(other.text);
    const mark = markOf(file);
    if (mark === undefined) return undefined;
    const before = known.get(file);
    if (before?.mark === mark) return before;
    const fresh = { mark, text: textOf(file) };
    remember(known, file, fresh);
    return fresh;
  };
  return {
    read(place, choice, instead = []) {
      const key = JSON.stringify([place.home, place.folders]);
      const final = once ? settled.get(key + choice) : undefined;
      if (final) return final;
      const seen = filesFor(key, place).flatMap((file) => {
        const found = look(file, instead);
        return found ? [{ ...file, ...found }] : [];
      });
      const parts = seen.map((one) => ({ ...one, approved: isApproved(one, choice, approved) }));
      const id = JSON.stringify([choice, parts.map(({ file, mark, scope, base, approved: is }) => [file, mark, scope, base, is])]);
      const set = parts.length === 0 ? none : (sets.get(id) ?? assemble(parts, choice));
      remember(sets, id, set);
      if (once) remember(settled, key + choice, set);
      return set;
    },
  };
} // prettier-ignore

const none: AgentRuleSet = { rules: [], unapproved: [], problems: [] };

/** The allow rules of one file of a workspace, as its approval names them. */
export function allowTexts(file: string): readonly string[] {
  if (markOf(file) === undefined) return [];
  const text = textOf(file);
  if (!('values' in text) || !isRecord(text.values) || !isRecord(text.values['permissions'])) return [];
  const allow = text.values['permissions']['allow'];
  return Array.isArray(allow) ? allow.filter((rule) => typeof rule === 'string') : [];
}

/** The settings files that Claude Code reads when it works in the folder, from the outermost folder inwards. */
export function projectFiles(folder: string, home: string): readonly string[] {
  const folders = projectFolders(realPath(folder) ?? folder, realPath(home) ?? home);
  return folders
    .toReversed()
    .flatMap((one) => ['settings.json', 'settings.local.json'].map((name) => join(one, '.claude', name)));
}

/** The files whose rules are read for a place, those of the administrator first. */
export function ruleFiles(
  { home, folders }: AgentRulePlace,
  env: AgentRuleOptions['env'],
  managed: readonly string[],
): readonly RuleFile[] {
  const config = userFolder(env, home);
  const own = [...managed, join(config, 'settings.json')].map((file): RuleFile => ({ file, scope: 'user', base: dirname(file) }));
  const project = [...new Set(folders.flatMap((folder) => projectFiles(folder, home)))]
    .filter((file) => dirname(file) !== config)
    .map((file): RuleFile => ({ file, scope: 'workspace', base: dirname(dirname(file)) }));
  return [...own, ...project];
} // prettier-ignore

/** A folder that cannot be looked into stands for its files: it cannot be read either, so every tool asks. */
function administrators(): readonly string[] {
  try {
    return managedSettings();
  } catch {
    return managedFiles().flatMap((file) => [file, managedFolder(file)]);
  }
}

type Part = RuleFile & Known & { readonly approved: boolean };

function isApproved(
  { file, scope, text }: RuleFile & Known,
  choice: AgentRuleChoice,
  approved: AgentRuleOptions['approved'],
): boolean {
  if (choice !== 'all' || scope !== 'workspace' || !('values' in text)) return false;
  return approved(file, allowTexts(file));
}

function assemble(parts: readonly Part[], choice: AgentRuleChoice): AgentRuleSet {
  const sets = parts.map((part) => ofFile(part, choice));
  return {
    rules: sets.flatMap(({ rules }) => rules),
    unapproved: sets.flatMap(({ unapproved }) => unapproved),
    problems: sets.flatMap(({ problems }) => problems),
  };
}

/** A file that is broken may hold a rule that nobody can see, so every tool asks; what can be read of it holds. */
function ofFile({ file, scope, base, text, approved }: Part, choice: AgentRuleChoice): AgentRuleSet {
  const place = { scope, file, base };
  const broken: RuleSource[] =
    text.problem === undefined
      ? []
      : [{ ...place, text: `the file ${file}`, behavior: 'deny', form: 'unreadable' }];
  const problems = broken.map(() => `${file} cannot be read (${text.problem}), so every tool asks. Rules in it that can be read hold.`);
  if (!('values' in text)) return { rules: broken, unapproved: [], problems };
  const source: SettingsSource = { ...place, approved, values: rulesIn(text.values, choice), lines: text.lines };
  const read = decodeSettings([source]);
  const ofClaude = (rule: RuleSource): RuleSource => (rule.form === undefined ? { ...rule, form: 'claude' } : rule);
  return {
    rules: [...broken, ...read.rules.map(ofClaude)],
    unapproved: read.unapproved.map(ofClaude),
    problems: [...problems, ...read.problems],
  };
} // prettier-ignore

/** Of all that stands in such a file only the rules are ours to follow. */
function rulesIn(values: unknown, choice: AgentRuleChoice): unknown {
  if (!isRecord(values)) return values;
  const { permissions } = values;
  if (permissions === undefined) return {};
  if (!isRecord(permissions)) return { permissions };
  const { allow, ask, deny } = permissions;
  return {
    permissions: {
      ...(ask === undefined ? {} : { ask }),
      ...(deny === undefined ? {} : { deny }),
      ...(allow === undefined || choice !== 'all' ? {} : { allow }),
    },
  };
}

function textOf(file: string): Known['text'] {
  try {
    const text = readIfThere(file);
    return readSettingsText(text ?? '');
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

/** Changes whenever the file does; undefined where there is none. */
function markOf(file: string): string | undefined {
  try {
    const info = statSync(file, { bigint: true, throwIfNoEntry: false });
    return info ? `${info.ino}:${info.mtimeNs}:${info.ctimeNs}:${info.size}` : undefined;
  } catch (error) {
    return isMissing(error) ? undefined : 'unreadable';
  }
}

const most = 256;

function remember<T>(all: Map<string, T>, key: string, value: T): void {
  if (all.size >= most && !all.has(key)) all.clear();
  all.set(key, value);
}
