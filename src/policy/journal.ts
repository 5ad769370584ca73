// The journal's entries and their chain of digests. Pure: the digest comes in as a function, files are the gate's.
// A file of entries is a chain: each entry names the digest of the one before, the first one the file's own name.

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

export type Sha256 = (text: string) => string;

const deepest = 200;

/** JSON with sorted keys and without undefined: one text for equal values. Throws a RangeError when nested too deep. */
export function canonicalJson(value: unknown, depth = 0): string {
  if (depth > deepest) throw new RangeError(`nested deeper than ${deepest} levels`);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item, depth + 1)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member, depth + 1)}`);
  return `{${members.join(',')}}`;
}

/** What the first entry of a file names as the one before it. */
export function genesis(file: string): string {
  return `file:${file}`;
}

/** The line of one entry, without its line feed, and its digest. */
export function seal(
  record: JournalRecord,
  place: { readonly n: number; readonly time: string; readonly prev: string },
  sha256: Sha256,
): { readonly line: string; readonly digest: string } {
  const body = { ...unreserved(record), ...place };
  const digest = sha256(canonicalJson(body));
  return { line: canonicalJson({ ...body, digest }), digest };
}

const reserved: ReadonlySet<string> = new Set(['n', 'time', 'prev', 'digest']);

/** Fields that would stand where the chain has its own get another name. */
function unreserved(record: JournalRecord): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [reserved.has(key) ? `${key}_` : key, value]),
  );
}

/** An entry from its line; undefined when the line is none. */
export function decodeEntry(line: string): JournalEntry | undefined {
  const value = parse(line);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { event, n, time, prev, digest, ...rest } = value as Record<string, unknown>;
  if (typeof event !== 'string' || typeof n !== 'number' || typeof time !== 'string') return undefined;
  if (typeof prev !== 'string' || typeof digest !== 'string') return undefined;
  return { ...rest, event, n, time, prev, digest };
}

export type ChainReport =
  | { readonly ok: true; readonly entries: readonly JournalEntry[]; readonly head: string }
  | { readonly ok: false; readonly line: number; readonly problem: string };

/** Follows the chain of one file; the first break is named by its line, counted from 1. */
export function verifyChain(file: string, lines: readonly string[], sha256: Sha256): ChainReport {
  const entries: JournalEntry[] = [];
  let prev = genesis(file);
  for (const [index, line] of lines.entries()) {
    const broken = (problem: string): ChainReport => ({ ok: false, line: index + 1, problem });
    const entry = decodeEntry(line);
    if (!entry) return broken('is not a journal entry');
    const { digest, ...body } = entry;
    if (entry.prev !== prev) return broken('does not follow the entry before it');
    if (entry.n !== index) return broken(`has number ${entry.n}, not ${index}`);
    if (sha256(canonicalJson(body)) !== digest || canonicalJson(entry) !== line)
      return broken('was changed after it was written');
    entries.push(entry);
    prev = digest;
  }
  return { ok: true, entries, head: prev };
}

/** The heads that the first entry of a file names. */
export function headsOf(first: JournalEntry | undefined): readonly JournalHead[] {
  const heads = first?.event === 'open' ? first['heads'] : undefined;
  return Array.isArray(heads) ? heads.filter(isHead) : [];
}

function isHead(value: unknown): value is JournalHead {
  if (typeof value !== 'object' || value === null) return false;
  const { file, entries, digest } = value as Partial<Record<keyof JournalHead, unknown>>;
  return typeof file === 'string' && typeof entries === 'number' && typeof digest === 'string';
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
