// The language server's side of the wire: each request of the protocol is answered from the session; findings are sent
// a moment after the last keystroke, and what a newer text has overtaken is dropped.
import { setImmediate } from 'node:timers/promises';
import { readFileSync } from 'node:fs';
import {
  CodeActionKind,
  CodeLensRefreshRequest,
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  decodeLanguageStart,
  decodeWindowFacts,
  languageMessages,
  type LanguageStart,
} from '../protocol/language.ts';
import { compareKind } from './fixes.ts';
import { documentation } from './documentation.ts';
import { followJournal, type FollowedJournal } from './journal.ts';
import type { Machine } from './ports.ts';
import { openSession, type Session } from './session.ts';
import { openUses } from './uses.ts';

/** Milliseconds of rest behind a keystroke. */
const rest = 40;

/** Serves one editor; `machineFor` gives the machine once the editor has told where grammar and model lie. */
export function serve(connection: Connection, machineFor: (start: LanguageStart) => Machine): void {
  const documents = new TextDocuments(TextDocument);
  const waiting = new Map<string, NodeJS.Timeout>();
  let session: Session | undefined;
  let lookAtJournal: () => Promise<void> = async () => {};
  let refreshes = false;

  const isNow = ({ uri }: TextDocument, version: number): boolean => documents.get(uri)?.version === version;
  /** The findings are whole then; false if a newer text came meanwhile. In pieces, so that a completion is answered first. */
  const whole = async (document: TextDocument): Promise<boolean> => {
    const { version } = document;
    while (isNow(document, version)) {
      if (session?.findSome(document) !== true) return true;
      await setImmediate();
    }
    return false;
  };
  const publish = async (document: TextDocument): Promise<void> => {
    if (session === undefined || !(await whole(document))) return;
    const { uri, version } = document;
    const send = async (): Promise<void> => {
      const diagnostics = [...(session?.diagnostics(document) ?? [])];
      await connection.sendDiagnostics({ uri, version, diagnostics });
    };
    await send();
    let more = false;
    // Single lines are judged behind all else, in pieces, as long as the text is still this one.
    while (isNow(document, version) && (await session.judgeSome(document))) {
      more = true;
      await setImmediate();
    }
    if (more && (await whole(document)) && isNow(document, version)) await send();
  };
  const soon = (document: TextDocument, delay = rest): void => {
    clearTimeout(waiting.get(document.uri));
    waiting.set(
      document.uri,
      setTimeout(() => {
        waiting.delete(document.uri);
        publish(document).catch((error: unknown) => connection.console.error(told(error)));
      }, delay),
    );
  };

  connection.onInitialize(({ initializationOptions, capabilities }) => {
    const start = decodeLanguageStart(initializationOptions);
    const machine = machineFor(start);
    const uses = openUses(machine.now);
    const page = start.documentation;
    const journal: FollowedJournal | undefined = start.journal === undefined ? undefined : followJournal(start.journal);
    session = openSession({ machine, uses, documentation: documentation(page, page === undefined ? undefined : textOf(page)) });
    lookAtJournal = async () => journal?.look((entry) => uses.add(entry));
    refreshes = capabilities.workspace?.codeLens?.refreshSupport === true;
    return {
      serverInfo: { name: 'Portcullis rules' },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        completionProvider: { triggerCharacters: ['"', '(', ' ', '/', ':', '-', '_', '.'] },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, compareKind] },
        codeLensProvider: { resolveProvider: false },
      },
    };
  });
  connection.onInitialized(() => void followed());
  const followed = async (): Promise<void> => {
    try {
      await lookAtJournal();
      if (refreshes) await connection.sendRequest(CodeLensRefreshRequest.type);
    } catch (error) {
      connection.console.error(told(error));
    }
  };
  connection.onNotification(languageMessages.window, (facts: unknown) => {
    session?.setWindow(decodeWindowFacts(facts));
    for (const document of documents.all()) soon(document, 0);
    void followed();
  });
  connection.onNotification(languageMessages.decided, () => void followed());

  documents.onDidChangeContent(({ document }) => soon(document));
  documents.onDidClose(({ document }) => {
    clearTimeout(waiting.get(document.uri));
    waiting.delete(document.uri);
    session?.forget(document);
    void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });
  connection.onCompletion(({ textDocument, position }) => {
    const document = documents.get(textDocument.uri);
    return document === undefined ? [] : [...(session?.complete(document, document.offsetAt(position)) ?? [])];
  });
  connection.onHover(async ({ textDocument, position }) => {
    const document = documents.get(textDocument.uri);
    return document === undefined ? null : ((await session?.hover(document, document.offsetAt(position))) ?? null);
  });
  connection.onCodeAction(async ({ textDocument, range }) => {
    const document = documents.get(textDocument.uri);
    if (document === undefined || !(await whole(document))) return [];
    return [...((await session?.fixes(document, range)) ?? [])];
  });
  connection.onCodeLens(async ({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    return document === undefined ? [] : [...((await session?.lenses(document)) ?? [])];
  });
  documents.listen(connection);
  connection.listen();
} // prettier-ignore

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function told(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
