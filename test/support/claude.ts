// The real Claude Code, kept apart from the person's own: a throw-away home, an environment made from nothing, a
// key that is none, and a scripted model on 127.0.0.1 in the place of its maker.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installed, npmInstall, versions } from './cache.ts';
import { atExit } from './ending.ts';
import { openTerminal, type Terminal } from './terminal.ts';
import { endGroup, endWithUs, runnersMark } from './processes.ts';

export type ClaudeOptions = {
  /** Of the scripted model. */
  readonly url: string;
  /** Absolute; a throw-away one. */
  readonly home: string;
  readonly cwd: string;
  /** The agent's own permission mode; bypassPermissions unless told, so that nothing but a gate holds it. */
  readonly mode?: string;
  /** Further arguments, such as `--settings`. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

export type ClaudeRun = {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
};

/** The pinned binary, fetched on first use. Throws `Unavailable` when npm cannot give it. */
export async function claudeBinary(): Promise<string> {
  const { platform, arch } = process;
  const name = `@anthropic-ai/claude-code-${platform}-${arch}`;
  const folder = await installed(`claude-code-${versions.claude}`, (draft) =>
    npmInstall(draft, { [name]: versions.claude }),
  );
  const file = platform === 'win32' ? 'claude.exe' : 'claude';
  return join(folder, 'node_modules', name, file);
}

/** One `claude -p` run, to its end; after `timeout` ms (90,000 unless told) it is ended. */
export async function runClaude(
  prompt: string,
  options: ClaudeOptions & { readonly timeout?: number },
): Promise<ClaudeRun> {
  const started = Date.now();
  const child = spawn(await claudeBinary(), ['-p', prompt, ...argumentsOf(options)], {
    cwd: options.cwd,
    env: claudeEnvironment(options),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // A group of its own can be ended as a whole.
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const { pid } = child;
  // SIGTERM comes first: claude then ends its shells, which have sessions of their own; SIGKILL would orphan them.
  const end = () => void (pid && endGroup(pid));
  const timer = setTimeout(end, options.timeout ?? 90_000);
  const forget = [atExit(end), ...(pid ? [endWithUs(pid)] : [])];
  try {
    const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (...how) => resolve(how));
      // What the agent left running may hold the output open; what there is was read by then.
      child.once('exit', (...how) => void setTimeout(() => resolve(how), 1000).unref());
    });
    return { code, signal, stdout, stderr, ms: Date.now() - started };
  } finally {
    clearTimeout(timer);
    for (const one of forget) one();
  }
}

/** Claude Code's interactive screen, at its prompt. Close it when done. */
export async function openScreen(
  options: ClaudeOptions & Partial<Record<'columns' | 'rows', number>>,
): Promise<Terminal> {
  const { home, cwd, columns, rows } = options;
  seedClaudeHome(home, cwd);
  const terminal = await openTerminal({
    command: await claudeBinary(),
    args: argumentsOf(options),
    cwd,
    env: claudeEnvironment(options),
    ...(columns && { columns }),
    ...(rows && { rows }),
  });
  try {
    const screen = await terminal.waitFor(/❯|EXIT:/, 30_000);
    if (screen.includes('EXIT:')) throw new Error(`claude ended:\n${screen}`);
    return terminal;
  } catch (error) {
    await terminal.close();
    throw error;
  }
}

/** The whole environment of an isolated run. */
export function claudeEnvironment(
  options: Pick<ClaudeOptions, 'url' | 'home' | 'env'>,
): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    HOME: options.home,
    LANG: 'C.UTF-8',
    TERM: 'xterm-256color',
    TMPDIR: tmpdir(),
    ANTHROPIC_BASE_URL: options.url,
    ANTHROPIC_API_KEY: fakeKey,
    DISABLE_TELEMETRY: '1',
    DISABLE_ERROR_REPORTING: '1',
    DISABLE_AUTOUPDATER: '1',
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    IS_SANDBOX: '1', // Without it bypassPermissions is refused to root.
    ...runnersMark(),
    ...options.env,
  };
}

/**
 * What brings the interactive screen straight to its prompt. Without `hasCompletedOnboarding` it asks its maker's
 * host, whatever the base URL says, and ends with 1 where there is no network.
 */
export function seedClaudeHome(home: string, cwd: string): void {
  mkdirSync(join(home, '.claude'), { recursive: true });
  addTo(join(home, '.claude.json'), {
    hasCompletedOnboarding: true,
    customApiKeyResponses: { approved: [fakeKey.slice(-20)], rejected: [] },
    projects: { [cwd]: { hasTrustDialogAccepted: true } },
  });
  addTo(join(home, '.claude', 'settings.json'), {
    skipDangerousModePermissionPrompt: true,
  });
}

/** What a test or an earlier run wrote there stays. */
function addTo(file: string, more: object): void {
  const before: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  writeFileSync(file, JSON.stringify({ ...Object(before), ...more }, null, 1));
}

const fakeKey = 'sk-ant-fake-key-for-a-scripted-model';

function argumentsOf(options: ClaudeOptions): string[] {
  const { mode = 'bypassPermissions', args = [] } = options;
  return ['--permission-mode', mode, ...args];
}
