// Processes on macOS, read by ps. The environment of other processes of the same person stands behind the command
// with `-E`; processes protected by the system hide it, those are found by the tree.
import type { Process, ProcessTable } from './process.ts';
import { run as runProgram, type Run } from './run.ts';
import { send } from './send.ts';

const columns = 'pid=,ppid=,lstart=,stat=,command=';

export function darwinProcesses(run: Run = runProgram): ProcessTable {
  // One listing of environments serves all questions about one listing of processes.
  let environments = new Map<number, string>();
  const startOf = async (pid: number): Promise<string | undefined> => {
    const text = await run('/bin/ps', ['-o', columns, '-p', String(pid)]).catch(() => '');
    return parseProcesses(text)[0]?.start;
  };
  return {
    async list() {
      const [processes, withEnvironment] = await Promise.all([
        run('/bin/ps', ['-axww', '-o', columns]),
        run('/bin/ps', ['-axwwE', '-o', 'pid=,command=']).catch(() => ''),
      ]);
      environments = parseEnvironments(withEnvironment);
      return parseProcesses(processes);
    },
    carries: ({ pid }, { session }) =>
      Promise.resolve(` ${environments.get(pid) ?? ''} `.includes(` PORTCULLIS_SESSION=${session} `)),
    signal: async (process, name) =>
      (await startOf(process.pid)) === process.start && send(process.pid, name),
    startOf,
  };
}

/** Lines such as `  501   1 Sat Nov 21 05:04:33 2026 Ss   /bin/zsh -l`. */
export function parseProcesses(text: string): readonly Process[] {
  return text.split('\n').flatMap((line) => {
    const [, pid, parent, start, state, command] =
      /^\s*(\d+)\s+(\d+)\s+(\w{3}\s+\w{3}\s+\d+\s+[\d:]+\s+\d{4})\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    if (pid === undefined || start === undefined || state?.startsWith('Z')) return [];
    return [
      {
        pid: Number(pid),
        parent: Number(parent),
        start: start.replaceAll(/\s+/g, ' '),
        name: nameOf(command),
      },
    ];
  });
}

/** Process id → command and environment. */
export function parseEnvironments(text: string): Map<number, string> {
  return new Map(
    text.split('\n').flatMap((line) => {
      const [, pid, rest] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
      return pid === undefined || rest === undefined ? [] : [[Number(pid), rest] as const];
    }),
  );
}

function nameOf(command = ''): string {
  return command.split(' ')[0]?.split('/').at(-1) ?? command;
}
