// So many at once, the others in the order in which they came: a model on this machine answers a few questions in the time
// that thirty at once would all miss.

export type InTurn = <T>(act: () => Promise<T>, signal: AbortSignal) => Promise<T>;

/** Runs at most `most` acts at once. Who is given up while waiting is never begun, and rejects with the signal's reason. */
export function inTurns(most: number): InTurn {
  let running = 0;
  const waiting = new Set<() => void>();
  const next = (): void => {
    const [first] = waiting;
    if (first === undefined || running >= most) return;
    waiting.delete(first);
    running += 1;
    first();
  };
  const turn = (signal: AbortSignal): Promise<void> =>
    new Promise((begin, giveUp) => {
      signal.throwIfAborted();
      const started = (): void => {
        signal.removeEventListener('abort', leave);
        begin();
      };
      const leave = (): void => {
        waiting.delete(started);
        giveUp(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      waiting.add(started);
      next();
    });
  return async (act, signal) => {
    await turn(signal);
    try {
      return await act();
    } finally {
      running -= 1;
      next();
    }
  };
}
