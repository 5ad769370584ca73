// Orders of other programs of this person to a session: pause, resume. The command line writes one small file beside
// the session's own, and the session's gate reads it with its next event, or within half a second.
// Invariant: an order that cannot be read pauses; a file that vanishes orders nothing.
import { lstatSync, rmSync, watch, type FSWatcher } from 'node:fs';
import { basename, join } from 'node:path';
import type { Log } from './api.ts';
import { ensureFolder, readIfThere, writeAtomic } from './files.ts';
import { problemOf } from './signal.ts';

export interface Order {
  readonly pause: boolean;
  /** For a pause: why, in words for the person. */
  readonly reason: string;
}

export interface Orders {
  /** Carries out what has come for this session. A look where nothing has come costs a few microseconds. */
  look(session: string): void;
  forget(session: string): void;
  dispose(): void;
}

export interface OrderParts {
  readonly folder: string;
  readonly log: Log;
  /** The sessions of this gate that have not ended. */
  readonly sessions: () => readonly string[];
  readonly carryOut: (session: string, order: Order) => void;
}

export function openOrders({ folder, log, sessions, carryOut }: OrderParts): Orders {
  const seen = new Map<string, string>();
  const look = (session: string): void => {
    const file = fileOf(folder, session);
    const mark = markOf(file);
    if (mark === (seen.get(session) ?? none)) return;
    seen.set(session, mark);
    if (mark !== none) carryOut(session, read(file));
  };
  const lookAll = (): void => sessions().forEach(look);
  const watcher = watchFolder(folder, lookAll, log);
  const timer = setInterval(lookAll, 500).unref();
  return {
    look,
    forget(session) {
      seen.delete(session);
      rmSync(fileOf(folder, session), { force: true, recursive: true });
    },
    dispose() {
      watcher?.close();
      clearInterval(timer);
    },
  };
}

/** To be called by another program. Throws when the order cannot be written. */
export function giveOrder(folder: string, session: string, order: Order): void {
  ensureFolder(folder);
  writeAtomic(fileOf(folder, session), `${JSON.stringify(order)}\n`);
}

function fileOf(folder: string, session: string): string {
  return join(folder, `${basename(session)}.order`);
}

const none = 'none';

/** Changes whenever the file does, also within one tick of its clock: each order is a file of its own. */
function markOf(path: string): string {
  try {
    const info = lstatSync(path, { bigint: true, throwIfNoEntry: false });
    return info ? `${info.ino}:${info.mtimeNs}:${info.size}` : none;
  } catch {
    return 'unreadable';
  }
}

function read(file: string): Order {
  const damaged: Order = { pause: true, reason: 'an order that cannot be read' };
  try {
    const text = readIfThere(file, 4_096);
    if (text === undefined) return damaged;
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('pause' in value) || !('reason' in value)) return damaged;
    const { pause, reason } = value;
    return typeof pause === 'boolean' && typeof reason === 'string' ? { pause, reason } : damaged;
  } catch {
    return damaged;
  }
} // prettier-ignore

function watchFolder(folder: string, look: () => void, log: Log): FSWatcher | undefined {
  try {
    ensureFolder(folder);
    const watcher = watch(folder, { persistent: false }, look);
    watcher.on('error', (error) => log.warn(`Orders are no longer watched for: ${problemOf(error)}`));
    return watcher;
  } catch (error) {
    log.warn(`Orders cannot be watched for: ${problemOf(error)}`);
    return undefined;
  }
}
