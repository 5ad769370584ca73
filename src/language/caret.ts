// Where the caret stands in a settings file, as far as the gate's settings are concerned.
import type { Node } from 'jsonc-parser/lib/esm/main.js';
import { jsonString, type JsonString } from './jsonString.ts';
import type { Setting, SettingsFile } from './settingsFile.ts';

export type Caret =
  /** In a string: an entry of a list, or the one value of a setting. */
  | {
      readonly in: 'string';
      readonly setting: Setting;
      readonly node: Node;
      readonly string: JsonString;
      /** In the decoded text. */
      readonly index: number;
    }
  /** In a list, between its entries, or in an object, between its properties. */
  | { readonly in: 'list'; readonly setting: Setting; readonly offset: number }
  /** Behind the colon, where no value is yet. */
  | { readonly in: 'value'; readonly setting: Setting; readonly offset: number };

export function caretAt(file: SettingsFile, offset: number): Caret | undefined {
  const setting = file.settings.find(
    ({ key, value }) => offset > key.offset + key.length && (value === undefined ? isBehind(file.text, key, offset) : within(file.text, value, offset)),
  );
  if (setting === undefined) return undefined;
  const { value } = setting;
  if (value === undefined) return { in: 'value', setting, offset };
  if (value.type === 'string') return inString(file, setting, value, offset);
  if (value.type === 'object') return inObject(file, setting, value, offset);
  if (value.type !== 'array') return undefined;
  const entry = value.children?.find((child) => within(file.text, child, offset));
  if (entry === undefined) return isBetween(file.text, value, offset) ? { in: 'list', setting, offset } : undefined;
  return entry.type === 'string' ? inString(file, setting, entry, offset) : undefined;
} // prettier-ignore

/** The rule or other entry at an offset, its quotes included. */
export function entryAt(setting: Setting, offset: number): Node | undefined {
  const { value } = setting;
  if (value?.type === 'string') return touches(value, offset) ? value : undefined;
  return value?.type === 'array' ? value.children?.find((child) => touches(child, offset)) : undefined;
}

/** Of an object its names count: what may stand behind them VS Code's own schema says. */
function inObject(file: SettingsFile, setting: Setting, value: Node, offset: number): Caret | undefined {
  const property = value.children?.find((child) => touches(child, offset));
  const key = property?.children?.[0];
  if (key !== undefined && within(file.text, key, offset)) return inString(file, setting, key, offset);
  return property === undefined && isBetween(file.text, value, offset)
    ? { in: 'list', setting, offset }
    : undefined;
}

function inString(file: SettingsFile, setting: Setting, node: Node, offset: number): Caret {
  const string = jsonString(file.text, node);
  return { in: 'string', setting, node, string, index: string.indexOf(offset) };
}

/** Between the quotes of a string or the brackets of a list; the closing ones may not be there yet. */
function within(text: string, { offset, length, type }: Node, at: number): boolean {
  const end = offset + length;
  const open = length === 1 || text[end - 1] !== closing[type];
  return at > offset && (at < end || (open && at === end));
}

const closing: Readonly<Partial<Record<Node['type'], string>>> = { array: ']', object: '}', string: '"' };

function touches({ offset, length }: Node, at: number): boolean {
  return at >= offset && at <= offset + length;
}

/** Neither in a comment nor where a comma is missing. */
function isBetween(text: string, list: Node, offset: number): boolean {
  const before = text.slice(list.offset, offset).replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*\n/gu, '');
  return /[[{,]\s*$/u.test(before);
}

function isBehind(text: string, key: Node, offset: number): boolean {
  return /^\s*:\s*$/u.test(text.slice(key.offset + key.length, offset));
}
