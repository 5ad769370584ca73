// Rules as text that a person edits, and back. Lines say what they do (`deny: git push *`) under the name of the
// settings that they stand in; a pasted settings file, or a list of one, is read as settings are. What is neither is
// refused: a rule whose list is guessed says the opposite of what it means. Pure.
import type { Behavior } from '../../policy/decision.ts';
import type { RuleSource } from '../../policy/rules/rule.ts';
import { decodeSettings } from '../../protocol/settings.ts';
import { settingNames } from '../../protocol/settingScopes.ts';
import { readSettingsText } from '../../protocol/settingsText.ts';

/** Settings that hold rules: the person's own, those of the workspace, or of one of its folders. */
export interface RuleHome {
  /** Stands in brackets above its rules: `user settings`. */
  readonly name: string;
  readonly scope: Extract<RuleSource['scope'], 'user' | 'workspace' | 'folder'>;
  readonly file?: string;
  readonly base?: string;
  /** Allow rules that are put here count. */
  readonly loosens: boolean;
  /** A file of an agent: its rules can be tried, and are never written. */
  readonly form?: 'claude';
}

/**
 * The rules, and what must be said of them; or why the text cannot be taken for rules. `stands`: the homes for all of
 * whose rules the text stands. Files of agents are among them only where it names them.
 */
export type ReadRules =
  | {
      readonly rules: readonly RuleSource[];
      readonly notes: readonly string[];
      readonly stands: readonly RuleHome[];
    }
  | { readonly refused: string };

/** Does the person write this rule into settings, so that it can be edited? */
export function homeOf({ scope, file, form }: RuleSource, homes: readonly RuleHome[]): RuleHome | undefined {
  if (form === 'unreadable') return undefined;
  const ofAgent = form === 'claude';
  return homes.find(
    (home) => home.scope === scope && home.file === file && (home.form === 'claude') === ofAgent,
  );
}

/** Lines for all rules that can be edited, those of each home under its name; `named` is there even without a rule. */
export function textOfRules(
  rules: readonly RuleSource[],
  homes: readonly RuleHome[],
  named = homes[0],
): string {
  const [user] = homes;
  return homes
    .map((home) => ({ home, own: rules.filter((rule) => homeOf(rule, homes) === home) }))
    .filter(({ home, own }) => home === user || home === named || own.length > 0)
    .map(({ home, own }) => [`[${home.name}]`, ...own.map(lineOf)].join('\n'))
    .join('\n\n');
}

function lineOf({ behavior, form, text }: RuleSource): string {
  const kind = form === 'tool-name' ? 'deny tool' : form === 'tool-prefix' ? 'deny tools that begin with' : behavior;
  return `${kind}: ${text !== text.trim() || /[\n\r]/u.test(text) || quoted(text) !== undefined ? JSON.stringify(text) : text}`;
} // prettier-ignore

