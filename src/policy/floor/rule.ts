// One class of the floor as data. Code, settings schema, documentation and simulator are made from these rows.
import type { CallReading } from '../classifier/read.ts';
import type { CheckContext } from '../context.ts';
import type { FloorCommand } from './commands.ts';

export interface FloorRule {
  readonly id: string;
  readonly title: string;
  /** What it protects, in one sentence. */
  readonly protects: string;
  readonly examples: readonly string[];
  /** What the agent could do instead, or what the person could, in one sentence. */
  readonly instead?: string;
  /** A clause that says what was seen, for a person; undefined when nothing was. */
  readonly detect: (seen: Sight) => string | undefined;
}

export interface Sight {
  readonly reading: CallReading;
  readonly context: CheckContext;
  readonly commands: readonly FloorCommand[];
}

export function firstOf<T>(items: readonly T[], test: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const hit = test(item);
    if (hit !== undefined) return hit;
  }
  return undefined;
}
