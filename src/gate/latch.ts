// The latch of the emergency stop: one small file that all windows and the command line of a person share. It is
// read first on every decision, by a cheap look at the file's time and size.
// Invariant: what cannot be read counts as engaged; a latch file that vanishes while engaged stays engaged.
import { lstatSync, watch, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Log, Signal, StopState } from './api.ts';
import { isMissing, readIfThere, writeAtomic, writeAtOnce } from './files.ts';
import { emitter, problemOf } from './signal.ts';

export interface Latch {
  state(): StopState;
  /** Fires when the latch is found changed, whoever changed it. */
  readonly changed: Signal<StopState>;
  /** Takes hold in memory even if the file cannot be written; then this throws. */
  engage(by: string): void;
  release(by: string): void;
  /** Looks for changes of other processes until disposed. */
  dispose(): void;
}

const open: StopState = { engaged: false };

export function openLatch(file: string, log: Log, now: () => number): Latch {
  const changed = emitter<StopState>(log);
  let seen = '';
  let state: StopState = open;
  let unsaved = false;

  const set = (next: StopState): void => {
    const differs = next.engaged !== state.engaged;
    state = next;
    if (differs) changed.emit(next);
  };
  const look = (): StopState => {
    if (unsaved) return state;
    const mark = markOf(file);
    if (mark === seen && mark !== 'unreadable') return state;
    seen = mark;
    set(mark === 'none' ? missing(state, now) : read(file, now));
    return state;
  };
  const save = (next: StopState): void => {
    set(next);
    unsaved = next.engaged;
    const text = `${JSON.stringify(next)}\n`;
    // An engaged latch must not wait for the disk; an open one must be true before anybody relies on it.
    if (next.engaged)
      writeAtOnce(file, text, (error) => log.warn(`The stop file was not flushed: ${problemOf(error)}`));
    else writeAtomic(file, text);
    unsaved = false;
    seen = markOf(file);
  };

  look();
  const watcher = watchFolder(file, look, log);
  const timer = setInterval(look, 500).unref();
  return {
    state: look,
    changed: changed.signal,
    engage: (by) => save(state.engaged ? state : { engaged: true, since: now(), by }),
    release: (by) => {
      log.warn(`The emergency stop is released by ${by}.`);
      save(open);
    },
    dispose() {
      watcher?.close();
      clearInterval(timer);
    },
  };
}

/** Reads the latch once, without watching it. */
export function readLatch(file: string, now: () => number = Date.now): StopState {
  return markOf(file) === 'none' ? open : read(file, now);
}

function missing(state: StopState, now: () => number): StopState {
  return state.engaged
    ? { engaged: true, since: now(), by: 'the stop file was removed while engaged' }
    : open;
}

/** Changes whenever the file does. */
function markOf(file: string): string {
  try {
    // Of a link itself: one that leads nowhere is no missing file.
    const info = lstatSync(file, { bigint: true, throwIfNoEntry: false });
    return info ? `${info.ino}:${info.mtimeNs}:${info.size}` : 'none';
  } catch (error) {
    return isMissing(error) ? 'none' : 'unreadable';
  }
}

function read(file: string, now: () => number): StopState {
  const damaged: StopState = { engaged: true, since: now(), by: 'a stop file that cannot be read' };
  try {
    const text = readIfThere(file, 4096);
    return text === undefined ? damaged : (decodeStop(JSON.parse(text)) ?? damaged);
  } catch {
    return damaged;
  }
}

function decodeStop(value: unknown): StopState | undefined {
  if (typeof value !== 'object' || value === null || !('engaged' in value)) return undefined;
  if (value.engaged === false) return open;
  if (value.engaged !== true || !('since' in value) || !('by' in value)) return undefined;
  const { since, by } = value;
  return typeof since === 'number' && typeof by === 'string' ? { engaged: true, since, by } : undefined;
}

/** Tells of changes within milliseconds; where a folder cannot be watched, the timer finds them. */
function watchFolder(file: string, look: () => void, log: Log): FSWatcher | undefined {
  try {
    const watcher = watch(dirname(file), { persistent: false }, (_event, name) => {
      if (name === null || name === basename(file)) look();
    });
    watcher.on('error', (error) => log.warn(`The stop file is no longer watched: ${problemOf(error)}`));
    return watcher;
  } catch (error) {
    log.warn(`The stop file cannot be watched: ${problemOf(error)}`);
    return undefined;
  }
}
