// Completion in a settings file: the caret → choices → edits. Choices speak of rules; only here they become JSON.
import { CompletionItemKind, InsertTextFormat, type CompletionItem } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { WindowFacts } from '../../protocol/language.ts';
import { caretAt, type Caret } from '../caret.ts';
import { encoded } from '../jsonString.ts';
import type { Place } from '../place.ts';
import type { Machine } from '../ports.ts';
import type { SettingsFile } from '../settingsFile.ts';
import type { Uses } from '../uses.ts';
import { ruleLists } from '../writtenRules.ts';
import type { Choice, ChoiceKind } from './choice.ts';
import { programChoices, wordChoices } from './commands.ts';
import { intentChoices } from './intents.ts';
import { hostChoices, nameChoices } from './names.ts';
import { pathChoices } from './paths.ts';
import { rulePart } from './rulePart.ts';
import { mcpChoices, toolChoices } from './tools.ts';
import { valueChoices } from './values.ts';

export interface CompletionParts {
  readonly place: Place;
  readonly window: WindowFacts;
  readonly machine: Pick<Machine, 'entries' | 'text'>;
  readonly uses: Uses;
}

export function complete(
  document: TextDocument,
  file: SettingsFile,
  offset: number,
  parts: CompletionParts,
): readonly CompletionItem[] {
  const caret = caretAt(file, offset);
  if (caret === undefined) return [];
  const rule = caret.in === 'string' ? caret.string.text : '';
  const index = caret.in === 'string' ? caret.index : 0;
  const offer = choicesAt(caret, rule, index, parts);
  return (offer?.choices ?? []).map((choice) => itemOf(choice, caret, offer?.from ?? 0, offer?.to ?? 0, document));
} // prettier-ignore

interface Offer {
  readonly from: number;
  readonly to: number;
  readonly choices: readonly Choice[];
}

function choicesAt({ setting }: Caret, rule: string, index: number, parts: CompletionParts): Offer | undefined {
  const { place, window, machine, uses } = parts;
  const list = ruleLists.get(setting.name);
  if (list === undefined || list.form !== undefined)
    // The value as a whole is no name.
    return setting.name === 'services' && setting.value === undefined ? undefined : { from: 0, to: rule.length, choices: valueChoices(setting.name, place.kind, uses) };
  const { behavior } = list;
  const part = rulePart(rule, index);
  if (part === undefined) return undefined;
  const of = (choices: readonly Choice[]): Offer => ({ from: part.from, to: part.to, choices });
  switch (part.part) {
    case 'start': {
      const tools = toolChoices(behavior, rule[part.to] !== '(' && !/[(]/u.test(rule.slice(index)));
      // In Claude Code's files a bare word is a tool.
      const intents = rule.slice(part.to).trim() === '' ? intentChoices(behavior) : [];
      return of([...intents, ...tools, ...mcpChoices(uses), ...(place.kind === 'claude' ? [] : programChoices(part.text, behavior))]);
    }
    case 'word':
      return of(part.head.length === 0 ? programChoices(part.text, behavior) : wordChoices(part.head, part.text, behavior, machine, window.roots));
    case 'path':
      return of(pathChoices(part.text, place, window, machine));
    case 'domain':
      return of(hostChoices(uses, part.spelled));
    case 'name':
      return of(nameChoices(part.kind, uses, window, machine));
    case 'mcp':
      return of(mcpChoices(uses));
  }
} // prettier-ignore

const kinds: Readonly<Record<ChoiceKind, CompletionItemKind>> = {
  tool: CompletionItemKind.Class,
  program: CompletionItemKind.Function,
  word: CompletionItemKind.Keyword,
  option: CompletionItemKind.Property,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
  host: CompletionItemKind.Reference,
  server: CompletionItemKind.Module,
  name: CompletionItemKind.Constant,
  value: CompletionItemKind.EnumMember,
};

function itemOf(choice: Choice, caret: Caret, from: number, to: number, document: TextDocument): CompletionItem {
  const { label, insert, after, kind, detail, text, rank = 5, sought, goesOn } = choice;
  const inside = encoded(insert);
  const quoted = caret.in === 'string' ? '' : '"';
  const [start, end] = caret.in === 'string' ? [caret.string.offsetOf(from), caret.string.offsetOf(to)] : [caret.offset, caret.offset];
  const snippet = after !== undefined || (goesOn === true && quoted !== '');
  const newText = snippet
    ? `${quoted}${literal(inside)}$0${literal(encoded(after ?? ''))}${quoted}`
    : `${quoted}${inside}${quoted}`;
  return {
    label,
    kind: kinds[kind],
    sortText: `${rank} ${label}`,
    filterText: quoted + (sought === undefined ? inside : `${sought} ${inside}`),
    insertTextFormat: snippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: { start: document.positionAt(start), end: document.positionAt(end) }, newText },
    ...(detail === undefined ? {} : { detail }),
    ...(text === undefined ? {} : { documentation: text }),
    ...(goesOn === true ? { command: { title: 'Suggest', command: 'editor.action.triggerSuggest' } } : {}),
  };
} // prettier-ignore

/** In a snippet these signs have a meaning of their own. */
function literal(text: string): string {
  return text.replaceAll(/[\\$}]/gu, (sign) => `\\${sign}`);
}
