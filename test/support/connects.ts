// Which addresses a program and all that it starts really connect, send or bind to: what the kernel was asked, by strace.
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { ensurePrograms } from './debian.ts';
import { Unavailable } from './unavailable.ts';

export async function ensureStrace(): Promise<void> {
  if (process.platform !== 'linux') throw new Unavailable('system calls are traced on Linux only');
  await ensurePrograms('strace');
}

export interface Reached {
  readonly call: 'connect' | 'send' | 'bind';
  /** As numbers; names never reach the kernel. */
  readonly address: string;
  readonly port: number;
}

const calls = ['-f', '-qq', '-s', '0', '-e', 'trace=connect,sendto,sendmsg,sendmmsg,bind'];

/** The arguments with which `strace` starts a program and notes in `file` what it reaches. */
export function tracing(file: string, program: readonly string[]): readonly string[] {
  return [...calls, '-o', file, ...program];
}

/** Traces a process that runs, with all its threads. Throws `Unavailable` where this account may not. */
export async function traceRunning(pid: number, file: string): Promise<{ end(): Promise<void> }> {
  const tracer = spawn('strace', [...calls.filter((word) => word !== '-qq'), '-o', file, '-p', String(pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    tracer.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (/attached/.test(said)) resolve();
    });
    tracer.once('error', reject);
    tracer.once('exit', () => reject(new Unavailable(`strace may not look at a running process: ${said}`)));
  });
  return { end: () => detached(tracer) };
}

function detached(tracer: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    tracer.once('exit', () => resolve());
    tracer.kill('SIGINT');
  });
}

/** All addresses of the internet families in the notes; sockets of files and of the kernel are left out. */
export function reached(file: string): readonly Reached[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, call = ''] = /\b(connect|sendto|sendmsg|sendmmsg|bind)\(/.exec(line) ?? [];
      const kind = call === 'connect' || call === 'bind' ? call : 'send';
      return [...line.matchAll(/sa_family=AF_INET6?, sin6?_port=htons\((\d+)\).*?(?:inet_addr\("([^"]*)"\)|inet_pton\(AF_INET6, "([^"]*)"|sin6_addr=([^,}]*))/g)]
        .map(([, port, four, six, other]) => ({ call: kind, address: four ?? six ?? other ?? '', port: Number(port) } as const));
    });
} // prettier-ignore

/** Those that are not this machine alone. */
export function outside(all: readonly Reached[]): readonly Reached[] {
  return all.filter(({ address }) => !/^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/.test(address));
}
