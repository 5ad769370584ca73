// The journal's entries and the lines that they stand in. Pure: the digest comes in as a function, files are the gate's.
//
// A line is one JSON object whose first and last fields stand at fixed places, so that a chain of lines can be followed
// over their bytes alone:
//
//   {"n":1,"prev":"<digest>","time":"2026-01-31T12:00:00.000Z","event":"note", … ,"digest":"<digest>"}
//
// `digest` is that of the line's own bytes up to the comma before it. `prev` is the digest of the line before; in the
// first line of a file, that of the file's name.

/** What happened. The fields beside `event` depend on it; all are plain JSON. */
export interface JournalRecord {
  readonly event: string;
  readonly [field: string]: unknown;
}

/** An entry as it stands in a file. `n` counts from 0 within the file; `time` is ISO 8601 in UTC. */
export interface JournalEntry extends JournalRecord {
  readonly n: number;
  readonly time: string;
  readonly prev: string;
  readonly digest: string;
}

/** Where a file stood when another one was begun: it must still be there, with at least so many entries. */
export interface JournalHead {
  readonly file: string;
  readonly entries: number;
  readonly digest: string;
}

/** In 64 hexadecimal digits. */
export type Sha256 = (text: string) => string;

/** Stands in the first entry of each file, with the event `open`. A reader refuses every other one. */
export const journalFormat = 1;

/** What the first entry of a file names as the one before it. */
export function genesis(file: string, sha256: Sha256): string {
  return sha256(`file:${file}`);
}

export interface EntryPlace {
  readonly n: number;
  readonly time: string;
  readonly prev: string;
}

/**
 * A record as the middle of its line, from its event on. Throws for what cannot be written as JSON; a RangeError where it
 * is nested too deep.
 */
export function membersOf({ event, ...fields }: JournalRecord): string {
  if (isDeeper(fields, deepest)) throw new RangeError(`nested deeper than ${deepest} levels`);
  return JSON.stringify({ event, ...unreserved(fields) }).slice(1, -1);
}

/** The line of one entry, without its line feed, and its digest. */
export function seal(
  members: string,
  { n, time, prev }: EntryPlace,
  sha256: Sha256,
): { readonly line: string; readonly digest: string } {
  const body = `{"n":${n},"prev":"${prev}","time":"${time}",${members}`;
  const digest = sha256(body);
  return { line: `${body},"digest":"${digest}"}`, digest };
}

const deepest = 200;

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  // A loop, because every entry passes through here.
  for (const member of Object.values(value)) {
    if (typeof member === 'object' && isDeeper(member, levels - 1)) return true;
  }
  return false;
}

/** The chain's own fields, and names that JavaScript would move to the front of the line. */
const reserved = /^(?:n|time|prev|digest|\d+)$/;

/** Fields that would stand where the chain has its own get another name. */
function unreserved(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (!Object.keys(fields).some((key) => reserved.test(key))) return fields;
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [reserved.test(key) ? `${key}_` : key, value]),
  );
}

/**
 * An entry from its line; undefined when the line is none. Only the one spelling that the writer gives a value counts:
 * with a name that stands twice, or another spelling of a number, readers would not agree on what the line says.
 */
export function decodeEntry(line: string): JournalEntry | undefined {
  const value = parsed(line);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  if (!('event' in value) || !('n' in value) || !('time' in value)) return undefined;
  if (!('prev' in value) || !('digest' in value) || spelled(value) !== line) return undefined;
  const { event, n, time, prev, digest } = value;
  if (typeof event !== 'string' || typeof n !== 'number' || typeof time !== 'string') return undefined;
  if (typeof prev !== 'string' || typeof digest !== 'string') return undefined;
  return { ...value, event, n, time, prev, digest };
}

/** The heads that the first entry of a file names. */
export function headsOf(first: JournalEntry | undefined): readonly JournalHead[] {
  const heads = first?.event === 'open' ? first['heads'] : undefined;
  return Array.isArray(heads) ? heads.filter(isHead) : [];
}

export function isHead(value: unknown): value is JournalHead {
  if (typeof value !== 'object' || value === null) return false;
  if (!('file' in value) || !('entries' in value) || !('digest' in value)) return false;
  return (
    typeof value.file === 'string' &&
    Number.isSafeInteger(value.entries) &&
    typeof value.entries === 'number' &&
    value.entries > 0 &&
    typeof value.digest === 'string'
  );
}

/** Does the line say that it opens a file of another format? Of one in this format it is false. */
export function otherFormat(line: string): string | undefined {
  const value = parsed(line);
  if (typeof value !== 'object' || value === null || !('event' in value) || value.event !== 'open') return undefined;
  const format = 'format' in value ? value.format : undefined;
  return format === journalFormat ? undefined : typeof format === 'number' ? String(format) : 'unknown';
} // prettier-ignore

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function spelled(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined; // Nested so deep that it cannot be written again.
  }
}
