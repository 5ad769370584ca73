// Trust as the files say it: the snapshot and what the journal holds beyond it, of all windows, by time.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isHead, type JournalEntry, type JournalHead } from '../policy/journal.ts';
import { decodeTrustRecord, holdsBack, type TrustEvent } from '../policy/trust/event.ts';
import { lowered } from '../policy/trust/lost.ts';
import { decodeSnapshot, encodeSnapshot, type Snapshot } from '../policy/trust/snapshot.ts';
import {
  foldTrust,
  lowestTrust,
  startTrust,
  type TrustOptions,
  type TrustState,
} from '../policy/trust/trust.ts';
import type { Log } from './api.ts';
import { sha256 } from './digest.ts';
import { readIfThere, setAside, writeAtomic } from './files.ts';
import { scanJournal, type KnownHead, type Scan, type ScannedPart } from './journalScan.ts';
import { problemOf } from './signal.ts';

export interface LoadedTrust {
  readonly state: TrustState;
  /** What is gone or damaged for the first time now; to be journaled, so that it is remembered. */
  readonly lost: { readonly files: readonly string[]; readonly reason: string } | undefined;
  /** How far each file of the journal is in it, and the files that could not be read to the end. */
  readonly heads: readonly JournalHead[];
  readonly damaged: readonly string[];
}

export interface LoadOptions extends TrustOptions {
  /** Who only looks leaves the snapshot alone: what is lost stays new to the gate that can journal it. */
  readonly looksOnly?: boolean;
}

/** To be called before the journal of this gate is opened, with the state folder made. Never throws. */
export function loadTrust(stateDir: string, log: Log, options: LoadOptions = {}): LoadedTrust {
  try {
    return load(stateDir, log, options);
  } catch (error) {
    const reason = `the journal cannot be read: ${problemOf(error)}`;
    log.error(`Trust in services starts at the lowest, for ${reason}.`);
    return { state: lowestTrust, lost: { files: [], reason }, heads: [], damaged: [] };
  }
}

function load(stateDir: string, log: Log, options: LoadOptions): LoadedTrust {
  const isFirst = readdirSync(stateDir).length === 0;
  const file = join(stateDir, 'trust.json');
  const { state, upTo } = readSnapshot(file, log) ?? { state: startTrust, upTo: nothing };
  const folder = join(stateDir, 'journal');
  const scan = existsSync(folder) ? scanJournal(folder, { known: upTo.heads, wants: isOfTrust }) : noScan;
  const { parts, problems } = scan;
  const whole = parts.filter(({ isWhole, entries }) => isWhole && entries > 0);
  const broken = parts.filter(({ isWhole }) => !isWhole);
  const beyond = ({ part, kept }: ScannedPart): readonly JournalEntry[] => {
    const known = upTo.heads.find((head) => head.file === part.file)?.entries ?? 0;
    return kept.filter(({ n }) => n >= known);
  };
  const later = whole.flatMap(beyond);
  const counted = new Set(upTo.held);
  const held = broken.flatMap(beyond).filter((entry) => tightens(entry) && !counted.has(entry.digest));
  const all = [...later, ...held].sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  const remembered = new Set([...upTo.lost, ...later.flatMap(lostFiles)]);
  const heads = whole.map(knownHead);
  const gone = upTo.heads.filter((head) => !heads.some((one) => one.file === head.file));
  const damaged = new Set([...problems, ...gone].map((one) => one.file));
  const fresh = [...damaged].filter((name) => !remembered.has(name));
  const isMissing = heads.length === 0 && broken.length === 0 && !isFirst;
  const lost = fresh.length > 0 || isMissing ? { files: fresh, reason: isMissing ? 'the journal is missing' : 'the journal is damaged' } : undefined;
  const folded = replayed(all, state, options);
  const now = lost === undefined ? folded : lowered(folded);
  if (lost !== undefined) log.warn(`Trust in services starts at the lowest, for ${lost.reason} (${fresh.join(', ')}).`);
  const mark: UpTo = { heads, lost: [...remembered, ...fresh], held: broken.flatMap(({ kept }) => kept.filter(tightens).map(({ digest }) => digest)) };
  if (options.looksOnly !== true && JSON.stringify(mark) !== JSON.stringify(upTo)) save(file, { state: now, upTo: JSON.stringify(mark) }, log);
  return { state: now, lost, heads, damaged: [...damaged] };
} // prettier-ignore

