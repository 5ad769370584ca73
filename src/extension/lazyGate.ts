// Starts the gate when it is first needed, and only once. Knows nothing of what a gate does.
import type { Gate } from '../gate/api.ts';

export interface LazyGate {
  /** Undefined until the first need. */
  current(): Gate | undefined;
  /** Starts it if need be; a failed start is tried again at the next need. */
  get(): Promise<Gate>;
  /** Runs at once if the gate is up, else when it comes up. */
  whenUp(run: (gate: Gate) => void): void;
  /** Writes into the journal what a person did; starts the gate for it if need be. */
  note(event: string, details: Readonly<Record<string, unknown>>): void;
  close(): Promise<void>;
}

/** `onError` takes the failures of what nobody waits for. */
export function lazyGate(start: () => Promise<Gate>, onError: (error: unknown) => void): LazyGate {
  const waiting: ((gate: Gate) => void)[] = [];
  let starting: Promise<Gate> | undefined;
  let gate: Gate | undefined;
  let closed = false;

  const begin = async (): Promise<Gate> => {
    try {
      const started = await start();
      if (closed) {
        await started.close();
        throw new Error('The window closed while the gate was starting.');
      }
      gate = started;
      for (const run of waiting) run(started);
      return started;
    } catch (error) {
      starting = undefined;
      throw error;
    }
  };

  const get = (): Promise<Gate> => (starting ??= begin());
  return {
    current: () => gate,
    get,
    note: (event, details) => void get().then((up) => up.note(event, details), onError),
    whenUp(run) {
      waiting.push(run);
      if (gate) run(gate);
    },
    async close() {
      closed = true;
      const last = gate;
      gate = undefined;
      await last?.close();
    },
  };
}
