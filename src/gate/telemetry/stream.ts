// Streams what this process writes into the journal to a collector. It reads the files behind the writer's back: nothing
// here can delay or fail a decision, and what cannot be sent waits on the disk, as far back as the limit says.
import { randomInt } from 'node:crypto';
import type { JournalEntry } from '../../policy/journal.ts';
import type { Log } from '../api.ts';
import { problemOf } from '../signal.ts';
import type { Cursor, Cursors } from './cursors.ts';
import type { Sender } from './sender.ts';
import type { PieceLimits, Tail } from './tail.ts';

export interface StreamLimits extends PieceLimits {
  /** Milliseconds between two looks at the journal. */
  readonly every: number;
  /** Milliseconds after a failure; doubled with each one, up to `longest`. */
  readonly pause: number;
  readonly longest: number;
  /** Bytes of one file that may wait; what is older is dropped. */
  readonly lag: number;
  /** Milliseconds between two entries about what was dropped. */
  readonly told: number;
}

export const streamLimits: StreamLimits = {
  entries: 256,
  bytes: 262_144,
  every: 1_000,
  pause: 1_000,
  longest: 300_000,
  // Half of what a part may grow to.
  lag: 16_777_216,
  told: 60_000,
};

export interface StreamParts {
  /** The files of the journal that this process writes, in their order. */
  readonly files: () => readonly string[];
  /** Behind the last entry that the file has now. */
  readonly endOf: (file: string) => Cursor;
  readonly tail: Tail;
  readonly cursors: Cursors;
  readonly sender: Sender;
  readonly log: Log;
  /** Writes into the journal. */
  readonly note: (event: string, details: Readonly<Record<string, unknown>>) => void;
  readonly now: () => number;
  readonly limits?: Partial<StreamLimits>;
}

export interface Stream {
  /** What was sent and what was dropped since the start, and why it does not go on; undefined while it does. */
  state(): { readonly sent: number; readonly dropped: number; readonly problem: string | undefined };
  /** Journals what was dropped and not told yet. To be called before the journal is closed. */
  tell(): void;
  /**
   * Sends what is there for at most so many milliseconds, then ends. What is left goes on with the next window, unless
   * it is to be forgotten: then nothing more is sent at all.
   */
  close(patience: number, forget?: boolean): Promise<void>;
}

/** Begins with the entries that are written from now on, and with what earlier processes left. */
export function startStream(parts: StreamParts): Stream {
  const { cursors, sender, log } = parts;
  const limits = { ...streamLimits, ...parts.limits };
  const places = new Map<string, Cursor>(cursors.take().map((cursor) => [cursor.file, cursor]));
  const done = new Set<string>();
  const losses = countLosses(parts, limits.told);
  let [sent, failures] = [0, 0];
  let problem: string | undefined;
  let closed = false;
  let forgotten = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  /** On disk at once: what this window cannot send at all shall not be forgotten either. */
  const move = (to: Cursor): 'more' => {
    places.set(to.file, to);
    // A batch that was under way may come to its end only after all was forgotten.
    if (!forgotten) cursors.save(to);
    return 'more';
  };
  const finish = (file: string): 'done' => {
    places.delete(file);
    done.add(file);
    cursors.remove(file);
    return 'done';
  };
  const failed = (why: string): 'failed' => {
    if (problem === undefined) log.warn(`The journal cannot be sent to the collector: ${why}.`);
    problem = why;
    return 'failed';
  };
  /** One batch of one file. */
  const step = async (place: Cursor, mayGrow: boolean): Promise<'more' | 'done' | 'failed'> => {
    const piece = await parts.tail.readOn(place.file, place.bytes, limits).catch((error: unknown) => {
      if (mayGrow) throw error;
      log.warn(`${place.file} cannot be read any more, and its rest is not sent: ${problemOf(error)}`);
    });
    if (!piece) return finish(place.file);
    if (piece.size - place.bytes > limits.lag) return move({ ...place, bytes: piece.size });
    if (piece.next === place.bytes) return mayGrow ? 'done' : finish(place.file);
    if (piece.entries.length === 0) return move({ ...place, bytes: piece.next });
    const result = await sender.send(piece.entries);
    if (result.type === 'failed') return failed(result.problem);
    losses.add(passedOver(place, piece.entries), 'more waited than may wait');
    if (result.type === 'sent') sent += piece.entries.length;
    else losses.add(piece.entries.length, `the collector refused them (${result.problem})`);
    return move({ file: place.file, bytes: piece.next, n: piece.entries.at(-1)?.n ?? place.n });
  };
  /** Everything that is there now. False when something failed. */
  const round = async (): Promise<boolean> => {
    const own = parts.files();
    for (const file of own) if (!places.has(file) && !done.has(file)) move({ file, bytes: 0, n: -1 });
    for (const file of places.keys()) {
      for (let place = places.get(file); place !== undefined; place = places.get(file)) {
        if (forgotten) return true;
        const went = await step(place, file === own.at(-1));
        if (went === 'failed') return false;
        if (went === 'done') break;
      }
    }
    return true;
  };
  const run = async (): Promise<void> => {
    const isFine = await round().catch((error: unknown) => failed(problemOf(error)) !== 'failed');
    failures = isFine ? 0 : failures + 1;
    if (isFine && problem !== undefined) {
      log.info('The journal is sent to the collector again.');
      problem = undefined;
    }
  };
  const schedule = (): void => {
    if (closed) return;
    const pause = Math.min(limits.longest, limits.pause * 2 ** Math.min(30, failures - 1));
    // Windows whose collector comes back shall not all come at once.
    const wait = failures === 0 ? limits.every : pause * (1 + randomInt(250) / 1_000);
    timer = setTimeout(() => {
      running = run().then(schedule);
    }, wait).unref();
  };
  for (const file of parts.files()) if (!places.has(file)) move(parts.endOf(file));
  schedule();

  return {
    state: () => ({ sent, dropped: losses.all(), problem }),
    tell: () => losses.tell(),
    async close(patience, forget = false) {
      closed = true;
      clearTimeout(timer);
      // What comes after the person switched it off is not sent any more, also not by a round that is under way.
      forgotten = forget;
      await within(patience, forget ? running : running.then(run));
      losses.tell();
      if (forget) for (const file of places.keys()) cursors.remove(file);
      await within(patience, sender.close());
    },
  };
} // prettier-ignore

interface Losses {
  add(entries: number, why: string): void;
  /** Says what was not said yet, with the reason of each. */
  tell(): void;
  all(): number;
}

/** What was dropped is told, but not for each batch: an entry about it is an entry to be sent. */
function countLosses({ log, note, now }: StreamParts, every: number): Losses {
  let [all, toldAt] = [0, Number.NEGATIVE_INFINITY];
  const untold = new Map<string, number>();
  const tell = (): void => {
    for (const [why, entries] of untold) {
      log.warn(`${entries} entries were not sent to the collector: ${why}.`);
      note('telemetry-dropped', { entries, problem: why });
    }
    untold.clear();
    toldAt = now();
  };
  return {
    all: () => all,
    tell,
    add(entries, why) {
      if (entries === 0) return;
      all += entries;
      untold.set(why, (untold.get(why) ?? 0) + entries);
      if (now() - toldAt >= every) tell();
    },
  };
}

/** Entries between the last one and these, by their numbers. */
function passedOver({ n }: Cursor, [first]: readonly JournalEntry[]): number {
  return first === undefined ? 0 : Math.max(0, first.n - n - 1);
}

async function within(patience: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<void>((resolve) => (timer = setTimeout(resolve, patience)));
  await Promise.race([work, end]);
  clearTimeout(timer);
}
