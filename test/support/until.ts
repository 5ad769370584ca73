// Waiting for a state of the world. Tests poll for what they expect; they never sleep and hope.
import { setTimeout as sleep } from 'node:timers/promises';

export type UntilOptions = {
  /** What is waited for, in words: it is the text of the failure. */
  readonly what?: string;
  /** Milliseconds until giving up; 15,000 unless told. */
  readonly timeout?: number;
  /** Milliseconds between two looks; 50 unless told. */
  readonly every?: number;
};

type Falsy = undefined | null | false | 0 | '';

/** The first truthy value that `look` gives. An error thrown by `look` ends the wait. */
export async function until<T>(
  look: () => T | Promise<T>,
  options: UntilOptions = {},
): Promise<Exclude<T, Falsy>> {
  const { what = String(look), timeout = 15_000, every = 50 } = options;
  const end = Date.now() + timeout;
  for (;;) {
    const value = await look();
    if (isTruthy(value)) return value;
    if (Date.now() > end) throw new Error(`not within ${timeout} ms: ${what}`);
    await sleep(every);
  }
}

function isTruthy<T>(value: T): value is Exclude<T, Falsy> {
  return Boolean(value);
}
