// The very launch that the project uses, as arguments and environment for a proof.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LaunchProfile } from '../../../src/agents/agent.ts';
import { claude } from '../../../src/agents/claude/claude.ts';
import { deferredStart } from '../../../src/agents/subsystems.ts';
import { claudeBinary, claudeEnvironment, type ClaudeRun } from '../../support/claude.ts';
import { atExit } from '../../support/ending.ts';
import { endGroup, endWithUs } from '../../support/processes.ts';

const hook = fileURLToPath(new URL('../../../dist/hook.cjs', import.meta.url));

export type LaunchedRun = {
  readonly gateUrl: string;
  readonly modelUrl: string;
  readonly home: string;
  readonly cwd: string;
  readonly prompt: string;
  readonly profile?: LaunchProfile;
  /** Replaces the mode that the launch chose, to prove that the gate holds in each of them. */
  readonly nativeMode?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly token?: string;
  /** Seconds that a hook may take, for gates that never answer. */
  readonly hookTimeout?: number;
};

/** One `-p` run with the project's own launch settings, to its end. */
export async function runLaunched(run: LaunchedRun): Promise<ClaudeRun> {
  const plan = claude.launch({
    program: await claudeBinary(),
    args: ['-p', run.prompt, ...(run.args ?? [])],
    profile: run.profile ?? 'guarded',
    gateUrl: run.gateUrl,
    token: run.token ?? 'token-of-a-test',
    sessionId: 'session-of-a-test',
    canary: { file: process.execPath, args: [hook] },
    env: claudeEnvironment({ url: run.modelUrl, home: run.home, env: run.env ?? {} }),
    home: run.home,
    cwd: run.cwd,
    mode: 'default',
    subsystems: deferredStart(true),
  });
  if (!plan.ok) throw new Error(plan.problem);
  return runToEnd(
    plan.file,
    inMode(withTimeout(plan.args, run.hookTimeout), run.nativeMode),
    plan.env,
    run.cwd,
  );
}

export async function runToEnd(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string,
  timeout = 90_000,
  started?: (pid: number) => void,
): Promise<ClaudeRun> {
  const begun = Date.now();
  const child = spawn(file, [...args], {
    cwd,
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  if (child.pid !== undefined) started?.(child.pid);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const end = () => void (child.pid && endGroup(child.pid));
  const timer = setTimeout(end, timeout);
  const forget = [atExit(end), ...(child.pid ? [endWithUs(child.pid)] : [])];
  try {
    const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (...how) => resolve(how));
    });
    return { code, signal, stdout, stderr, ms: Date.now() - begun };
  } finally {
    clearTimeout(timer);
    for (const one of forget) one();
  }
}

function inMode(args: readonly string[], mode: string | undefined): readonly string[] {
  if (mode === undefined) return args;
  const at = args.indexOf('--permission-mode');
  return at < 0 ? args : args.with(at + 1, mode);
}

function withTimeout(args: readonly string[], seconds: number | undefined): readonly string[] {
  if (seconds === undefined) return args;
  return args.map((arg) =>
    arg.startsWith('{"disableAllHooks"') ? arg.replace(/"timeout":\d+/g, `"timeout":${seconds}`) : arg,
  );
}
