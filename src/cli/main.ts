// The command line's entry: finds the command and runs it. Each command stands in a file of its own and is loaded
// only when it is asked for.
import { HumanError } from '../gate/humanError.ts';
import { CommandError, usage } from './usage.ts';
import type { Command, Terminal } from './terminal.ts';

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./check.ts')).check,
  journal: async () => (await import('./journal.ts')).journal,
  sessions: async () => (await import('./sessions.ts')).sessions,
  doctor: async () => (await import('./doctor.ts')).doctor,
  stop: async () => (await import('./stop.ts')).stop,
  release: async () => (await import('./stop.ts')).release,
  trust: async () => (await import('./trust.ts')).trust,
  pause: async () => (await import('./pause.ts')).pause,
  resume: async () => (await import('./pause.ts')).resume,
  run: async () => (await import('./run.ts')).run,
};

const terminal: Terminal = {
  env: process.env,
  cwd: process.cwd(),
  colors: useColors(),
  columns: process.stdout.columns ?? 160,
  input: process.stdin,
  async out(text) {
    if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve));
  },
  error: (text) => void process.stderr.write(`${text}\n`),
  ...(process.stderr.isTTY
    ? { status: (text: string) => void process.stderr.write(`\r\u001B[K${text}`) }
    : {}),
};

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
process.exitCode = await main(process.argv.slice(2));

async function main([name = 'help', ...args]: readonly string[]): Promise<number> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) return help(name);
  try {
    return await (
      await load()
    )(args, terminal);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    terminal.error(`portcullis ${name}: ${error.message}`);
    // See sysexits.h: a refusal that a person can do something about, and a fault of this program.
    if (!(error instanceof CommandError)) return error instanceof HumanError ? 69 : 70;
    if (error.showUsage) terminal.error(usage(name));
    return 64;
  }
}

async function help(name: string): Promise<number> {
  if (name === 'help' || name === '--help' || name === '-h') {
    await terminal.out(`${usage()}\n`);
    return 0;
  }
  terminal.error(`portcullis: there is no command ${JSON.stringify(name)}\n${usage()}`);
  return 64;
}

function useColors(): boolean {
  if (process.env['NO_COLOR']) return false;
  return process.env['FORCE_COLOR'] ? true : process.stdout.isTTY;
}
