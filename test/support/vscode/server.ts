// A VS Code server on 127.0.0.1: for tests, and for a person's browser by `npm start`.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { atExit } from '../ending.ts';
import { npmHere } from '../npmHere.ts';
import { removeFolder, temporaryFolder } from '../place.ts';
import { descendantsOf, endGroup, endProcesses, endWithUs, runnersMark } from '../processes.ts';
import { vscodeServer } from './install.ts';
import { quietSettings, type Settings } from './settings.ts';

export type ServerOptions = {
  /**
   * Holds user data and, unless `extensionsDir` is given, extensions. A given folder is kept; without one a
   * temporary folder serves, which `stop` removes.
   */
  readonly dir?: string;
  readonly extensionsDir?: string;
  /** User settings on top of the quiet ones; written only where there are none yet. */
  readonly settings?: Settings;
  /** On top of an explicit, small environment in which HOME is `dir`. It reaches extension host and terminals. */
  readonly env?: Readonly<Record<string, string>>;
  /** Without one, every local process that finds the port has a terminal: for tests only. */
  readonly connectionToken?: string;
  /** Any free one unless told. */
  readonly port?: number;
  /** Whether folders must be trusted by the person first, as in a real VS Code; false unless told. */
  readonly workspaceTrust?: boolean;
};

export type Server = {
  readonly port: number;
  readonly pid: number;
  readonly dir: string;
  readonly connectionToken?: string;
  /** http://127.0.0.1:port */
  readonly url: string;
  /** Where a browser finds the window of a folder; the connection token is in it. */
  readonly address: (folder: string) => string;
  /** Settles when the server has ended, by `stop` or by itself. */
  readonly ended: Promise<void>;
  /** Ends the server with its extension hosts and terminals. */
  readonly stop: () => Promise<void>;
};

export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const { node, serverMain } = await vscodeServer();
  const dir = options.dir ?? temporaryFolder('vscode-');
  const extensionsDir = options.extensionsDir ?? join(dir, 'extensions');
  const { connectionToken, port: wanted = 0, workspaceTrust = false } = options;
  mkdirSync(extensionsDir, { recursive: true });
  writeSettings(dir, {
    ...quietSettings,
    'security.workspace.trust.enabled': workspaceTrust,
    ...options.settings,
  });
  const child = spawn(
    node,
    [
      serverMain,
      '--host=127.0.0.1',
      `--port=${wanted}`,
      connectionToken === undefined
        ? '--without-connection-token'
        : `--connection-token-file=${writeToken(dir, connectionToken)}`,
      ...folders(dir, extensionsDir),
      ...(workspaceTrust ? [] : ['--disable-workspace-trust']),
      '--disable-telemetry',
      '--disable-experiments',
    ],
    {
      detached: true, // It starts hosts and terminals; a group of its own can be ended as a whole.
      env: { ...environment(dir), ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const { pid = 0 } = child;
  const stop = async () => {
    // Programs in terminals have sessions of their own, and would go on writing into the folder while it is removed.
    const below = pid ? await descendantsOf(pid) : [];
    if (pid) await endGroup(pid);
    await endProcesses(below.map((one) => one.pid));
    if (options.dir === undefined) removeFolder(dir);
  };
  void ended.then(atExit(() => pid && void endGroup(pid)));
  if (pid) void ended.then(endWithUs(pid));
  const port = await listening(child).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  const url = `http://127.0.0.1:${port}`;
  return {
    port,
    pid,
    dir,
    ...(connectionToken !== undefined && { connectionToken }),
    url,
    address(folder) {
      const query = new URLSearchParams({ folder });
      if (connectionToken !== undefined) query.set('tkn', connectionToken);
      return `${url}/?${query.toString()}`;
    },
    ended,
    stop,
  };
}

/** Installs a packaged extension; a server that already runs shows it after a reload of the window. */
export async function installVsix(
  vsix: string,
  { dir, extensionsDir = join(dir, 'extensions') }: { dir: string; extensionsDir?: string },
): Promise<void> {
  const { node, serverMain } = await vscodeServer();
  const install = ['--install-extension', resolve(vsix), '--force'];
  const args = [serverMain, ...install, ...folders(dir, extensionsDir)];
  await promisify(execFile)(node, args, { env: environment(dir) });
}

/** The user settings of a server in `dir`. */
export function settingsFile(dir: string): string {
  return join(dir, 'data', 'User', 'settings.json');
}

function writeSettings(dir: string, settings: Settings): void {
  const file = settingsFile(dir);
  if (existsSync(file)) return;
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, JSON.stringify(settings, null, 2));
}

/** In a file of the person's alone, because everybody can read the arguments of a process. */
function writeToken(dir: string, token: string): string {
  const file = join(dir, 'connection-token');
  rmSync(file, { force: true });
  writeFileSync(file, token, { mode: 0o600 });
  return file;
}

function folders(dir: string, extensionsDir: string): string[] {
  return [
    '--accept-server-license-terms',
    `--server-data-dir=${dir}`,
    `--user-data-dir=${join(dir, 'data')}`,
    `--extensions-dir=${extensionsDir}`,
  ];
}

/** Nothing of the person's own leaks in; an empty gallery switches the marketplace off. */
function environment(home: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    HOME: home,
    LANG: 'C.UTF-8',
    SHELL: '/bin/bash',
    TMPDIR: process.env.TMPDIR ?? '/tmp',
    EXTENSIONS_GALLERY: '{}',
    ...npmHere,
    ...runnersMark(),
  };
}

function listening(child: ChildProcess, limit = 60_000): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (why: string) => reject(new Error(`the VS Code server ${why}: ${output.trim()}`));
    const timer = setTimeout(() => fail(`did not listen within ${limit} ms`), limit);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const port = /Extension host agent listening on (\d+)\s/.exec(output)?.[1];
      if (!port) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`ended with ${code}`));
  });
}
