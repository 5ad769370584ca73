// Quick fixes for findings, and ways to make any rule stricter. A fix may tighten, mend or clear away; none allows more
// than the rule did.
import { CodeActionKind, type CodeAction, type Diagnostic } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Edit } from 'jsonc-parser/lib/esm/main.js';
import type { CheckContext } from '../policy/context.ts';
import { shellCall } from '../policy/rules/alone.ts';
import { ruleKey } from '../policy/rules/count.ts';
import type { WindowFacts } from '../protocol/language.ts';
import { suggestionsFor } from './checking.ts';
import { moveRule, removeEntries, removeSetting, replaceEntry } from './edits.ts';
import type { Finding } from './findings.ts';
import type { SettingsFile } from './settingsFile.ts';
import type { Uses } from './uses.ts';
import { ruleLists, type WrittenRule } from './writtenRules.ts';

export interface FixParts {
  readonly window: WindowFacts;
  readonly uses: Uses;
  readonly context: CheckContext;
  /** The diagnostic that was shown for a finding. */
  readonly shown: (finding: Finding) => Diagnostic;
}

/** `found` are the findings at the place; `rules` the rules there; `all` every finding of the file. */
export function fixes(
  document: TextDocument,
  file: SettingsFile,
  { found, rules, all }: { readonly found: readonly Finding[]; readonly rules: readonly WrittenRule[]; readonly all: readonly Finding[] },
  parts: FixParts,
): readonly CodeAction[] {
  const edit = changes(document);
  const mending = found.flatMap((finding) =>
    forFinding(finding, file, all, parts).map(({ title, edits, command, preferred }): CodeAction => ({
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [parts.shown(finding)],
      ...(preferred === true ? { isPreferred: true } : {}),
      ...(edits === undefined ? {} : { edit: edit(edits) }),
      ...(command === undefined ? {} : { command: { title, command } }),
    })),
  );
  const tightening = rules.flatMap((rule) => stricter(rule, file)).filter(({ title }) => !mending.some((one) => one.title === title));
  return [
    ...mending,
    ...mendedAll(found, all, file).map(({ title, edits = [] }): CodeAction => ({ title, kind: CodeActionKind.QuickFix, edit: edit(edits) })),
    ...tightening.map(({ title, edits }): CodeAction => ({ title, kind: CodeActionKind.RefactorRewrite, edit: edit(edits) })),
    ...comparison(document, file, parts),
  ];
} // prettier-ignore

/** Of the kinds of actions that there are it is none: it changes no text. */
export const compareKind = 'portcullis.compare';

/** What would the rules of this file change, as they stand now, before they are saved? */
function comparison({ uri }: TextDocument, { settings }: SettingsFile, { window: { commands } }: FixParts): readonly CodeAction[] {
  const { compare } = commands;
  if (compare === undefined || !settings.some(({ name }) => ruleLists.has(name))) return [];
  const title = 'Compare with the Last 1,000 Decisions';
  return [{ title, kind: compareKind, command: { title, command: compare, arguments: [uri] } }];
} // prettier-ignore

interface Fix {
  readonly title: string;
  readonly edits?: readonly Edit[];
  readonly command?: string;
  readonly preferred?: true;
}

function forFinding(finding: Finding, file: SettingsFile, all: readonly Finding[], { window, uses, context }: FixParts): readonly Fix[] {
  const { code, rule, setting, instead = [] } = finding;
  switch (code) {
    case 'narrow':
      return mended(finding, file);
    case 'misread':
    case 'unknown-tool':
    case 'invalid':
    case 'never':
      return [...mended(finding, file), ...cleared(finding, file, code === 'never' ? 'matches nothing' : code === 'misread' ? 'does not say what it seems to' : 'cannot be read')];
    case 'broad':
    case 'frees':
      return [...mended(finding, file), ...(rule === undefined ? [] : [...fromJournal(rule, file, uses, context), ...moved(rule, file, 'ask')])];
    case 'duplicate':
    case 'shadowed':
    case 'idle':
      return [...cleared(finding, file, 'changes nothing'), ...clearedAll(finding, file, all)];
    case 'uncounted': {
      const { approve } = window.commands;
      return approve === undefined || !finding.text.includes('approve') ? [] : [{ title: 'Review and approve the rules of this workspace…', command: approve, preferred: true }];
    }
    case 'modes-differ':
    case 'overridden':
      return setting === undefined || code === 'overridden' ? [] : [{ title: `Remove ${setting.name}`, edits: removeSetting(file, setting), preferred: true }];
    case 'unknown-guard-rule':
      return instead.map(([text = '']) => ({ title: `Change to ${text}`, edits: replaceEntry(file, { node: { type: 'string', offset: finding.offset, length: finding.length } }, [text]), preferred: true }));
    case 'setting-ignored':
      return setting === undefined ? [] : [{ title: `Remove ${setting.name}, which does not count here`, edits: removeSetting(file, setting) }];
    case 'setting-invalid':
    case 'broken-file':
      return [];
  }
} // prettier-ignore

