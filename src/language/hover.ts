// What a rule says, shown where it stands: in words, with calls that it speaks of and calls that it does not, whether
// it holds, and how often it decided.
import { MarkupKind, type Hover } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CheckContext } from '../policy/context.ts';
import { floorRules } from '../policy/floor/rules.ts';
import { ruleKey } from '../policy/rules/count.ts';
import { describe } from '../policy/rules/describe.ts';
import { examplesOf, type Example } from '../policy/rules/examples.ts';
import { readRule } from '../policy/rules/read.ts';
import type { WindowFacts } from '../protocol/language.ts';
import { entryAt } from './caret.ts';
import type { Place } from './place.ts';
import type { SettingsFile } from './settingsFile.ts';
import { standingOf } from './standing.ts';
import { calls, code, day } from './texts.ts';
import type { RuleUse, Uses } from './uses.ts';
import { writtenRules, type WrittenRule } from './writtenRules.ts';

export interface HoverParts {
  readonly place: Place;
  readonly window: WindowFacts;
  readonly uses: Uses;
  /** A context without rules, in which calls can be read. */
  readonly context: CheckContext;
}

export function hover(document: TextDocument, file: SettingsFile, offset: number, parts: HoverParts): Hover | undefined {
  const setting = file.settings.find(({ value }) => value !== undefined && offset >= value.offset && offset <= value.offset + value.length);
  const node = setting === undefined ? undefined : entryAt(setting, offset);
  if (setting === undefined || node === undefined) return undefined;
  const rule = writtenRules(file, parts.place).find((one) => one.node === node);
  const text = rule !== undefined ? ruleText(rule, parts) : setting.name === 'floorExceptions' ? guardText(node.value) : undefined;
  if (text === undefined) return undefined;
  const range = { start: document.positionAt(node.offset), end: document.positionAt(node.offset + node.length) };
  return { contents: { kind: MarkupKind.Markdown, value: text }, range };
} // prettier-ignore

function ruleText(written: WrittenRule, { place, window, uses, context }: HoverParts): string | undefined {
  const rule = readRule(written.source);
  const { matching, others } = examplesOf(rule, context);
  // What is wrong with it stands above already: the editor shows the finding in the same place.
  if (rule.matcher.kind === 'broken') return undefined;
  const parts = [
    describe(rule),
    list('Matches', matching),
    list('Does not match', others),
    standingOf(written, place, window),
    useText(uses.rule(ruleKey(written.source))),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function list(title: string, examples: readonly Example[]): string {
  return examples.length === 0 ? '' : `${title}: ${examples.map(({ text }) => code(text)).join(', ')}`;
}

const mostShown = 3;
const became = { allow: 'allowed', ask: 'asked about', deny: 'denied' } as const;

function useText(use: RuleUse | undefined): string {
  if (use === undefined) return 'It has not decided any call yet.';
  const { decided, last, times } = use;
  const lately = times.length === 0 ? 'none of them in the last seven days' : `${times.length === decided ? 'all' : times.length} in the last seven days`;
  const shown = use.calls.slice(0, mostShown).map(({ behavior, subject, cut }) => `- ${became[behavior]} ${code(subject)}${cut ? ' (cut in the journal: it cannot be simulated)' : ''}`);
  return [`It decided ${calls(decided)}, ${lately}; the last one on ${day(last)}.`, shown.join('\n')].join('\n\n');
} // prettier-ignore

function guardText(id: unknown): string | undefined {
  const rule = floorRules.find((one) => one.id === id);
  if (rule === undefined) return undefined;
  return [
    `**${rule.title}.** ${rule.protects}`,
    `It stops: ${rule.examples.slice(0, 4).map((one) => code(one)).join(', ')}`,
    'While it stands here and you have confirmed it, the built-in guard lets these pass to the other layers.',
  ].join('\n\n'); // prettier-ignore
}
