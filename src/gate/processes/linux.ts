// Processes on Linux, read from /proc: one small file each for the tree, the environment and the limits.
import { readdirSync, readFileSync } from 'node:fs';
import type { Process, ProcessTable, Target } from './process.ts';
import { send } from './send.ts';

export function linuxProcesses(proc = '/proc'): ProcessTable {
  const boot = text(`${proc}/sys/kernel/random/boot_id`)?.trim() ?? '';
  const read = (pid: number): Process | undefined => parseStat(text(`${proc}/${pid}/stat`) ?? '', boot);
  return {
    list: () =>
      Promise.resolve(
        readdirSync(proc)
          .filter((name) => /^\d+$/.test(name))
          .flatMap((name) => read(Number(name)) ?? []),
      ),
    carries: ({ pid }, target) =>
      Promise.resolve(
        hasEnvironment(text(`${proc}/${pid}/environ`) ?? '', target.session) ||
          hasLimit(text(`${proc}/${pid}/limits`) ?? '', target),
      ),
    signal: (process, name) =>
      Promise.resolve(read(process.pid)?.start === process.start && send(process.pid, name)),
    startOf: (pid) => Promise.resolve(read(pid)?.start),
  };
}

/** `pid (name) state ppid pgrp session …`, see proc(5); the name may hold blanks and brackets. Undefined for zombies. */
export function parseStat(stat: string, boot: string): Process | undefined {
  const close = stat.lastIndexOf(')');
  const open = stat.indexOf('(');
  if (open < 0 || close < open) return undefined;
  const fields = stat.slice(close + 2).split(' ');
  const [state, parent, , session] = fields;
  const ticks = fields[19]; // Field 22, starttime.
  if (state === undefined || ticks === undefined || state === 'Z' || state === 'X') return undefined;
  return {
    pid: Number(stat.slice(0, open)),
    parent: Number(parent),
    start: `${boot}:${ticks}`,
    name: stat.slice(open + 1, close),
    leader: Number(session),
  };
}

export function hasEnvironment(environ: string, session: string): boolean {
  return `\0${environ}`.includes(`\0PORTCULLIS_SESSION=${session}\0`);
}

/** `Max realtime timeout      SOFT      HARD      us`. The hard limit counts: a process may lower the soft one. */
export function hasLimit(limits: string, { realtimeLimit }: Target): boolean {
  const hard = /^Max realtime timeout\s+\S+\s+(\S+)/m.exec(limits)?.[1];
  return realtimeLimit !== undefined && hard === realtimeLimit;
}

/** Undefined for what is gone or belongs to somebody else. */
function text(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