/** How far the journal is in a snapshot, and which of its files are known to be damaged or gone. */
interface UpTo {
  readonly heads: readonly KnownHead[];
  readonly lost: readonly string[];
  /** The digests of the entries in damaged files that hold something back: they are in it, and count once. */
  readonly held: readonly string[];
}

const nothing: UpTo = { heads: [], lost: [], held: [] };
const noScan: Scan = { parts: [], problems: [], notes: [] };

/** The events of the journal that trust is folded from. */
export function isOfTrust(event: string): boolean {
  return event === 'trust' || event === 'trust-lost';
}

function knownHead({ part, entries, head }: ScannedPart): KnownHead {
  const { file, isArchived } = part;
  return { file, entries, digest: head, ...(isArchived ? { isArchived } : {}) };
}

function replayed(entries: readonly JournalEntry[], from: TrustState, options: TrustOptions): TrustState {
  let state = from;
  let batch: TrustEvent[] = [];
  for (const entry of entries) {
    const event = decodeTrustRecord(entry);
    if (event !== undefined) batch.push(event);
    if (entry.event !== 'trust-lost') continue;
    state = lowered(foldTrust(batch, state, options));
    batch = [];
  }
  return foldTrust(batch, state, options);
}

/** Of a damaged file only that counts which holds something back. */
function tightens(entry: JournalEntry): boolean {
  const event = decodeTrustRecord(entry);
  return event !== undefined && holdsBack(event);
}

function lostFiles({ event, files }: JournalEntry): readonly string[] {
  return event === 'trust-lost' && Array.isArray(files)
    ? files.filter((name) => typeof name === 'string')
    : [];
}

const mostBytes = 64 * 1024 * 1024;

/** A damaged snapshot is set aside, for the journal holds the same. */
function readSnapshot(
  file: string,
  log: Log,
): { readonly state: TrustState; readonly upTo: UpTo } | undefined {
  try {
    const whole = readIfThere(file, mostBytes);
    if (whole === undefined) return undefined;
    // A flipped digit is still a number: only the digest tells that it is not the one that was written.
    const [text = '', digest] = whole.split('\n', 2);
    const snapshot = digest === sha256(text) ? decodeSnapshot(text) : undefined;
    const upTo = snapshot === undefined ? undefined : decodeUpTo(snapshot.upTo);
    if (snapshot !== undefined && upTo !== undefined) return { state: snapshot.state, upTo };
  } catch (error) {
    log.warn(`The snapshot of trust cannot be read: ${problemOf(error)}`);
  }
  log.warn(`The snapshot of trust is damaged; it is made anew from the journal. It is kept as ${setAside(file)}.`);
  return undefined;
} // prettier-ignore

function decodeUpTo(text: string): UpTo | undefined {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('heads' in value) || !('lost' in value))
    return undefined;
  const { heads, lost }: { heads: unknown; lost: unknown } = value;
  const held: unknown = 'held' in value ? value.held : [];
  if (!Array.isArray(heads) || !Array.isArray(lost) || !Array.isArray(held)) return undefined;
  const known = heads.filter(isHead).map(decodeKnown);
  const names = lost.filter((name) => typeof name === 'string');
  const digests = held.filter((digest) => typeof digest === 'string');
  if (known.length !== heads.length || names.length !== lost.length || digests.length !== held.length)
    return undefined;
  return { heads: known, lost: names, held: digests };
}

function decodeKnown(head: JournalHead): KnownHead {
  const { file, entries, digest } = head;
  return 'isArchived' in head && head.isArchived === true
    ? { file, entries, digest, isArchived: true }
    : { file, entries, digest };
}

function save(file: string, snapshot: Snapshot, log: Log): void {
  try {
    const text = encodeSnapshot(snapshot);
    writeAtomic(file, `${text}\n${sha256(text)}\n`);
  } catch (error) {
    log.warn(`The snapshot of trust could not be written: ${problemOf(error)}`);
  }
}
