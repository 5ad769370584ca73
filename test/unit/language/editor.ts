// A settings file in memory, with the caret as `|` in its text, and a machine in memory behind it.
import { TextDocument } from 'vscode-languageserver-textdocument';
import { openSession, type Session } from '../../../src/language/session.ts';
import type { Entry, Machine } from '../../../src/language/ports.ts';
import { openUses, type Uses } from '../../../src/language/uses.ts';
import type { JournalEntry } from '../../../src/policy/journal.ts';
import { noWindow, type WindowFacts } from '../../../src/protocol/language.ts';
import { shippedModel } from '../../support/policy/model.ts';
import { shellReader } from '../../support/policy/shell.ts';

export const userFile = '/home/ann/.config/Code/User/settings.json';
export const workspaceFile = '/w/.vscode/settings.json';
export const claudeFile = '/w/.claude/settings.json';

export const now = Date.parse('2026-11-20T12:00:00Z');

/** Two folders, a package, and a home. */
const folders: Readonly<Record<string, readonly string[]>> = {
  '/w': ['src/', 'node_modules/', 'package.json', '.env'],
  '/w/src': ['a.ts', 'lib/', 'odd "name".ts'],
  '/home/ann': ['.ssh/', 'notes.txt'],
  '/w/.claude/agents': ['reviewer.md'],
  '/': ['etc/'],
};

export const machine: Machine = {
  entries: (folder) =>
    (folders[folder.replace(/(?<=.)\/$/u, '')] ?? []).map((name): Entry => ({
      name: name.replace(/\/$/u, ''),
      folder: name.endsWith('/'),
    })),
  text: (file) => (file === '/w/package.json' ? '{"scripts": {"build": "x", "test:unit": "y"}}' : undefined),
  realPath: (path) => path,
  shell: shellReader,
  model: shippedModel,
  now: () => now,
};

export const window: WindowFacts = {
  ...noWindow,
  home: '/home/ann',
  roots: ['/w'],
  trusted: true,
  lenses: true,
  places: [
    { file: userFile, scope: 'user' },
    { file: workspaceFile, scope: 'workspace' },
    { file: claudeFile, scope: 'workspace', base: '/w', uncounted: 'agent' },
  ],
  commands: { approve: 'portcullis.approveWorkspaceRules' },
};

export interface Editor {
  readonly document: TextDocument;
  readonly session: Session;
  /** Where the `|` stood; the end of the text without one. */
  readonly offset: number;
  readonly uses: Uses;
}

/** `text` is a whole file; `|` is the caret. */
export function edit(text: string, file = userFile, facts: Partial<WindowFacts> = {}): Editor {
  const at = text.indexOf('|');
  const content = at < 0 ? text : text.slice(0, at) + text.slice(at + 1);
  const document = TextDocument.create(`file://${encodeURI(file)}`, 'jsonc', 1, content);
  const uses = openUses(machine.now);
  const session = openSession({ machine, uses, documentation: (code) => `file:///docs/rules.md#${code}` });
  session.setWindow({ ...window, ...facts });
  return { document, session, offset: at < 0 ? content.length : at, uses };
}

/** A file of user settings with one rule in a list. */
export function oneRule(rule: string, list = 'allow'): string {
  return `{ "portcullis.permissions.${list}": ["${rule}"] }`;
}

/** A decision as the journal has it. */
export function decided(fields: Readonly<Record<string, unknown>>, time = now - 1000): JournalEntry {
  const entry = {
    event: 'decision',
    kind: 'shell',
    subject: 'x',
    behavior: 'allow',
    tool: 'Bash',
    ...fields,
  };
  return { ...entry, n: 0, prev: '', digest: '', time: new Date(time).toISOString() };
}

/** The text after edits. */
export function applied(
  document: TextDocument,
  edits: readonly { range: { start: object; end: object }; newText: string }[] = [],
): string {
  return TextDocument.applyEdits(document, edits as Parameters<typeof TextDocument.applyEdits>[1]);
}
