// Programs that some suites cannot do without: looked for, and installed where this is Debian and we are root.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Unavailable } from './unavailable.ts';

const run = promisify(execFile);

/** Each program with arguments that make it end at once and well, and with its package. */
const tools = {
  bwrap: { args: ['--version'], from: 'bubblewrap' },
  strace: { args: ['-V'], from: 'strace' },
  tmux: { args: ['-V'], from: 'tmux' },
} as const;

/** Throws `Unavailable` when one is not here and cannot be installed. */
export async function ensurePrograms(...names: readonly (keyof typeof tools)[]): Promise<void> {
  const missing = await absent(names);
  if (missing.length === 0) return;
  const packages = missing.map((name) => tools[name].from);
  if (process.getuid?.() === 0 && (await works('apt-get', ['--version']))) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env }).catch(() => undefined);
    await run('apt-get', ['install', '-y', '-qq', ...packages], { env }).catch(() => undefined);
  }
  const [still] = await absent(missing);
  if (still !== undefined)
    throw new Unavailable(`${still} is not installed (Debian: apt-get install ${packages.join(' ')})`);
}

async function absent(names: readonly (keyof typeof tools)[]): Promise<readonly (keyof typeof tools)[]> {
  const found = await Promise.all(names.map((name) => works(name, tools[name].args)));
  return names.filter((_, at) => found[at] !== true);
}

function works(command: string, args: readonly string[]): Promise<boolean> {
  return run(command, [...args]).then(
    () => true,
    () => false,
  );
}
