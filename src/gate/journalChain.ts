// Follows the chain of one part, line by line, over the bytes as they lie in the file: nothing is parsed but the first line.
import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import { genesis, journalFormat, otherFormat, type JournalHead } from '../policy/journal.ts';
import { sha256 } from './digest.ts';

/** What a break of the chain is, for programs; the words are for people. */
export type BreakKind =
  | 'notAnEntry'
  | 'changed'
  | 'missing'
  | 'repeated'
  | 'replaced'
  | 'shortened'
  | 'gone'
  | 'unreadable'
  | 'format'
  | 'twice';

export interface Break {
  readonly kind: BreakKind;
  readonly problem: string;
}

export interface Chain {
  /** Takes the next line; undefined when it is the next entry. After a break there is no next entry. */
  follow(line: Buffer): Break | undefined;
  /** The entries so far, and the digest of the last one. */
  entries(): number;
  head(): string;
}

/** Follows a part from its start, or from behind the entries that are known. */
export function openChain(file: string, from?: JournalHead): Chain {
  let entries = from?.entries ?? 0;
  let head = from?.digest ?? genesis(file, sha256);
  return {
    follow(line) {
      const digest = digestIn(line);
      const problem = breakOf(line, digest, entries, head);
      if (problem !== undefined || digest === undefined) return problem;
      entries += 1;
      head = digest;
      return undefined;
    },
    entries: () => entries,
    head: () => head,
  };
}

/** Of an entry whose bytes are what they were when it was written; undefined for every other line. */
function digestIn(line: Buffer): string | undefined {
  const end = line.length - sealLength;
  if (end < 0) return undefined;
  const digest = hash('sha256', line.subarray(0, end), 'hex');
  return line.toString('latin1', end) === `,"digest":"${digest}"}` ? digest : undefined;
}

const sealLength = ',"digest":""}'.length + 64;

function breakOf(line: Buffer, digest: string | undefined, n: number, prev: string): Break | undefined {
  if (digest === undefined) {
    const format = n === 0 ? otherFormat(line.toString('utf8')) : undefined;
    if (format !== undefined) return { kind: 'format', problem: formatProblem(format) };
    return hasSeal(line)
      ? { kind: 'changed', problem: 'was changed after it was written' }
      : notAnEntry;
  }
  const start = startOf(n, prev);
  if (line.toString('latin1', 0, start.length) !== start) return misplaced(line, n);
  if (line.toString('latin1', start.length + timeLength, start.length + timeLength + eventMark.length) !== eventMark || !isUtf8(line))
    return notAnEntry;
  if (n > 0) return undefined;
  const text = line.toString('utf8');
  const format = otherFormat(text);
  if (format !== undefined) return { kind: 'format', problem: formatProblem(format) };
  return eventOf(line) === 'open' ? undefined : { kind: 'missing', problem: 'does not open the file' };
} // prettier-ignore

const notAnEntry: Break = { kind: 'notAnEntry', problem: 'is not a journal entry' };

function startOf(n: number, prev: string): string {
  return `{"n":${n},"prev":"${prev}","time":"`;
}

function hasSeal(line: Buffer): boolean {
  return /^,"digest":"[0-9a-f]{64}"\}$/.test(line.toString('latin1', Math.max(0, line.length - sealLength)));
}

function formatProblem(format: string): string {
  return `opens a file of the format ${format}; this version of Portcullis reads the format ${journalFormat}`;
}

/** An entry that is whole in itself and does not stand where it belongs. */
function misplaced(line: Buffer, expected: number): Break {
  const [, text] = /^\{"n":(\d{1,15}),"prev":"/.exec(line.toString('latin1', 0, 32)) ?? [];
  if (text === undefined) return notAnEntry;
  const n = Number(text);
  const where = `is entry ${n} where entry ${expected} should stand`;
  if (n > expected) return { kind: 'missing', problem: `${where}: something before it is missing` };
  if (n < expected) return { kind: 'repeated', problem: `${where}: it was moved or repeated` };
  return { kind: 'replaced', problem: 'does not follow the entry before it' };
}

const eventMark = '","event":"';
const timeLength = 24;

/** The event of an entry, without parsing it; undefined for a line that is laid out otherwise. */
export function eventOf(line: Buffer): string | undefined {
  const start = line.toString('latin1', 0, 160);
  const at = start.indexOf('","time":"') + '","time":"'.length + timeLength;
  if (!start.startsWith(eventMark, at)) return undefined;
  const from = at + eventMark.length;
  const end = line.indexOf('"', from);
  return end === -1 ? undefined : line.toString('utf8', from, end);
}
