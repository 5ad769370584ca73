// A terminal for interactive programs: a tmux server of its own, which nothing of the person's reaches.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ensurePrograms } from './debian.ts';
import { removeFolder, temporaryFolder } from './place.ts';
import { descendantsOf, endProcesses, endWithUs, runnersMark } from './processes.ts';
import { until } from './until.ts';

export type TerminalOptions = {
  readonly command: string;
  readonly args?: readonly string[];
  readonly cwd: string;
  /** The whole environment of the program; PATH, LANG and TERM are added where they are missing. */
  readonly env?: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly rows?: number;
};

export type Terminal = {
  /** What stands on the screen: lines without trailing blanks, empty lines left out. After the program's end: `EXIT:<code>`. */
  readonly text: () => Promise<string>;
  /** Presses keys by tmux's names: Enter, Escape, Up, BTab (Shift+Tab), C-c. */
  readonly press: (...keys: string[]) => Promise<void>;
  /** Types a line, sees that it arrived, and presses Enter. */
  readonly say: (line: string) => Promise<void>;
  /** The screen once it matches; 15,000 ms unless told. */
  readonly waitFor: (pattern: RegExp, timeout?: number) => Promise<string>;
  /** The exit code of the program. */
  readonly ended: (timeout?: number) => Promise<number>;
  /** Ends the program and everything below it. */
  readonly close: () => Promise<void>;
};

export async function openTerminal(options: TerminalOptions): Promise<Terminal> {
  await ensureTmux();
  const folder = temporaryFolder('tmux-');
  const socket = join(folder, 'socket');
  const tmux = async (...args: string[]): Promise<string> => {
    const all = ['-S', socket, '-f', '/dev/null', ...args];
    return (await run('tmux', all, { env: { ...surroundings, ...runnersMark() } })).stdout;
  };
  const { columns = 150, rows = 45 } = options;
  await tmux(
    'new-session',
    '-d',
    '-s',
    'main',
    '-c',
    options.cwd,
    '-x',
    String(columns),
    '-y',
    String(rows),
    `${commandLine(options)}; echo "EXIT:$?"; exec sleep 86400`,
  );
  const server = Number(await tmux('display-message', '-p', '#{pid}'));
  const forget = endWithUs(server);

  const text = async () => {
    const lines = (await tmux('capture-pane', '-p', '-t', 'main')).split('\n');
    return lines
      .map((line) => line.trimEnd())
      .filter(Boolean)
      .join('\n');
  };
  const press = async (...keys: string[]) => void (await tmux('send-keys', '-t', 'main', ...keys));
  const waitFor = async (pattern: RegExp, timeout = 15_000) => {
    const look = async () => {
      const screen = await text();
      return pattern.test(screen) && screen;
    };
    try {
      return await until(look, { timeout, every: 100 });
    } catch {
      throw new Error(`no ${pattern} within ${timeout} ms on the screen:\n${await text()}`);
    }
  };
  // A program that is still starting may lose what is typed, so the line is looked for before the Enter.
  const say = async (line: string) => {
    const wanted = squeeze(line);
    for (let attempt = 1; ; attempt += 1) {
      await tmux('send-keys', '-t', 'main', '-l', line);
      try {
        const shown = async () => squeeze(await text()).includes(wanted);
        await until(shown, { timeout: 2000, what: `"${line}" is on the screen` });
        break;
      } catch (error) {
        if (attempt === 3) throw error;
        await press('C-u');
      }
    }
    await sleep(300); // An Enter in the same read as the text would count as pasted.
    await press('Enter');
  };
  const ended = async (timeout?: number) =>
    Number(/EXIT:(\d+)/.exec(await waitFor(/EXIT:\d+/, timeout))?.[1]);
  const close = async () => {
    const below = await descendantsOf(server);
    await tmux('kill-server').catch(() => ''); // It may have ended by itself.
    await endProcesses([server, ...below.map((one) => one.pid)]);
    forget();
    removeFolder(folder);
  };
  return { text, press, say, waitFor, ended, close };
}

/** Installs tmux where that is possible without asking anybody: as root with apt-get. */
export function ensureTmux(): Promise<void> {
  return ensurePrograms('tmux');
}

const run = promisify(execFile);

const surroundings: Readonly<Record<string, string>> = {
  PATH: process.env.PATH ?? '/usr/bin:/bin',
  LANG: 'C.UTF-8',
  TERM: 'xterm-256color',
};

function commandLine(options: TerminalOptions): string {
  const env = { ...surroundings, ...options.env };
  const pairs = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const words = ['env', '-i', ...pairs, options.command, ...(options.args ?? [])];
  return words.map(quote).join(' ');
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** Lines wrap on a screen, so white space does not count. */
function squeeze(text: string): string {
  return text.replace(/\s/g, '');
}
