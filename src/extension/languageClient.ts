// The client of the language server. Loaded when a settings file is first opened, for it is larger than all the rest of
// the extension. The server is a process of its own: whatever happens to it, the gate does not notice.
import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
  type ErrorHandler,
} from 'vscode-languageclient/node';
import { languageMessages, type LanguageStart, type WindowFacts } from '../protocol/language.ts';

export interface ClientOptions {
  /** The server's program. */
  readonly module: string;
  readonly start: LanguageStart;
  readonly selector: readonly { readonly scheme: string; readonly pattern: string }[];
  readonly log: vscode.LogOutputChannel;
  /** Asked each time that the server begins, and whenever `tell` is called. */
  readonly facts: () => WindowFacts;
}

export interface RunningClient {
  /** Tells the server what holds in the window now. */
  tell(): void;
  /** The journal has grown. */
  decided(): void;
  stop(): Promise<void>;
}

export async function startClient(options: ClientOptions): Promise<RunningClient> {
  const { module, start, selector, log, facts } = options;
  const client: LanguageClient = new LanguageClient(
    'portcullis.rules',
    'Portcullis Rules',
    { module, transport: TransportKind.ipc },
    {
      documentSelector: [...selector],
      initializationOptions: start,
      outputChannel: log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      errorHandler: restarting(log, () => client.start()),
      markdown: { isTrusted: false, supportHtml: false },
    },
  );
  const send = (method: string, value?: unknown): void => {
    if (client.state === State.Running) client.sendNotification(method, value).catch((error: unknown) => log.error(String(error)));
  };
  const tell = (): void => send(languageMessages.window, facts());
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) tell();
  });
  await client.start();
  return {
    tell,
    decided: () => send(languageMessages.decided),
    stop: () => client.dispose(),
  };
} // prettier-ignore

/** Milliseconds in which so many crashes are too many. */
const span = 180_000;
const most = 4;

function restarting(log: vscode.LogOutputChannel, again: () => Promise<void>): ErrorHandler {
  let crashes: readonly number[] = [];
  return {
    error: () => ({ action: ErrorAction.Continue }),
    closed() {
      const now = Date.now();
      crashes = [...crashes.filter((time) => now - time < span), now];
      if (crashes.length <= most) return { action: CloseAction.Restart };
      crashes = [];
      void offer(log, again);
      return { action: CloseAction.DoNotRestart, handled: true };
    },
  };
}

async function offer(log: vscode.LogOutputChannel, again: () => Promise<void>): Promise<void> {
  const [start, show] = ['Start Again', 'Show Log'];
  const text = 'Help with rules in settings files stopped after several failures. The gate is not affected: your rules hold as before.'; // prettier-ignore
  const choice = await vscode.window.showWarningMessage(text, start, show);
  if (choice === show) log.show();
  if (choice === start) await again().catch((error: unknown) => log.error(String(error)));
}
