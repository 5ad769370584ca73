// Looking at processes, and ending those that a test started: always by id, never by name.
import { execFile, spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { until } from './until.ts';

export type Process = {
  readonly pid: number;
  readonly parent: number;
  /** Its process group. */
  readonly group: number;
  readonly command: string;
};

/** All processes of the machine that still run; zombies are left out. */
export async function listProcesses(): Promise<Process[]> {
  return process.platform === 'linux' ? listProc() : listPs();
}

/** The processes below `pid`, the nearest first, without `pid` itself. */
export async function descendantsOf(pid: number): Promise<Process[]> {
  const all = await listProcesses();
  const found: Process[] = [];
  for (let level = [pid]; level.length > 0;) {
    const below = all.filter((one) => level.includes(one.parent));
    found.push(...below);
    level = below.map((one) => one.pid);
  }
  return found;
}

/** The name of the variable by which the test runner finds what a test file left running. */
export const markName = 'PORTCULLIS_TEST_RUN';

/** The runner's mark, for environments that are made from nothing; empty where no runner is. */
export function runnersMark(): Record<string, string> {
  const mark = process.env[markName];
  return mark ? { [markName]: mark } : {};
}

/** Processes with the runner's mark in the environment they started with (Linux; elsewhere none are found). */
export async function processesMarked(mark: string): Promise<Process[]> {
  const entry = `${markName}=${mark}`;
  const all = process.platform === 'linux' ? await listProc() : [];
  const marked = await Promise.all(
    all.map(async ({ pid }) => {
      const environment = await readProc(pid, 'environ');
      return environment.split('\0').includes(entry);
    }),
  );
  return all.filter((_, index) => marked[index]);
}

export async function areGone(pids: readonly number[]): Promise<boolean> {
  const running = new Set((await listProcesses()).map((one) => one.pid));
  return pids.every((pid) => !running.has(pid));
}

/** Fails when one of the processes still runs after `timeout` ms. */
export async function waitForGone(pids: readonly number[], timeout = 5000): Promise<void> {
  await until(() => areGone(pids), {
    what: `processes ${pids.join(', ')} have ended`,
    timeout,
    every: 100,
  });
}

/** Asks the processes to end, and after `grace` ms makes them. Those already gone do not matter. */
export async function endProcesses(pids: readonly number[], grace = 2000): Promise<void> {
  for (const pid of pids) signal(pid, 'SIGTERM');
  try {
    await waitForGone(pids, grace);
  } catch {
    for (const pid of pids) signal(pid, 'SIGKILL');
    await waitForGone(pids);
  }
}

/** Ends a process group that this process made by `spawn(…, { detached: true })`. */
export async function endGroup(leader: number, grace = 3000): Promise<void> {
  if (!signal(-leader, 'SIGTERM')) return;
  // A zombie still counts for a signal, and process 1 may take seconds to collect it.
  const gone = async () =>
    !signal(-leader, 0) || (await listProcesses()).every((one) => one.group !== leader);
  try {
    await until(gone, { timeout: grace, every: 20 });
  } catch {
    signal(-leader, 'SIGKILL');
    await until(gone, { what: `process group ${leader} has ended` });
  }
}

/**
 * Ends a process group also when this process is killed and can end nothing any more: a shell with an end of a pipe to
 * it notices. The answer takes that back, and must be called when the group has ended, for its id can come again.
 */
export function endWithUs(leader: number): () => void {
  if (process.platform === 'win32') return () => undefined; // It has no process groups.
  const watcher = spawn('/bin/sh', ['-c', watch, 'watch', String(leader)], {
    detached: true, // What ends this process's own group must not end the watcher with it.
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { PATH: '/usr/bin:/bin' }, // Without the runner's mark: it is nothing that a test left running.
  });
  watcher.once('error', () => undefined); // Without a shell, what runs to its end is still ended.
  watcher.unref();
  return () => void watcher.kill('SIGKILL');
}

const watch = `read -r _
kill -s TERM -- "-$1" 2>/dev/null || exit 0
sleep 3
kill -s KILL -- "-$1" 2>/dev/null`;

/** False when there is no such process (or group, for a negative id). */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

async function listProc(): Promise<Process[]> {
  const names = await readdir('/proc');
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const all = await Promise.all(
    pids.map(async (pid) => {
      // "pid (name) state parent group …"; the name may hold anything, so read from the last parenthesis.
      const stat = await readProc(pid, 'stat');
      const [state, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (!parent || state === 'Z') return [];
      const words = (await readProc(pid, 'cmdline')).split('\0');
      return [{ pid, parent: Number(parent), group: Number(group), command: words.join(' ').trim() }];
    }),
  );
  return all.flat();
}

/** Empty when the process ended meanwhile or belongs to somebody else. */
async function readProc(pid: number, name: string): Promise<string> {
  return readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
}

async function listPs(): Promise<Process[]> {
  const columns = ['-A', '-o', 'pid=,ppid=,pgid=,stat=,args='];
  const { stdout } = await promisify(execFile)('ps', columns);
  return stdout.split('\n').flatMap((line) => {
    const [, pid, parent, group, state, command] =
      /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    if (!pid || state?.startsWith('Z')) return [];
    return [{ pid: Number(pid), parent: Number(parent), group: Number(group), command: command ?? '' }];
  });
}
