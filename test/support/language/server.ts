// The built language server as a process of its own, spoken to as an editor does.
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { languageMessages, type LanguageStart, type WindowFacts } from '../../../src/protocol/language.ts';
import { root } from '../root.ts';

export interface Server {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  /** Opens a document; gives its address. */
  open(file: string, text: string): Promise<string>;
  /** Puts text at a place of the document, as a keystroke does. */
  type(uri: string, line: number, character: number, text: string): Promise<void>;
  /** The findings on the newest text, as soon as they are there. */
  diagnostics(uri: string): Promise<readonly Diagnostic[]>;
  end(): Promise<void>;
}

const module = join(root, 'dist', 'language.cjs');

export async function startServer(
  facts: WindowFacts,
  start: LanguageStart = {},
  transport: 'ipc' | 'stdio' = 'ipc',
): Promise<Server> {
  const ipc = transport === 'ipc';
  const child = ipc
    ? fork(module, ['--node-ipc'], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: [] })
    : spawn(process.execPath, [module, '--stdio']);
  const connection =
    ipc || child.stdout === null || child.stdin === null
      ? createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child))
      : createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  const latest = new Map<string, PublishDiagnosticsParams>();
  const versions = new Map<string, number>();
  const waiting = new Set<() => void>();
  connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
    latest.set(params.uri, params);
    for (const look of waiting) look();
  });
  connection.onRequest('workspace/codeLens/refresh', () => null);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: { workspace: { codeLens: { refreshSupport: true } } },
    initializationOptions: start,
  });
  await connection.sendNotification('initialized', {});
  await connection.sendNotification(languageMessages.window, facts);
  return {
    connection,
    process: child,
    async open(file, text) {
      const uri = pathToFileURL(file).toString();
      versions.set(uri, 1);
      await connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'jsonc', version: 1, text },
      });
      return uri;
    },
    async type(uri, line, character, text) {
      const version = (versions.get(uri) ?? 0) + 1;
      versions.set(uri, version);
      const place = { line, character };
      await connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ range: { start: place, end: place }, text }],
      });
    },
    diagnostics: (uri) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = latest.get(uri);
          if (found === undefined || found.version !== versions.get(uri)) return;
          waiting.delete(look);
          resolve(found.diagnostics);
        };
        waiting.add(look);
        look();
      }),
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await gone;
      connection.dispose();
    },
  };
}

/** A settings file with so many rules of all kinds, one a line. */
export function manyRules(count: number): string {
  const programs = ['git', 'npm', 'docker', 'kubectl', 'cargo', 'go', 'make', 'aws', 'gcloud', 'terraform'];
  const kinds = [
    (at: number): string => `Read(./src/pkg${at}/**)`,
    (at: number): string => `Edit(src/mod${at}/*.ts)`,
    (at: number): string => `WebFetch(domain:host${at}.example.com)`,
    (at: number): string => `Bash(${programs[at % programs.length] ?? ''} sub${at} *)`,
    (at: number): string => `${programs[at % programs.length] ?? ''} task${at} --flag`,
    (at: number): string => `mcp__server${at % 40}__tool${at}`,
  ];
  const rules = Array.from({ length: count }, (_, at) => kinds[at % kinds.length]?.(at) ?? '');
  return `{\n  "portcullis.permissions.allow": [\n${rules.map((rule) => `    ${JSON.stringify(rule)}`).join(',\n')}\n  ]\n}\n`;
}
