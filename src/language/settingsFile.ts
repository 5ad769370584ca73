// The text of a settings file → the settings of the gate in it, each with its place in the text. Never fails: of a
// damaged text, or one that is being typed, the part that can be understood is given.
import { getNodeValue, parseTree, printParseErrorCode, type JSONPath, type Node, type ParseError } from 'jsonc-parser/lib/esm/main.js'; // prettier-ignore
import { settingNames, type SettingName } from '../protocol/settingScopes.ts';

/** A settings file of VS Code, a workspace file, or a settings file of Claude Code. */
export type FileKind = 'settings' | 'workspace' | 'claude';

export interface Setting {
  readonly name: SettingName;
  /** Where the value stands. */
  readonly path: JSONPath;
  readonly key: Node;
  /** Undefined while it is not written yet. */
  readonly value: Node | undefined;
  /** The same setting stands again further down, and only the last one counts. */
  readonly overridden: boolean;
}

export interface SettingsFile {
  readonly kind: FileKind;
  readonly text: string;
  /** In the order in which they stand. */
  readonly settings: readonly Setting[];
  /** What the settings say, spelled as the gate reads them. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The first fault of the JSON, if any. */
  readonly fault: { readonly what: string; readonly offset: number; readonly length: number } | undefined;
}

export function readSettingsFile(text: string, kind: FileKind): SettingsFile {
  const errors: ParseError[] = [];
  const options = { allowTrailingComma: true, disallowComments: false, allowEmptyContent: true };
  let found: Setting[] = [];
  try {
    const root = parseTree(text, errors, options);
    if (root !== undefined) found = kind === 'workspace' ? inWorkspace(root) : settingsIn(root, kind, [], '');
  } catch {
    // Nested too deep: as if there were no settings.
  }
  // A file may repeat one setting thousands of times, so the last of each is looked up.
  const last = new Map(found.map(({ name }, at) => [name, at]));
  const settings = found.map((one, at) => ({ ...one, overridden: last.get(one.name) !== at }));
  const [error] = errors;
  return {
    kind,
    text,
    settings,
    values: Object.fromEntries(
      settings.flatMap(({ name, value, overridden }) =>
        value === undefined || overridden ? [] : [[name, plainValue(value)]],
      ),
    ),
    fault: error && {
      what: printParseErrorCode(error.error),
      offset: error.offset,
      length: error.length,
    },
  };
}

function inWorkspace(root: Node): Setting[] {
  return properties(root).flatMap(({ name, value }) =>
    name === 'settings' && value !== undefined ? settingsIn(value, 'workspace', ['settings'], '') : [],
  );
}

/** Names may be nested, dotted, or both: `{"portcullis": {"permissions.allow": […]}}`. */
function settingsIn(node: Node, kind: FileKind, path: JSONPath, before: string): Setting[] {
  return properties(node).flatMap(({ name, key, value }): Setting[] => {
    const whole = before === '' ? name : `${before}.${name}`;
    const at = [...path, name];
    const setting = nameOf(whole, kind);
    if (setting !== undefined) return [{ name: setting, path: at, key, value, overridden: false }];
    const deeper = value?.type === 'object' && names(kind).some((one) => one.startsWith(`${whole}.`));
    // Claude Code knows no dotted names.
    return deeper && !(kind === 'claude' && name.includes('.')) ? settingsIn(value, kind, at, whole) : [];
  });
}

const prefix = 'portcullis.';
const ofEditor = settingNames.map((name) => `${prefix}${name}`);
/** Of all that stands in Claude Code's files the gate follows the rules; of the mode a person should know that it does not. */
const ofClaude = ['permissions.allow', 'permissions.ask', 'permissions.deny', 'permissions.defaultMode'] as const; // prettier-ignore

function names(kind: FileKind): readonly string[] {
  return kind === 'claude' ? ofClaude : ofEditor;
}

function nameOf(whole: string, kind: FileKind): SettingName | undefined {
  if (kind === 'claude') return ofClaude.find((name) => name === whole);
  return whole.startsWith(prefix)
    ? settingNames.find((name) => name === whole.slice(prefix.length))
    : undefined;
}

interface Property {
  readonly name: string;
  readonly key: Node;
  readonly value: Node | undefined;
}

function properties(node: Node): readonly Property[] {
  if (node.type !== 'object') return [];
  return (node.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    return key !== undefined && typeof key.value === 'string' ? [{ name: key.value, key, value }] : [];
  });
}

function plainValue(node: Node): unknown {
  const value: unknown = getNodeValue(node);
  return value;
}
