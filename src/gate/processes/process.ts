// Which processes belong to a session. Pure: a list of processes goes in, those of the session come out.

/** One running process. `start` tells it from an earlier one with the same id. */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly start: string;
  readonly name: string;
  /** The id of the process's terminal session or group leader, where the platform has one. */
  readonly leader?: number;
}

/** How the processes of a session are told from others. */
export interface Target {
  /** The id that stands in the environment as `PORTCULLIS_SESSION`. */
  readonly session: string;
  /** The agent's own process. Without `start`, whatever has that id now. */
  readonly root?: { readonly pid: number; readonly start?: string };
  /** The resource limit on real-time CPU time, in µs, that was set for this session alone; children inherit it. */
  readonly realtimeLimit?: string;
}

/** What the platform can do. */
export interface ProcessTable {
  /** All processes that run; zombies are left out. */
  list(): Promise<readonly Process[]>;
  /** Does it carry the session in its environment or its limits? */
  carries(process: Process, target: Target): Promise<boolean>;
  /** Sends a signal unless the id belongs to another process by now. False when nothing was sent. */
  signal(process: Process, name: SignalName): Promise<boolean>;
  /** The start of a process that runs now. */
  startOf(pid: number): Promise<string | undefined>;
}

export type SignalName = 'SIGSTOP' | 'SIGCONT' | 'SIGTERM' | 'SIGKILL';

export function keyOf({ pid, start }: Process): string {
  return `${pid}@${start}`;
}

export function isRoot({ pid, start }: Process, { root }: Target): boolean {
  return root !== undefined && root.pid === pid && (root.start === undefined || root.start === start);
}

/**
 * The seeds and all below them; also those whose leader is one of them, for a shell that left its tree keeps its
 * terminal session. `seen` were found before and may be gone: an id that led a session is not given to another
 * process while somebody is left in that session. `spared` are never taken.
 */
export function family(
  all: readonly Process[],
  seeds: ReadonlySet<string>,
  seen: Iterable<Process>,
  spared: ReadonlySet<number>,
): readonly Process[] {
  const found = new Map<number, Process>();
  const alive = new Set(all.map((one) => one.pid));
  const leaders = new Set<number>();
  for (const one of seen) if (one.leader === one.pid && !alive.has(one.pid)) leaders.add(one.pid);
  const take = (one: Process): boolean => {
    if (found.has(one.pid) || spared.has(one.pid)) return false;
    found.set(one.pid, one);
    return true;
  };
  for (const one of all) if (seeds.has(keyOf(one))) take(one);
  for (let grew = true; grew;) {
    grew = false;
    for (const one of all) {
      const led = one.leader !== undefined && (found.has(one.leader) || leaders.has(one.leader));
      if ((found.has(one.parent) || led) && take(one)) grew = true;
    }
  }
  return [...found.values()];
}

/** A process and all above it: what must never be ended, for the gate itself is there. */
export function ancestry(all: readonly Process[], pid: number): ReadonlySet<number> {
  const parents = new Map(all.map((one) => [one.pid, one.parent]));
  const line = new Set([0, 1]);
  for (let at: number | undefined = pid; at !== undefined && !line.has(at); at = parents.get(at))
    line.add(at);
  return line;
}
