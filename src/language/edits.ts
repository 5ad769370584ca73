// Changes of a settings file: replace a rule, take it out, put one into another list. Layout and comments of what
// stays are kept.
import {
  applyEdits,
  modify,
  type Edit,
  type FormattingOptions,
  type JSONPath,
} from 'jsonc-parser/lib/esm/main.js';
import { encoded } from './jsonString.ts';
import { readSettingsFile, type Setting, type SettingsFile } from './settingsFile.ts';
import type { WrittenRule } from './writtenRules.ts';

/** Other texts in the place of one entry; several stand below each other as the list has it. */
export function replaceEntry({ text }: SettingsFile, { node }: Pick<WrittenRule, 'node'>, texts: readonly string[]): readonly Edit[] {
  const lineStart = text.lastIndexOf('\n', node.offset) + 1;
  const indent = /^[ \t]*/u.exec(text.slice(lineStart, node.offset))?.[0] ?? '';
  const own = text.slice(lineStart, node.offset).trim() === '';
  const content = texts.map((one) => `"${encoded(one)}"`).join(own ? `,\n${indent}` : ', ');
  return [{ offset: node.offset, length: node.length, content }];
} // prettier-ignore

/** Takes entries of one list out, each with the comma and the line that were its own. */
export function removeEntries({ text }: SettingsFile, setting: Setting, indices: readonly number[]): readonly Edit[] {
  const entries = setting.value?.children ?? [];
  const gone = new Set(indices);
  const kept = entries.filter((_, at) => !gone.has(at));
  return [...gone].flatMap((at): Edit[] => {
    const entry = entries[at];
    if (entry === undefined) return [];
    const end = entry.offset + entry.length;
    const comma = /^\s*,/u.exec(text.slice(end))?.[0].length ?? 0;
    // The last of those that stay must not keep a comma behind it that nothing follows.
    const last = kept.at(-1);
    const before = last !== undefined && comma === 0 && at === entries.length - 1 ? commaBehind(text, last.offset + last.length) : [];
    const { from, to } = own(text, entry.offset, end + comma, comma > 0);
    return [...before, { offset: from, length: to - from, content: '' }];
  });
} // prettier-ignore

/**
 * Takes a rule out of its list and puts it at the end of the list of another behavior beside it, as one change: the two
 * steps may touch the same lines.
 */
export function moveRule(file: SettingsFile, rule: WrittenRule, list: 'ask' | 'deny'): readonly Edit[] {
  const without = applyEdits(file.text, [...removeEntries(file, rule.setting, [rule.index])]);
  const after = readSettingsFile(without, file.kind);
  return [
    difference(file.text, applyEdits(without, [...addRule(after, rule.setting, list, rule.source.text)])),
  ];
}

function addRule(file: SettingsFile, from: Setting, list: 'ask' | 'deny', rule: string): readonly Edit[] {
  const target = file.settings.find(({ name, overridden }) => name === `permissions.${list}` && !overridden);
  const entries = target?.value?.type === 'array' ? (target.value.children ?? []) : undefined;
  if (entries?.some(({ value }) => value === rule)) return [];
  const [path, value]: [JSONPath, unknown] =
    target !== undefined && entries !== undefined
      ? [[...target.path, entries.length], rule]
      : [[...from.path.slice(0, -1), siblingName(from, list)], [rule]];
  const options = { formattingOptions: formatting(file.text), isArrayInsertion: entries !== undefined };
  return modify(file.text, path, value, options);
} // prettier-ignore

/** One change that turns a text into another: all between what is the same at both ends. */
function difference(one: string, other: string): Edit {
  const most = Math.min(one.length, other.length);
  let start = 0;
  while (start < most && one[start] === other[start]) start++;
  let end = 0;
  while (end < most - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
  return { offset: start, length: one.length - start - end, content: other.slice(start, other.length - end) };
}

/** `portcullis.permissions.allow` → `portcullis.permissions.ask`, nested or not. */
function siblingName({ path }: Setting, list: string): string {
  return String(path.at(-1)).replace(/allow$|ask$|deny$/u, list);
}

export function removeSetting({ text }: SettingsFile, { path }: Setting): readonly Edit[] {
  return modify(text, path, undefined, {});
}

/** As the file is written already. */
function formatting(text: string): FormattingOptions {
  const indent = /\n([ \t]+)"/u.exec(text)?.[1] ?? '  ';
  return {
    tabSize: indent.startsWith('\t') ? 4 : indent.length,
    insertSpaces: !indent.startsWith('\t'),
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

/** An entry with the line that is its own, else with the blanks that part it from its neighbour. Comments stay. */
function own(text: string, start: number, end: number, followed: boolean): { readonly from: number; readonly to: number } {
  const before = /[ \t]*$/u.exec(text.slice(0, start))?.[0].length ?? 0;
  const after = /^[ \t]*/u.exec(text.slice(end))?.[0].length ?? 0;
  const lineBreak = /^\r?\n/u.exec(text.slice(end + after))?.[0].length ?? 0;
  const alone = lineBreak > 0 && (start === before || text[start - before - 1] === '\n');
  if (alone) return { from: start - before, to: end + after + lineBreak };
  return followed ? { from: start, to: end + after } : { from: start - before, to: end };
} // prettier-ignore

function commaBehind(text: string, offset: number): Edit[] {
  const comma = /^\s*,/u.exec(text.slice(offset))?.[0];
  return comma === undefined ? [] : [{ offset: offset + comma.length - 1, length: 1, content: '' }];
}
