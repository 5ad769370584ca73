// Streams the journal of this window to the collector that user settings name, once the person has accepted exactly that
// collector. Off without a setting. A workspace has no say in it.
import * as vscode from 'vscode';
import type { Log } from '../gate/api.ts';
import { readEndpoint, readHeaders, type Endpoint } from '../gate/telemetry/endpoint.ts';
import type { Stream } from '../gate/telemetry/stream.ts';
import { streamJournal } from '../gate/telemetry/telemetry.ts';
import type { Consents, Note } from './consent.ts';
import type { LazyGate } from './lazyGate.ts';
import { section, settingKeys } from './settingKeys.ts';
import { telemetryConsent } from './telemetryText.ts';
import { visible } from './visible.ts';

export interface TelemetryParts {
  readonly gate: Pick<LazyGate, 'current' | 'whenUp'>;
  readonly consents: Pick<Consents, 'given' | 'ask'>;
  readonly secrets: Pick<vscode.SecretStorage, 'get' | 'store' | 'delete'>;
  readonly stateDir: string;
  readonly version: string;
  readonly log: Log;
  readonly note: Note;
  /** Takes the failures of what nobody waits for. */
  readonly onError: (error: unknown) => void;
}

export interface Telemetry extends vscode.Disposable {
  /** One sentence for the doctor; undefined while it is off. */
  state(): string | undefined;
  /** "Set Telemetry Headers…": for the collector that the settings name. */
  setHeaders(): Promise<void>;
  /** Journals what was dropped and not told yet, while there is a journal. */
  tell(): void;
  /** Sends what it can in a moment. What is left goes on with the next window. */
  close(): Promise<void>;
}

/** Milliseconds for what is left when it ends. VS Code waits for an extension about five seconds. */
const lastWords = 1_500;

export function openTelemetry(parts: TelemetryParts): Telemetry {
  const { gate, consents, secrets, note, onError } = parts;
  let running: { readonly url: string; readonly stream: Stream } | undefined;
  let queue: Promise<void> = Promise.resolve();
  const told = new Set<string>();

  /** Steps that overlapped could start two streams. */
  const settle = (): Promise<void> => (queue = queue.then(step).catch(onError));
  const step = async (): Promise<void> => {
    const endpoint = wanted();
    const url = endpoint?.ok ? endpoint.url : undefined;
    if (running && running.url !== url) {
      const { stream, url: before } = running;
      running = undefined;
      await stream.close(lastWords, true);
      note('telemetry', { on: false, endpoint: before });
    }
    if (endpoint === undefined || running || gate.current() === undefined) return;
    if (!endpoint.ok) return tellOnce(endpoint.problem);
    if (!consents.given(telemetryConsent(endpoint.url, endpoint.warning), endpoint.url)) return void ask(endpoint).catch(onError);
    await start(endpoint.url);
  };
  const start = async (to: string): Promise<void> => {
    const { stateDir, version, log } = parts;
    const headers = readHeaders((await secrets.get(keyOf(to))) ?? '') ?? {};
    note('telemetry', { on: true, endpoint: to });
    running = { url: to, stream: await streamJournal({ url: to, headers, version, stateDir, log, note }) };
    log.info(`The journal is sent to ${to}.`);
  };
  const tellOnce = (problem: string): void => {
    if (told.has(problem)) return;
    told.add(problem);
    void vscode.window.showErrorMessage(`The journal is not sent: of portcullis.${settingKeys.otlpEndpoint}, ${problem}.`);
  };
  const ask = async ({ url, warning }: Extract<Endpoint, { ok: true }>): Promise<void> => {
    if (told.has(url)) return;
    told.add(url);
    const review = 'Review…';
    const text = `The settings say to send the journal to ${visible(url)}. It is not sent before you accept that.`;
    if ((await vscode.window.showWarningMessage(text, review)) !== review) return;
    if (await consents.ask(telemetryConsent(url, warning), url)) await settle();
  };

  gate.whenUp(() => void settle());
  const following = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`${section}.${settingKeys.otlpEndpoint}`)) void settle();
  });
  return {
    state() {
      if (!running) return undefined;
      const { sent, dropped, problem } = running.stream.state();
      const lost = dropped === 0 ? '' : `, ${dropped} were dropped`;
      return `The journal is sent to ${running.url}: ${sent} entries so far${lost}${problem === undefined ? '' : `; now it cannot be sent: ${visible(problem)}`}.`;
    },
    async setHeaders() {
      const endpoint = wanted();
      if (!endpoint?.ok) return void vscode.window.showInformationMessage(`First name a collector in portcullis.${settingKeys.otlpEndpoint}.`);
      if (!(await askHeaders(endpoint.url, secrets))) return;
      // The stream has the old ones.
      const old = running;
      running = undefined;
      await old?.stream.close(lastWords);
      await settle();
    },
    tell: () => running?.stream.tell(),
    async close() {
      following.dispose();
      await queue;
      await running?.stream.close(lastWords);
    },
    dispose: () => following.dispose(),
  };
} // prettier-ignore

/** What user settings say, and nobody else's. Undefined when they name no collector. */
function wanted(): Endpoint | undefined {
  const value = vscode.workspace.getConfiguration(section).inspect(settingKeys.otlpEndpoint)?.globalValue;
  return typeof value === 'string' && value.trim() !== '' ? readEndpoint(value) : undefined;
}

/** Bound to the collector, so that another one never gets them. */
function keyOf(url: string): string {
  return `telemetry.headers:${url}`;
}

/** False when the person gave up. */
async function askHeaders(url: string, secrets: TelemetryParts['secrets']): Promise<boolean> {
  const text = await vscode.window.showInputBox({
    title: `Headers for ${url}`,
    prompt: 'As in OTEL_EXPORTER_OTLP_HEADERS: name=value,name2=value2. Kept in the editor’s secret storage. Empty removes them.',
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) => (readHeaders(value) === undefined ? 'Write name=value, separated by commas' : undefined),
  });
  if (text === undefined) return false;
  if (text.trim() === '') await secrets.delete(keyOf(url));
  else await secrets.store(keyOf(url), text);
  return true;
} // prettier-ignore
