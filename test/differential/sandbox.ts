// Runs shell scripts for real where they can harm nothing: in namespaces of their own without a network, with the
// system read-only and throw-away folders for home, workspace and /tmp. What the kernel was asked to do is traced.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensurePrograms } from '../support/debian.ts';
import { Unavailable } from '../support/unavailable.ts';
import { driver, fixture, namesDriver, noting } from './fixture.ts';

const run = promisify(execFile);

/** Where a script finds itself: the places that the check is told of. */
export const sandboxHome = '/home/dev';
export const sandboxWorkspace = '/home/dev/project';

/** Makes sure of bubblewrap and strace, and that this machine lets them work. Throws `Unavailable` with the reason. */
export async function ensureSandbox(): Promise<void> {
  if (process.platform !== 'linux') throw new Unavailable('scripts are traced on Linux only');
  await ensurePrograms('bwrap', 'strace');
  const [trace] = await traceAll(['echo x > y']).catch((error: unknown) => {
    throw new Unavailable(`no sandbox works on this machine: ${String(error).slice(0, 300)}`);
  });
  if (trace?.includes('"y"') !== true) throw new Unavailable('strace sees nothing inside the sandbox here');
}

/** Runs each script in a fresh copy of the fixture; gives the output of strace for each, in order. */
export function traceAll(scripts: readonly string[]): Promise<string[]> {
  return runAll(scripts, driver);
}

/** Runs each script with a `touch` that only notes its names; gives the names for each, in order. */
export async function namesOf(scripts: readonly string[]): Promise<string[][]> {
  const notes = await runAll(scripts, namesDriver);
  return notes.map((text) => text.split('\n').filter((name) => name !== ''));
}

async function runAll(scripts: readonly string[], program: string): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-differential-'));
  try {
    for (const name of ['home', 'scripts', 'out']) mkdirSync(join(folder, name));
    for (const [i, script] of scripts.entries()) writeFileSync(join(folder, 'scripts', String(i)), script);
    writeFileSync(join(folder, 'scripts', 'fixture'), fixture);
    writeFileSync(join(folder, 'scripts', 'noting'), noting);
    writeFileSync(join(folder, 'scripts', 'driver'), program);
    await run('bwrap', [...jail(folder), 'bash', '/scripts/driver', String(scripts.length)], {
      timeout: 20_000 + scripts.length * 6000,
      killSignal: 'SIGKILL',
      maxBuffer: 64 * 2 ** 20,
    });
    return scripts.map((_, i) => readFileSync(join(folder, 'out', String(i)), 'latin1'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Invariant: nothing of this machine is writable inside but the folders below `folder`. */
function jail(folder: string): readonly string[] {
  return [
    '--unshare-all', '--unshare-user', '--uid', '1000', '--gid', '1000', '--cap-drop', 'ALL', '--die-with-parent', '--new-session',
    '--ro-bind', '/usr', '/usr', '--symlink', 'usr/bin', '/bin', '--symlink', 'usr/sbin', '/sbin', '--symlink', 'usr/lib', '/lib', '--symlink', 'usr/lib64', '/lib64',
    '--ro-bind-try', '/etc/alternatives', '/etc/alternatives', '--ro-bind-try', '/etc/passwd', '/etc/passwd', '--ro-bind-try', '/etc/group', '/etc/group',
    '--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp', '--bind', join(folder, 'home'), sandboxHome,
    '--ro-bind', join(folder, 'scripts'), '/scripts', '--bind', join(folder, 'out'), '/out',
    '--clearenv', '--setenv', 'PATH', '/usr/bin:/bin', '--setenv', 'HOME', sandboxHome, '--setenv', 'LANG', 'C.UTF-8', '--setenv', 'USER', 'dev', '--chdir', '/',
  ]; // prettier-ignore
}
