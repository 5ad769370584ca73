// The registry of sessions on disk: one small file each, so that the stop of any window, or of the command line,
// finds the processes of all. Tokens never stand there.
import { readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Log } from './api.ts';
import { ensureFolder, isMissing, readIfThere, setAside, writeAtomic } from './files.ts';
import type { Target } from './processes/process.ts';
import { problemOf } from './signal.ts';

export interface ProcessRef {
  readonly pid: number;
  /** When it started, in the platform's own words; tells it from a later process with the same id. */
  readonly start?: string;
}

export interface SessionRecord {
  readonly id: string;
  readonly agent: string;
  readonly startedAt: number;
  /** The process of the gate that vets it. */
  readonly owner: ProcessRef;
  readonly root?: ProcessRef;
  readonly realtimeLimit?: string;
  /** The agent has ended; what it left running may go on, but a stop still finds it. */
  readonly ended?: true;
  /** Why its gate lets it do nothing now. */
  readonly paused?: string;
}

export interface SessionFiles {
  save(record: SessionRecord): void;
  remove(id: string): void;
  /** Sessions of all gates. Damaged files are set aside and reported. */
  all(): readonly SessionRecord[];
  /** What a stop looks for: sessions of all gates, also those whose file is damaged, by the id in its name. */
  targets(): readonly Target[];
}

export function sessionFiles(folder: string, log: Log): SessionFiles {
  const fileOf = (id: string): string => join(folder, `${id}.json`);
  const names = (pattern: RegExp): readonly string[] => {
    try {
      return readdirSync(folder).filter((name) => pattern.test(name));
    } catch (error) {
      if (!isMissing(error)) log.error(`The sessions cannot be listed: ${problemOf(error)}`);
      return [];
    }
  };
  const all = (): readonly SessionRecord[] =>
    names(/^[0-9a-f-]{36}\.json$/).flatMap((name) => {
      const record = read(join(folder, name));
      if (record === 'damaged')
        log.warn(`The session file ${name} is damaged and was set aside: ${setAside(join(folder, name))}`);
      return record === 'damaged' || record === undefined ? [] : [record];
    });
  return {
    save(record) {
      ensureFolder(folder);
      writeAtomic(fileOf(record.id), `${JSON.stringify(record)}\n`);
    },
    remove: (id) => rmSync(fileOf(id), { force: true }),
    all,
    targets() {
      const known = all();
      const ids = names(/^[0-9a-f-]{36}\.json(?:\.damaged-[0-9a-f]+)?$/).map((name) => name.slice(0, 36));
      const damaged = new Set(ids.filter((session) => known.every(({ id }) => id !== session)));
      return [...known.map(targetOf), ...[...damaged].map((session) => ({ session }))];
    },
  };
}

/** A gate's own sessions from its memory, for their files may be gone or could not be written, and all others. */
export function targetsOfAll(
  own: readonly Target[],
  files: Pick<SessionFiles, 'targets'>,
): readonly Target[] {
  const known = new Set(own.map(({ session }) => session));
  return [...own, ...files.targets().filter(({ session }) => !known.has(session))];
}

export function targetOf({ id, root, realtimeLimit }: SessionRecord): Target {
  return {
    session: id,
    ...(root === undefined ? {} : { root }),
    ...(realtimeLimit === undefined ? {} : { realtimeLimit }),
  };
}

function read(file: string): SessionRecord | 'damaged' | undefined {
  try {
    const text = readIfThere(file, 65_536);
    if (text === undefined) return undefined;
    const record = decodeRecord(JSON.parse(text));
    return record && basename(file) === `${record.id}.json` ? record : 'damaged';
  } catch {
    return 'damaged';
  }
}

function decodeRecord(value: unknown): SessionRecord | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, agent, startedAt, owner, root, realtimeLimit, ended, paused } = value as Record<
    string,
    unknown
  >;
  const ownerRef = decodeRef(owner);
  const rootRef = decodeRef(root);
  if (typeof id !== 'string' || typeof agent !== 'string' || typeof startedAt !== 'number') return undefined;
  if (!ownerRef || (root !== undefined && !rootRef)) return undefined;
  // Anything but a number of its own, such as `unlimited`, would be the mark of every process.
  if (
    realtimeLimit !== undefined &&
    !(typeof realtimeLimit === 'string' && /^\d{16,20}$/.test(realtimeLimit))
  )
    return undefined;
  return {
    id,
    agent,
    startedAt,
    owner: ownerRef,
    ...(rootRef === undefined ? {} : { root: rootRef }),
    ...(realtimeLimit === undefined ? {} : { realtimeLimit }),
    ...(ended === true ? { ended } : {}),
    ...(typeof paused === 'string' ? { paused } : {}),
  };
}

function decodeRef(value: unknown): ProcessRef | undefined {
  if (typeof value !== 'object' || value === null || !('pid' in value)) return undefined;
  const { pid } = value;
  const start = 'start' in value ? value.start : undefined;
  if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid <= 1) return undefined;
  return { pid, ...(typeof start === 'string' ? { start } : {}) };
}
