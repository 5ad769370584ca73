// Where fetched tools live: outside the checkout, so that a fresh clone finds them again.
// An install is complete or absent: it is made in a draft folder beside its place and then renamed.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Unavailable } from './unavailable.ts';

/** Every version that is fetched. npm would choose others by the `engines` of the running Node. */
export const versions = {
  /** Carries VS Code 1.139.1. */
  codeServer: '4.139.1',
  /** That server wants `registerHooks` of node:module: at least 22.15. */
  serverNode: '24.21.0',
  /** Below 2.1.295 a hook's `onFailure` is ignored, so that a gate fails open. */
  claude: '2.1.329',
} as const;

const stamp = 'installed.json';
const abandonedAfter = 60 * 60 * 1000;

export function cacheFolder(): string {
  const { env, platform } = process;
  if (env.PORTCULLIS_TEST_CACHE) return env.PORTCULLIS_TEST_CACHE;
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, 'portcullis');
  if (platform === 'win32' && env.LOCALAPPDATA) return join(env.LOCALAPPDATA, 'portcullis', 'cache');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'portcullis');
  return join(homedir(), '.cache', 'portcullis');
}

/**
 * The folder `name` of the cache, filled by `fill` if it is not there yet. `fill` writes into `draft`,
 * which becomes `final`. Two processes may do this at once: the first to finish wins, the other's draft goes.
 */
export async function installed(
  name: string,
  fill: (draft: string, final: string) => Promise<void>,
): Promise<string> {
  const final = join(cacheFolder(), name);
  if (await isComplete(final)) return final;
  await mkdir(dirname(final), { recursive: true });
  await removeAbandonedDrafts(final);
  process.stderr.write(`fetching ${name} into ${dirname(final)}, once\n`);
  const draft = await mkdtemp(`${final}.draft-`);
  try {
    await fill(draft, final);
    await writeFile(join(draft, stamp), JSON.stringify({ name }));
    await moveIn(draft, final);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return final;
}

/** Installs packages, name → exact version, into `folder` without running any of their scripts. */
export async function npmInstall(folder: string, packages: Readonly<Record<string, string>>): Promise<void> {
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: packages }));
  const wanted = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
  await npm(folder, ['install'], wanted.join(' and '));
}

/** Runs npm quietly; its failure, in one line, is that `what` is unavailable. */
export async function npm(cwd: string, args: readonly string[], what: string): Promise<void> {
  const quiet = [
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-progress',
    '--loglevel=error',
    '--engine-strict=false',
  ];
  // NODE_ENV=production would leave packages out.
  const env = { ...process.env, NODE_ENV: '' };
  const shell = process.platform === 'win32';
  try {
    await promisify(execFile)('npm', [...args, ...quiet], { cwd, env, shell });
  } catch (error) {
    throw new Unavailable(`npm could not fetch ${what}: ${firstComplaint(error)}`);
  }
}

function firstComplaint(error: unknown): string {
  const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
  const complaints = output
    .split('\n')
    .filter((line) => /^npm (error|ERR!)/.test(line))
    .map((line) => line.replace(/^npm (error|ERR!)\s*/, '').trim());
  const telling = complaints.filter((line) => line && !/^(syscall|errno) /.test(line));
  return telling.slice(0, 2).join(', ') || (error instanceof Error ? error.message : String(error));
}

async function isComplete(folder: string): Promise<boolean> {
  return stat(join(folder, stamp)).then(
    () => true,
    () => false,
  );
}

async function moveIn(draft: string, final: string): Promise<void> {
  try {
    await rename(draft, final);
  } catch (error) {
    if (await isComplete(final)) return; // Another process was first.
    if (
      await stat(final).then(
        () => false,
        () => true,
      )
    )
      throw error;
    await rm(final, { recursive: true, force: true });
    await rename(draft, final);
  }
}

/** Drafts of installs that were killed. One that is still being filled is younger than that. */
async function removeAbandonedDrafts(final: string): Promise<void> {
  const folder = dirname(final);
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${basename(final)}.draft-`)) continue;
    const draft = join(folder, name);
    const { mtimeMs } = await stat(draft).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > abandonedAfter) await rm(draft, { recursive: true, force: true });
  }
}
