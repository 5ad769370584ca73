// The agent of a run: launched behind the gate, and its process until the end.
import { spawn } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import type { AgentId } from '../agents/agent.ts';
import { agents } from '../agents/agents.ts';
import { unattended } from '../agents/claude/launch.ts';
import type { Gate, Launch, OutputPlace } from '../gate/api.ts';
import { programDir } from './judging.ts';
import { withoutReviewerKey } from './reviewer.ts';
import type { RunOptions } from './runOptions.ts';
import type { Terminal } from './terminal.ts';
import { visible } from './text.ts';
import { CommandError } from './usage.ts';

export async function launchAgent(
  gate: Gate,
  options: RunOptions,
  prompt: string | undefined,
  terminal: Terminal,
): Promise<Launch> {
  const { from, dryRun } = options.foreign;
  const untrusted = {
    ...(from === undefined ? {} : { foreign: from }),
    ...(dryRun ? { dryRun } : {}),
    ...(prompt === undefined ? {} : { prompt }),
  };
  const findings = await gate.findings(options.agent, options.cwd, untrusted);
  for (const { severity, file, text } of findings) {
    terminal.error(`portcullis: ${visible(file)} ${visible(text)} (${severity})`);
  }
  const demo = options.agent === 'demo';
  return gate.launch({
    agent: options.agent,
    program: options.program
      ? resolve(options.program)
      : demo
        ? process.execPath
        : await onPath(options.agent, terminal),
    args: demo ? [join(programDir(), 'demo.cjs'), ...options.args] : options.args,
    profile: options.handsOff ? 'handsOff' : 'guarded',
    cwd: options.cwd,
    env: withoutReviewerKey(terminal.env),
    trigger: 'commandLine',
    output: outputOf(options, terminal),
    acceptedFindings: options.acceptFindings ? findings.map((finding) => finding.id) : [],
    ...untrusted,
  });
}

/** An agent that draws on this terminal keeps it; what only prints is passed on through pipes. */
function outputOf({ args }: RunOptions, { columns }: Terminal): OutputPlace {
  const draws = process.stdin.isTTY && process.stdout.isTTY && !unattended(args);
  return draws ? { kind: 'terminal' } : { kind: 'pipes', width: columns, height: process.stdout.rows ?? 24 };
}

async function onPath(agent: AgentId, { env }: Terminal): Promise<string> {
  const { programs, name } = agents[agent];
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    for (const program of programs) {
      const file = join(folder, program);
      const there = await access(file, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (folder !== '' && there) return file;
    }
  }
  throw new CommandError(`${name} was not found on PATH: name its program with --agent-bin`, {
    showUsage: false,
  });
}

/** The agent has the terminal; signals that would end this program first end the agent with all it started. */
export async function runToEnd(launch: Launch, { cwd, ask }: RunOptions, gate: Gate): Promise<number> {
  const passed = launch.record === undefined ? 'inherit' : 'pipe';
  const child = spawn(launch.file, [...launch.args], {
    cwd,
    env: { ...launch.env },
    stdio: [ask === 'prompt' ? 'ignore' : 'inherit', passed, passed],
  });
  passOn(child.stdout, process.stdout, launch);
  passOn(child.stderr, process.stderr, launch);
  const end = (): void => void gate.sessions.end(launch.session).catch(() => undefined);
  // Ctrl+C reaches the agent as well, and it decides what that means.
  const ignore = (): void => undefined;
  process.on('SIGINT', ignore);
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('spawn', () => launch.started(child.pid ?? 0));
      child.once('error', (error) => {
        launch.ended(undefined);
        reject(error);
      });
      child.once('close', (code) => {
        launch.ended(code ?? undefined);
        resolve(code ?? 1);
      });
    });
  } finally {
    process.off('SIGINT', ignore);
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.off(signal, end);
  }
}

/** What is recorded passes through here; a reader that is gone takes the output from nobody else. */
function passOn(from: Readable | null, to: NodeJS.WriteStream, launch: Launch): void {
  if (!from) return;
  from.on('data', (bytes: Buffer) => launch.record?.(bytes));
  from.pipe(to, { end: false });
}