function mended({ rule, code, instead = [] }: Finding, file: SettingsFile): readonly Fix[] {
  if (rule === undefined) return [];
  return instead.map((texts, at) => ({
    title:
      texts.length === 1
        ? `Change to ${texts[0] ?? ''}`
        : `Change to ${texts.length} rules: ${texts.join(', ')}`,
    edits: replaceEntry(file, rule, texts),
    // Of several things that may have been meant none is better than the others.
    ...(at === 0 && (code !== 'misread' || instead.length === 1) ? { preferred: true } : {}),
  }));
}

/**
 * Every entry of the file that can be mended in one way only. A person chooses it: as an action that an editor runs by
 * itself when it saves, it would put allow rules in force that nobody has read again.
 */
function mendedAll(found: readonly Finding[], all: readonly Finding[], file: SettingsFile): readonly Fix[] {
  if (!found.some(({ code }) => mistakes.has(code))) return [];
  const mending = new Map<number, readonly Edit[]>();
  for (const { code, instead = [], offset, length } of all) {
    const [texts] = instead;
    if (texts !== undefined && instead.length === 1 && mistakes.has(code))
      mending.set(offset, replaceEntry(file, { node: { type: 'string', offset, length } }, texts));
  }
  const title = `Mend all ${mending.size} entries of this file that can be mended in one way`;
  return mending.size < 2 ? [] : [{ title, edits: [...mending.values()].flat() }];
} // prettier-ignore

/** What is a mistake, and not a matter of how much a person wants to allow. */
const mistakes: ReadonlySet<string> = new Set(['unknown-tool', 'invalid', 'never', 'unknown-guard-rule']);

function cleared({ rule }: Finding, file: SettingsFile, why: string): readonly Fix[] {
  return rule === undefined ? [] : [{ title: `Remove this rule, which ${why}`, edits: removeEntries(file, rule.setting, [rule.index]) }];
} // prettier-ignore

function clearedAll({ rule }: Finding, file: SettingsFile, all: readonly Finding[]): readonly Fix[] {
  if (rule === undefined) return [];
  // Of rules that make each other idle one must stay; `duplicate` and `shadowed` name the other, which is not idle by them.
  const idle = new Set(all.flatMap((one) => (one.rule?.setting === rule.setting && changesNothing.has(one.code) ? [one.rule.index] : [])));
  return idle.size < 2 ? [] : [{ title: `Remove all ${idle.size} rules of this list that change nothing`, edits: removeEntries(file, rule.setting, [...idle]) }];
} // prettier-ignore

const changesNothing: ReadonlySet<string> = new Set(['duplicate', 'shadowed', 'idle']);

const mostRules = 5;

/** The narrowest rules that cover what the rule allowed so far. */
function fromJournal(rule: WrittenRule, file: SettingsFile, uses: Uses, context: CheckContext): readonly Fix[] {
  if (rule.source.behavior !== 'allow') return [];
  const past = uses.rule(ruleKey(rule.source))?.calls ?? [];
  const lines = past.filter(({ kind, cut, powershell }) => kind === 'shell' && !cut && !powershell);
  const texts = [...new Set(lines.flatMap(({ subject }) => suggestionsFor(shellCall(subject), context)))];
  if (texts.length === 0 || texts.length > mostRules || texts.includes(rule.source.text)) return [];
  const form = (text: string): string => (rule.source.form === 'claude' && !/^\w+\(/u.test(text) ? `Bash(${text})` : text);
  return [{ title: `Narrow to what it allowed so far: ${texts.join(', ')}`, edits: replaceEntry(file, rule, texts.map(form)) }];
} // prettier-ignore

function moved(rule: WrittenRule, file: SettingsFile, list: 'ask' | 'deny'): readonly Fix[] {
  const title = list === 'ask' ? 'Ask about this instead' : 'Deny this instead';
  return [{ title, edits: moveRule(file, rule, list) }];
} // prettier-ignore

function stricter(
  rule: WrittenRule,
  file: SettingsFile,
): readonly { title: string; edits: readonly Edit[] }[] {
  const { behavior, form } = rule.source;
  if (form === 'tool-name' || form === 'tool-prefix' || behavior === 'deny') return [];
  const lists = behavior === 'allow' ? (['ask', 'deny'] as const) : (['deny'] as const);
  return lists.flatMap((list) => moved(rule, file, list).map(({ title, edits = [] }) => ({ title, edits })));
}

function changes(document: TextDocument): (edits: readonly Edit[]) => NonNullable<CodeAction['edit']> {
  return (edits) => ({
    changes: {
      [document.uri]: edits.map(({ offset, length, content }) => ({
        range: { start: document.positionAt(offset), end: document.positionAt(offset + length) },
        newText: content,
      })),
    },
  });
}
