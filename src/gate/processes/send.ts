// Sends a signal to one process by its id.
import type { SignalName } from './process.ts';

/** False when there is no such process or it belongs to somebody else. */
export function send(pid: number, name: SignalName): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
