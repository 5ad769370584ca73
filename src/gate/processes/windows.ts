// Processes on Windows, read by a CIM query. An environment cannot be read there: the tree alone tells who belongs
// to a session. A parent must be older than its child, for ids are soon used again.
import type { Process, ProcessTable } from './process.ts';
import { run as runProgram, type Run } from './run.ts';

const query =
  'Get-CimInstance Win32_Process | Select-Object ProcessId,ParentProcessId,Name,' +
  "@{n='Start';e={if($_.CreationDate){$_.CreationDate.ToUniversalTime().ToString('o')}else{''}}} | ConvertTo-Json -Compress";

export function windowsProcesses(run: Run = runProgram, root = process.env['SystemRoot']): ProcessTable {
  const system = `${root ?? 'C:\\Windows'}\\System32`;
  const list = async (): Promise<readonly Process[]> =>
    parseProcesses(
      await run(`${system}\\WindowsPowerShell\\v1.0\\powershell.exe`, [
        '-NoProfile',
        '-NonInteractive',
        '-Command',
        query,
      ]),
    );
  return {
    list,
    carries: () => Promise.resolve(false),
    async signal({ pid }, name) {
      // Windows cannot hold a process, and asking a console program to end does nothing without its console.
      if (name !== 'SIGKILL') return false;
      return run(`${system}\\taskkill.exe`, ['/F', '/PID', String(pid)]).then(
        () => true,
        () => false,
      );
    },
    startOf: async (pid) => (await list()).find((one) => one.pid === pid)?.start,
  };
}

/** The query's JSON. A parent that is younger than its child is another process with an id used again: 0 then. */
export function parseProcesses(json: string): readonly Process[] {
  const value: unknown = JSON.parse(json);
  const processes = (Array.isArray(value) ? value : [value]).flatMap((one) => decodeProcess(one) ?? []);
  const starts = new Map(processes.map(({ pid, start }) => [pid, start]));
  return processes.map((one) => {
    const parentStart = starts.get(one.parent);
    return parentStart !== undefined && parentStart <= one.start ? one : { ...one, parent: 0 };
  });
}

function decodeProcess(value: unknown): Process | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { ProcessId, ParentProcessId, Name, Start } = value as Record<string, unknown>;
  if (typeof ProcessId !== 'number' || typeof ParentProcessId !== 'number') return undefined;
  return {
    pid: ProcessId,
    parent: ParentProcessId,
    start: typeof Start === 'string' ? Start : '',
    name: typeof Name === 'string' ? Name : '',
  };
}
