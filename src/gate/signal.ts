// A list of listeners for one kind of news. It knows nothing of what the news means.
import type { Disposable, Log, Signal } from './api.ts';

export interface Emitter<T> {
  readonly signal: Signal<T>;
  emit(value: T): void;
}

/** Listeners run in the order in which they came; one that throws is logged and stops no other. */
export function emitter<T>(log: Log): Emitter<T> {
  const listeners = new Set<{ run(value: T): void }>();
  return {
    signal: {
      on(listener): Disposable {
        const entry = { run: listener };
        listeners.add(entry);
        return { dispose: () => void listeners.delete(entry) };
      },
    },
    emit(value) {
      for (const listener of Array.from(listeners)) {
        try {
          listener.run(value);
        } catch (error) {
          log.error(`A listener failed: ${problemOf(error)}`);
        }
      }
    },
  };
}

/** What went wrong, in one line. */
export function problemOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
