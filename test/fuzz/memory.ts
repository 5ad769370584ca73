// Memory before and after many decisions: what they took, they must have given back.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { randomLine } from '../support/lines/grammar.ts';
import { randomFrom } from '../support/lines/random.ts';
import { decide } from '../support/policy/decide.ts';

export interface Growth {
  /** Bytes that the heap, and the process as a whole, have more than before. */
  readonly heap: number;
  readonly resident: number;
}

/** Decides `count` different lines, after some for warming up. */
export function memoryGrowth(count: number, seed: number): Growth {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  const settled = (): NodeJS.MemoryUsage => {
    if (typeof collect === 'function') for (let i = 0; i < 3; i++) collect();
    return process.memoryUsage();
  };
  run(5000, seed);
  const before = settled();
  run(count, seed + 1);
  const after = settled();
  return { heap: after.heapUsed - before.heapUsed, resident: after.rss - before.rss };
}

function run(count: number, seed: number): void {
  for (let i = 0; i < count; i++) decide(randomLine(randomFrom(seed * 1_000_003 + i)));
}