export function readRulesText(text: string, homes: readonly RuleHome[]): ReadRules {
  const [user] = homes;
  if (user === undefined) return { refused: 'There are no settings for rules.' };
  const start = text.replace(/^(?:\s|\/\/[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/u, '');
  const isSettings = /^["{]/u.test(start) || (start.startsWith('[') && !/^\[[^\]"]*[\w][^\]"]*\][^\S\n]*(?:\n|$)/u.test(start));
  return isSettings ? fromSettings(start, user) : fromLines(text, homes, user);
} // prettier-ignore

/** A rule may stand in quotes, as it does in a settings file. */
function quoted(text: string): string | undefined {
  if (!/^".*"$/su.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

const longestLine = 60;

function fromLines(text: string, homes: readonly RuleHome[], user: RuleHome): ReadRules {
  const rules: RuleSource[] = [];
  const notes: string[] = [];
  const stands = new Set(homes.filter(({ form }) => form === undefined));
  let home = user;
  for (const [at, written] of text.split(/\r?\n/u).entries()) {
    const line = written.trim().replace(/^[-•]\s+/u, '');
    if (line === '' || line.startsWith('#') || line.startsWith('//')) continue;
    const shown = line.length > longestLine ? `${line.slice(0, longestLine)}…` : line;
    const heading = /^\[(.*)\]$/u.exec(line)?.[1]?.trim().toLowerCase();
    if (heading !== undefined) {
      const found = homes.find(({ name }) => name.toLowerCase() === heading);
      if (found === undefined) return { refused: `Line ${at + 1}: ${shown} names no settings of this window. There are ${homes.map(({ name }) => `[${name}]`).join(', ')}.` };
      home = found;
      stands.add(found);
      continue;
    }
    const [, kind = '', rule = ''] = /^(allow|ask|deny tools that begin with|deny tool|deny)\s*:\s*(.*)$/iu.exec(line) ?? [];
    const plain = quoted(rule.replace(/,$/u, '')) ?? rule;
    if (kind === '' || plain === '') return { refused: `Line ${at + 1} does not say whether it allows, asks or denies: “${shown}”. Write it as deny: git push *` };
    const made = sourceOf(kind.toLowerCase(), plain, home);
    if (home.form !== undefined && made.form !== home.form) return { refused: `Line ${at + 1}: the files of agents hold rules alone, and no names of tools to deny.` };
    if (made.behavior === 'allow' && !home.loosens) notes.push(`Line ${at + 1}: allow rules in the ${home.name} do not count here, so it is left out.`);
    else rules.push(made);
  }
  return { rules, notes, stands: [...stands] };
} // prettier-ignore

const kinds: Readonly<Record<string, Pick<RuleSource, 'behavior' | 'form'>>> = {
  allow: { behavior: 'allow' },
  ask: { behavior: 'ask' },
  deny: { behavior: 'deny' },
  'deny tool': { behavior: 'deny', form: 'tool-name' },
  'deny tools that begin with': { behavior: 'deny', form: 'tool-prefix' },
};

function sourceOf(kind: string, text: string, { scope, file, base, form: own }: RuleHome): RuleSource {
  const { behavior, form = own } = kinds[kind] ?? { behavior: 'deny' as Behavior };
  return { text, behavior, scope, ...(file === undefined ? {} : { file }), ...(base === undefined ? {} : { base }), ...(form === undefined ? {} : { form }) };
} // prettier-ignore

function fromSettings(start: string, user: RuleHome): ReadRules {
  const { scope, file } = user;
  if (start.startsWith('['))
    return { refused: 'This list does not say whether it allows, asks or denies. Paste it with its name, as in "portcullis.permissions.deny": ["git push *"].' };
  // One list of a settings file, without the braces around it.
  const { values, problem } = readSettingsText(start.startsWith('"') ? `{${start}\n}` : start);
  if (problem !== undefined) return { refused: `These settings cannot be read: ${problem}.` };
  const source = { scope, ...(file === undefined ? {} : { file }), values } as const;
  const { rules, faults } = decodeSettings([source]);
  if (rules.length === 0 && faults.length === 0) return { refused: 'These settings hold no permission rules.' };
  return {
    rules,
    stands: [user],
    notes: [
      ...faults.filter(({ kind }) => kind === 'invalid').map(({ text: fault }) => fault),
      ...(namesMore(values) ? ['Only the rules in it are tried; its other settings are not.'] : []),
    ],
  };
} // prettier-ignore

const ofRules: ReadonlySet<string> = new Set(['permissions.allow', 'permissions.ask', 'permissions.deny', 'denyTools', 'denyPrefixes']); // prettier-ignore

function namesMore(values: unknown): boolean {
  const keys = typeof values === 'object' && values !== null ? Object.keys(values) : [];
  return keys.some((key) => settingNames.some((name) => !ofRules.has(name) && (key === name || key === `portcullis.${name}`))); // prettier-ignore
}

/** What is to be written where: which texts go from a list, and which come. */
export interface RuleChange {
  readonly home: RuleHome;
  readonly list: 'allow' | 'ask' | 'deny' | 'denyTools' | 'denyPrefixes';
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

const lists = ['allow', 'ask', 'deny', 'denyTools', 'denyPrefixes'] as const;

export function changesBetween(before: readonly RuleSource[], after: readonly RuleSource[], homes: readonly RuleHome[]): readonly RuleChange[] {
  return homes.flatMap((home) =>
    lists.flatMap((list): RuleChange[] => {
      const texts = (rules: readonly RuleSource[]) => [...new Set(rules.filter((rule) => homeOf(rule, homes) === home && listOf(rule) === list).map(({ text }) => text))];
      const [old, now] = [texts(before), texts(after)];
      const removed = old.filter((text) => !now.includes(text));
      const added = now.filter((text) => !old.includes(text));
      return removed.length + added.length === 0 ? [] : [{ home, list, removed, added }];
    }),
  );
} // prettier-ignore

function listOf({ behavior, form }: RuleSource): RuleChange['list'] {
  return form === 'tool-name' ? 'denyTools' : form === 'tool-prefix' ? 'denyPrefixes' : behavior;
}

/** Allow rules that come, and deny and ask rules that go, let agents do more. */
function isLoosening(list: RuleChange['list'], comes: boolean): boolean {
  return (list === 'allow') === comes;
}

export function loosens(changes: readonly RuleChange[]): boolean {
  return changes.some(({ list, added, removed }) => (isLoosening(list, true) ? added : removed).length > 0);
}

/** `+ allow git * (user settings)`, what lets agents do more first. */
export function changeLines(changes: readonly RuleChange[]): readonly string[] {
  const lines = changes.flatMap(({ home, list, added, removed }) => {
    const kind = { allow: 'allow', ask: 'ask', deny: 'deny', denyTools: 'deny tool', denyPrefixes: 'deny tools that begin with' }[list];
    const line = (sign: string, comes: boolean) => (text: string) => ({ text: `${sign} ${kind}: ${text} (${home.name})`, first: isLoosening(list, comes) });
    return [...added.map(line('+', true)), ...removed.map(line('−', false))];
  });
  return [...lines.filter(({ first }) => first), ...lines.filter(({ first }) => !first)].map(({ text }) => text);
} // prettier-ignore

/** What an agent's file would say with these rules. */
export function agentText(rules: readonly RuleSource[]): string {
  const of = (behavior: Behavior) =>
    rules.filter((rule) => rule.behavior === behavior).map(({ text }) => text);
  return JSON.stringify({ permissions: { allow: of('allow'), ask: of('ask'), deny: of('deny') } });
}
