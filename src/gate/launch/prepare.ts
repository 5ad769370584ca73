// Prepares a launch: is the program there, can this version be gated, did the person accept what the workspace
// brings along; then the agent's own plan, with a mark that its processes cannot lose.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, constants } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { Agent } from '../../agents/agent.ts';
import { allStart, type Subsystems } from '../../agents/subsystems.ts';
import type { PermissionMode } from '../../policy/decision.ts';
import type { ToolPermissionContext } from '../../policy/rules/toolContext.ts';
import { visible } from '../../policy/visible.ts';
import type { LaunchRequest } from '../api.ts';
import { HumanError } from '../humanError.ts';
import type { Started } from '../recorder/throughScript.ts';
import { userFolder } from '../claudePlaces.ts';
import { readIfThere } from '../files.ts';
import { findingsFor } from './findings.ts';

export interface LaunchDeps {
  readonly agent: Agent;
  readonly gateUrl: string;
  readonly token: string;
  readonly sessionId: string;
  /** Folder of the installed program; holds hook.cjs. */
  readonly programDir: string;
  readonly home: string;
  readonly mode: PermissionMode;
  readonly tools: ToolPermissionContext;
  /** What starts, by the trust in the session. */
  readonly subsystems: Subsystems;
  readonly hideLocked: boolean;
  readonly foreign: boolean;
  /** Puts a recorder before the agent's program. */
  readonly recorded?: (plan: Started) => Promise<Started>;
}

export interface PreparedLaunch {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** The resource limit that marks every process of the session, where the platform has one. */
  readonly realtimeLimit: string | undefined;
}

/** Throws a HumanError that says what to do when the launch must not happen. */
export async function prepareLaunch(request: LaunchRequest, deps: LaunchDeps): Promise<PreparedLaunch> {
  const { agent } = deps;
  await mustRun(request.program, agent);
  if (agent.programs.length > 0) {
    const { problem } = await versionOf(agent, request.program, request.env, request.cwd);
    if (problem !== undefined) throw new HumanError(problem);
  }
  const trusted = allStart(deps.subsystems);
  await findingsAccepted(request, deps.home, trusted);
  const plan = agent.launch({
    program: request.program,
    args: request.args,
    profile: request.profile,
    gateUrl: deps.gateUrl,
    token: deps.token,
    sessionId: deps.sessionId,
    canary: canary(join(deps.programDir, 'hook.cjs')),
    env: request.env,
    home: deps.home,
    cwd: request.cwd,
    mode: deps.mode,
    tools: deps.tools,
    subsystems: deps.subsystems,
    hideLocked: deps.hideLocked,
    foreign: deps.foreign,
    ...(trusted ? {} : { ownSettings: ownSettings(request.env, deps.home) }),
    ...(request.prompt === undefined ? {} : { prompt: request.prompt }),
  });
  if (!plan.ok) throw new HumanError(plan.problem);
  return marked(deps.recorded === undefined ? plan : await deps.recorded(plan));
}

async function mustRun(program: string, agent: Agent): Promise<void> {
  if (!isAbsolute(program))
    throw new HumanError(`The program of ${agent.name} must be an absolute path: ${program}.`);
  try {
    await access(program, constants.X_OK);
  } catch {
    throw new HumanError(`${agent.name} was not found at ${program}, or it cannot be run.`);
  }
}

export interface VersionAnswer {
  /** What the program printed; empty where it did not answer. */
  readonly version: string;
  /** Why it cannot be gated, in a sentence that says what to do. */
  readonly problem: string | undefined;
}

/**
 * Asks a program for its version, as a wrapper would choose it in this folder. One that fails or does not end within
 * `limit` milliseconds has not answered, whatever it printed.
 */
export function versionOf(agent: Agent, program: string, env: LaunchRequest['env'], cwd?: string, limit = 30_000): Promise<VersionAnswer> {
  const options = { env: { ...env }, cwd, timeout: limit, killSignal: 'SIGKILL', windowsHide: true } as const;
  return new Promise((resolve) => {
    execFile(program, ['--version'], options, (error, stdout, stderr) => {
      const version = stdout.trim();
      if (error === null) return resolve({ version, problem: agent.refuseVersion(version) });
      const { killed, code, signal } = error;
      const why = visible(stderr.trim()).slice(0, 200);
      const problem =
        killed === true && code === null
          ? `${agent.name} gave no answer to --version within ${limit / 1_000} seconds. Try again when the machine is less busy.`
          : `${agent.name} failed at --version (${code ?? signal ?? 'unknown'})${why === '' ? '.' : `: ${why}`}`;
      resolve({ version: '', problem });
    });
  });
} // prettier-ignore

/** The person's own settings of the agent. What cannot be read says nothing about how to log in. */
function ownSettings(env: LaunchRequest['env'], home: string): unknown {
  try {
    const text = readIfThere(join(userFolder(env, env['HOME'] ?? home), 'settings.json'));
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function findingsAccepted(request: LaunchRequest, home: string, trusted: boolean): Promise<void> {
  const accepted = new Set(request.acceptedFindings ?? []);
  const findings = await findingsFor({ agent: request.agent, cwd: request.cwd, home, trusted });
  const refusing = findings.find((finding) => finding.severity === 'refuse');
  if (refusing) throw new HumanError(`The launch is refused: ${refusing.text} (${refusing.file}).`);
  const open = findings.filter((finding) => finding.severity === 'ask' && !accepted.has(finding.id));
  if (open.length > 0) {
    const list = open.map((finding) => `- ${finding.file}: ${finding.text}`).join('\n');
    throw new HumanError(
      `The workspace brings agent settings that must be accepted before the launch:\n${list}`,
    );
  }
}

/** The program that posts the sign of life; under VS Code's Electron it must be told to be a Node. */
function canary(hook: string): { readonly file: string; readonly args: readonly string[] } {
  const node = process.execPath;
  if (process.versions['electron'] === undefined) return { file: node, args: [hook] };
  if (process.platform !== 'win32')
    return { file: '/usr/bin/env', args: ['ELECTRON_RUN_AS_NODE=1', node, hook] };
  return { file: 'cmd.exe', args: ['/d', '/s', '/c', `set ELECTRON_RUN_AS_NODE=1&&"${node}" "${hook}"`] };
}

/**
 * On Linux each session gets a limit of its own on real-time CPU time, a number so large that no program meets it
 * and that only programs scheduled as real-time are held to at all. A process hands it to every child, through
 * fork, exec, setsid and an emptied environment, and anybody may read it in /proc/PID/limits: a process that
 * detached itself is still known. Source: getrlimit(2), prlimit(1).
 */
async function marked(plan: Started) {
  const { file, args, env } = plan;
  const prlimit =
    process.platform === 'linux' ? await firstThere(['/usr/bin/prlimit', '/bin/prlimit']) : undefined;
  if (prlimit === undefined) return { file, args, env, realtimeLimit: undefined };
  const limit = String(2n ** 52n + BigInt(`0x${randomBytes(5).toString('hex')}`));
  return {
    file: prlimit,
    args: [`--rttime=${limit}:${limit}`, '--', file, ...args],
    env,
    realtimeLimit: limit,
  };
}

async function firstThere(files: readonly string[]): Promise<string | undefined> {
  for (const file of files) {
    try {
      await access(file, constants.X_OK);
      return file;
    } catch {
      // The next one may be there.
    }
  }
  return undefined;
}
