// One settings file as it is being edited: its text read, its rules, and what there is to say about them. Each new text
// costs what changed in it; the rest of the work is done in small pieces.
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { judgedOf, openRuleBook } from '../policy/rules/book.ts';
import type { LintFinding } from '../policy/rules/findings.ts';
import type { Rule } from '../policy/rules/rule.ts';
import type { WindowFacts } from '../protocol/language.ts';
import { findingsIn, type Finding } from './findings.ts';
import { placeOf, type Place } from './place.ts';
import { readSettingsFile, type FileKind, type SettingsFile } from './settingsFile.ts';
import { writtenRules, type WrittenRule } from './writtenRules.ts';

export interface OpenFile {
  /** The text as it is now. */
  text(document: TextDocument, window: WindowFacts): { readonly file: SettingsFile; readonly place: Place };
  /** Brings what is known of the rules nearer to the text as it is now; false when nothing is left to do. */
  work(document: TextDocument, window: WindowFacts): boolean;
  /** The rules of the text, in order; whole when no work is left. */
  rules(): readonly Rule[];
  /** What `work` has found, and what `judged` knows. */
  findings(judged: (rule: Rule) => LintFinding | undefined): readonly Finding[];
}

interface State {
  readonly version: number;
  readonly window: WindowFacts;
  readonly file: SettingsFile;
  readonly place: Place;
}

export function openFile(kind: FileKind): OpenFile {
  const book = openRuleBook();
  let now: State | undefined;
  /** What the book was last told of. */
  let booked: { readonly state: State; readonly written: readonly WrittenRule[] } | undefined;

  const read = (document: TextDocument, window: WindowFacts): State => {
    const { version, uri } = document;
    if (now?.version === version && now.window === window) return now;
    const file = now?.version === version ? now.file : readSettingsFile(document.getText(), kind);
    return (now = { version, window, file, place: placeOf(uri, kind, window) });
  };
  return {
    text: read,
    work(document, window) {
      const state = read(document, window);
      if (booked?.state === state) return book.work();
      const { file, place } = state;
      const written = writtenRules(file, place);
      const others = window.rules.filter((rule) => rule.file === undefined || rule.file !== place.file);
      book.set(written.map(({ source }) => source), others);
      booked = { state, written };
      return true;
    },
    rules: () => book.rules(),
    findings(judged) {
      if (booked === undefined) return [];
      const { state, written } = booked;
      const rules = book.rules();
      const said = book.findings().map((found, at) => [...found, ...judgedOf(rules[at], judged)]);
      return findingsIn(state.file, { ...state, written, said });
    },
  };
} // prettier-ignore
