// Counts the tokens of one session from the files that its agent keeps of the conversation. Each file is read on from
// where it was left, and only below the agent's own folder. What cannot be read counts as unknown.
import { closeSync, lstatSync, readSync, realpathSync } from 'node:fs';
import { sep } from 'node:path';
import type { TranscriptReader } from '../../agents/agent.ts';
import { addTokens, noTokens, subtractTokens, type TokenCounts } from '../../policy/session/tokens.ts';
import { openPlain } from '../files.ts';

export interface TokenCounter {
  /** What the file has now was there before the session, as when one is resumed: it costs nothing again. */
  skip(file: string): void;
  /** Counts what was added to the file since. */
  read(file: string): void;
  /** Reads on in all files that are known: an agent may write its last lines after it has told of its end. */
  readOn(): void;
  /** Undefined while no line has said anything. */
  total(): TokenCounts | undefined;
}

export interface TokenLimits {
  /** Bytes that one `read` takes in at most; the rest is for the next one. */
  readonly atOnce: number;
  /** Bytes of one line; a longer one is passed over. */
  readonly line: number;
  readonly files: number;
}

const defaults: TokenLimits = { atOnce: 16 * 1024 * 1024, line: 4 * 1024 * 1024, files: 200 };

interface Progress {
  offset: number;
  /** The beginning of a line whose end is not there yet. */
  rest: Buffer;
  /** That line is too long, and is passed over. */
  tooLong: boolean;
}

/** `folder` is the agent's own. */
export function tokenCounter(reader: TranscriptReader, folder: string, limits = defaults): TokenCounter {
  const files = new Map<string, Progress>();
  const recent = new Map<string, TokenCounts>();
  let sum: TokenCounts | undefined;

  const take = (line: string): void => {
    const found = tokensOf(reader, line);
    if (!found) return;
    // Each block of an answer says what the answer has cost so far: the last one counts.
    const before = recent.get(found.message) ?? noTokens;
    sum = addTokens(subtractTokens(sum ?? noTokens, before), found.tokens);
    recent.delete(found.message);
    recent.set(found.message, found.tokens);
    const [oldest] = recent.keys();
    if (recent.size > mostRecent && oldest !== undefined) recent.delete(oldest);
  };
  const begin = (file: string, offset: number): Progress | undefined => {
    const known = files.get(file);
    if (known || files.size >= limits.files) return known;
    const progress = { offset, rest: Buffer.alloc(0), tooLong: false };
    files.set(file, progress);
    return progress;
  };

  return {
    total: () => sum,
    skip(file) {
      if (!files.has(file) && isBelow(file, folder)) begin(file, sizeOf(file));
    },
    readOn() {
      for (const [file, progress] of files) if (isBelow(file, folder)) readOn(file, progress, limits, take);
    },
    read(file) {
      const progress = isBelow(file, folder) ? begin(file, 0) : undefined;
      if (progress) readOn(file, progress, limits, take);
    },
  };
}

/** Messages whose last number may still change. */
const mostRecent = 256;

function tokensOf(reader: TranscriptReader, line: string): ReturnType<TranscriptReader['tokens']> {
  if (!line.includes('"usage"')) return undefined;
  try {
    return reader.tokens(JSON.parse(line));
  } catch {
    return undefined;
  }
}

/** Really below, whatever links say. */
function isBelow(file: string, folder: string): boolean {
  try {
    return realpathSync(file).startsWith(`${realpathSync(folder)}${sep}`);
  } catch {
    return false;
  }
}

function sizeOf(file: string): number {
  return lstatSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function readOn(file: string, progress: Progress, limits: TokenLimits, take: (line: string) => void): void {
  const handle = openPlain(file);
  if (handle === undefined) return;
  try {
    const chunk = Buffer.alloc(256 * 1024);
    for (let left = limits.atOnce; left > 0;) {
      const length = readSync(handle, chunk, 0, Math.min(chunk.length, left), progress.offset);
      if (length === 0) return;
      left -= length;
      progress.offset += length;
      split(chunk.subarray(0, length), progress, limits.line, take);
    }
  } catch {
    // What cannot be read is not counted.
  } finally {
    closeSync(handle);
  }
}

function split(bytes: Buffer, progress: Progress, longest: number, take: (line: string) => void): void {
  let start = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    const line = Buffer.concat([progress.rest, bytes.subarray(start, end)]);
    if (!progress.tooLong && line.length <= longest) take(line.toString('utf8'));
    progress.rest = Buffer.alloc(0);
    progress.tooLong = false;
    start = end + 1;
  }
  progress.rest = Buffer.concat([progress.rest, bytes.subarray(start)]);
  if (progress.rest.length > longest) {
    progress.rest = Buffer.alloc(0);
    progress.tooLong = true;
  }
}
