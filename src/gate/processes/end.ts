// Ends every process of some sessions, in the order that leaves fewest survivors, and reports only what it verified.
// The agent must not be killed first: it ends its own shells, which nobody would find afterwards.
import { setTimeout as sleep } from 'node:timers/promises';
import type { StopReport } from '../api.ts';
import { ancestry, family, isRoot, keyOf, type Process, type ProcessTable, type Target } from './process.ts';

export interface EndTimes {
  /** Milliseconds that an agent has to end its own shells. */
  readonly grace: number;
  /** Milliseconds after which what still lives is reported as alive. */
  readonly patience: number;
}

const startValues: EndTimes = { grace: 700, patience: 2_000 };

export async function endProcesses(
  table: ProcessTable,
  targets: readonly Target[],
  { grace, patience }: EndTimes = startValues,
): Promise<StopReport> {
  const started = performance.now();
  const spent = (): number => performance.now() - started;
  const seen = new Map<string, Process>();
  const look = async (): Promise<readonly Process[]> => {
    const found = await findProcesses(table, targets, seen);
    for (const one of found) seen.set(keyOf(one), one);
    return found;
  };

  let running = await hold(table, look);
  const first = running.filter((one) => targets.some((target) => isRoot(one, target)));
  // Under a recorder the agent is the recorder's child, and is asked to end its own shells as it would be without.
  const recorders = new Set(first.filter(({ name }) => name === 'script').map(({ pid }) => pid));
  const roots = running.filter((one) => first.includes(one) || recorders.has(one.parent));
  await Promise.all(roots.map((one) => table.signal(one, 'SIGTERM')));
  await Promise.all(roots.map((one) => table.signal(one, 'SIGCONT')));
  while (roots.some((root) => running.some((one) => keyOf(one) === keyOf(root))) && spent() < grace) {
    await sleep(20);
    running = await look();
  }
  // Two empty looks in a row: a process may just have been born while the first one passed it by.
  for (let empty = 0; empty < 2 && spent() < patience;) {
    await Promise.all(running.map((one) => table.signal(one, 'SIGKILL')));
    await sleep(running.length > 0 ? 15 : 5);
    running = await look();
    empty = running.length === 0 ? empty + 1 : 0;
  }
  return {
    found: seen.size,
    ended: seen.size - running.length,
    alive: running.map(({ pid, name }) => ({ pid, name })),
    milliseconds: Math.round(spent()),
  };
}

/** Stops what is found until nothing new appears: a stopped process starts no other. */
async function hold(
  table: ProcessTable,
  look: () => Promise<readonly Process[]>,
): Promise<readonly Process[]> {
  const held = new Set<string>();
  for (let round = 0; ; round += 1) {
    const running = await look();
    const fresh = running.filter((one) => !held.has(keyOf(one)));
    if (fresh.length === 0 || round === 20) return running;
    await Promise.all(fresh.map((one) => table.signal(one, 'SIGSTOP')));
    for (const one of fresh) held.add(keyOf(one));
  }
}

/** The processes of the targets that run now: roots, marked ones, those seen before, and all that descend from them. */
export async function findProcesses(
  table: ProcessTable,
  targets: readonly Target[],
  seen: ReadonlyMap<string, Process> = new Map(),
): Promise<readonly Process[]> {
  const all = await table.list();
  const spared = ancestry(all, process.pid);
  const seeds = new Set<string>(seen.keys());
  await Promise.all(
    all.map(async (one) => {
      if (spared.has(one.pid) || seeds.has(keyOf(one))) return;
      for (const target of targets)
        if (isRoot(one, target) || (await table.carries(one, target))) seeds.add(keyOf(one));
    }),
  );
  return family(all, seeds, seen.values(), spared);
}
