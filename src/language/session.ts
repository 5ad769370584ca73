// What the server knows at a moment: the window, the documents that are open, what the journal tells. Answers each
// question from it; who asks, and over which wire, stands in `server.ts`.
import { DiagnosticSeverity, type CodeAction, type CodeLens, type CompletionItem, type Diagnostic, type Hover, type Range } from 'vscode-languageserver/node'; // prettier-ignore
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { contextWith, judgedAlone } from '../policy/rules/alone.ts';
import { exactLine } from '../policy/rules/lint.ts';
import type { LintFinding } from '../policy/rules/findings.ts';
import type { Matcher, Rule } from '../policy/rules/rule.ts';
import type { ShellReader } from '../policy/shell/segment.ts';
import { noWindow, type WindowFacts } from '../protocol/language.ts';
import { surroundingsOf } from './checking.ts';
import { complete } from './complete/complete.ts';
import type { Documentation } from './documentation.ts';
import type { Finding, Severity } from './findings.ts';
import { fixes } from './fixes.ts';
import { hover } from './hover.ts';
import { lenses } from './lenses.ts';
import { openFile, type OpenFile } from './openFile.ts';
import { kindOf } from './place.ts';
import type { Machine } from './ports.ts';
import type { Uses } from './uses.ts';
import { writtenRules } from './writtenRules.ts';

export interface Session {
  setWindow(window: WindowFacts): void;
  /** Does a few milliseconds of what is left to find out about the text; false when its findings are whole. */
  findSome(document: TextDocument): boolean;
  /** The findings, after whatever is left to find out. */
  diagnostics(document: TextDocument): readonly Diagnostic[];
  /** Judges single lines that were not judged yet, a few at a time; false when there is nothing left to do. */
  judgeSome(document: TextDocument): Promise<boolean>;
  complete(document: TextDocument, offset: number): readonly CompletionItem[];
  hover(document: TextDocument, offset: number): Promise<Hover | undefined>;
  fixes(document: TextDocument, range: Range): Promise<readonly CodeAction[]>;
  lenses(document: TextDocument): Promise<readonly CodeLens[]>;
  forget(document: TextDocument): void;
}

export interface SessionParts {
  readonly machine: Machine;
  readonly uses: Uses;
  readonly documentation: Documentation;
}

export function openSession({ machine, uses, documentation }: SessionParts): Session {
  let window = noWindow;
  /** By what a rule that stays keeps while the text around it changes. */
  let judged = new WeakMap<Matcher, LintFinding | undefined>();
  const files = new Map<string, OpenFile>();
  const found = new Map<string, { readonly version: number; readonly findings: readonly Finding[] }>();

  const openOf = ({ uri }: TextDocument): OpenFile | undefined => {
    const kind = kindOf(uri);
    const open = files.get(uri) ?? (kind === undefined ? undefined : openFile(kind));
    if (open !== undefined) files.set(uri, open);
    return open;
  };
  const fileOf = (document: TextDocument) => openOf(document)?.text(document, window);
  const known = (rule: Rule): LintFinding | undefined => {
    const finding = judged.get(rule.matcher);
    return finding === undefined ? undefined : { ...finding, rule: rule.source };
  };
  const findingsOf = (document: TextDocument): readonly Finding[] => {
    const before = found.get(document.uri);
    if (before?.version === document.version) return before.findings;
    const open = openOf(document);
    while (open?.work(document, window) === true);
    const findings = open?.findings(known) ?? [];
    found.set(document.uri, { version: document.version, findings });
    return findings;
  };
  const shown = (document: TextDocument) => (finding: Finding) => diagnosticOf(finding, document, documentation);
  const contextNow = (shell: ShellReader | undefined) => contextWith([], surroundingsOf(window, machine, shell));

  return {
    setWindow(facts) {
      if (judgedIn(facts) !== judgedIn(window)) judged = new WeakMap();
      window = facts;
      found.clear();
    },
    findSome(document) {
      const open = openOf(document);
      const until = performance.now() + longestPiece;
      while (open?.work(document, window) === true) if (performance.now() > until) return true;
      return false;
    },
    diagnostics: (document) => findingsOf(document).map(shown(document)),
    async judgeSome(document) {
      const shell = await machine.shell();
      const open = openOf(document);
      if (shell === undefined || open === undefined) return false;
      while (open.work(document, window));
      const unjudged = open.rules().filter((rule) => exactLine(rule) !== undefined && !judged.has(rule.matcher));
      const until = performance.now() + longestPiece;
      for (const rule of unjudged) {
        judged.set(rule.matcher, judgedAlone(rule, surroundingsOf(window, machine, shell)));
        if (performance.now() > until) break;
      }
      if (unjudged.length > 0) found.delete(document.uri);
      return unjudged.length > 0;
    },
    complete(document, offset) {
      const { file, place } = fileOf(document) ?? {};
      return file === undefined || place === undefined ? [] : complete(document, file, offset, { place, window, machine, uses });
    },
    async hover(document, offset) {
      const context = contextNow(await machine.shell());
      const { file, place } = fileOf(document) ?? {};
      return file === undefined || place === undefined ? undefined : hover(document, file, offset, { place, window, uses, context });
    },
    async fixes(document, range) {
      const context = contextNow(await machine.shell());
      const { file, place } = fileOf(document) ?? {};
      if (file === undefined || place === undefined) return [];
      const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
      const touches = (offset: number, length: number): boolean => offset <= end && offset + length >= start;
      const all = findingsOf(document);
      return fixes(
        document,
        file,
        {
          all,
          found: all.filter(({ offset, length }) => touches(offset, length)),
          rules: writtenRules(file, place).filter(({ node }) => touches(node.offset, node.length)),
        },
        { window, uses, context, shown: shown(document) },
      );
    },
    async lenses(document) {
      const context = contextNow(window.commands.simulate === undefined ? undefined : await machine.shell());
      const { file, place } = fileOf(document) ?? {};
      return file === undefined || place === undefined ? [] : lenses(document, file, { place, window, uses, context });
    },
    forget({ uri }) {
      files.delete(uri);
      found.delete(uri);
    },
  };
} // prettier-ignore

/** Milliseconds of work between two looks at what else is asked. */
const longestPiece = 5;

/** What a judgement hangs on. */
function judgedIn({ platform, home, roots, floorExceptions, trusted }: WindowFacts): string {
  return JSON.stringify([platform, home, roots, floorExceptions, trusted]);
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** What only takes room is shown faded. */
const unnecessary = 1;
const faded: ReadonlySet<string> = new Set(['duplicate', 'shadowed', 'idle', 'overridden']);

function diagnosticOf(
  { code, severity, text, offset, length }: Finding,
  document: TextDocument,
  documentation: Documentation,
): Diagnostic {
  const href = documentation(code);
  return {
    range: { start: document.positionAt(offset), end: document.positionAt(offset + length) },
    severity: severities[severity],
    source: 'Portcullis',
    code,
    message: text,
    ...(href === undefined ? {} : { codeDescription: { href } }),
    ...(faded.has(code) ? { tags: [unnecessary] } : {}),
  };
}
