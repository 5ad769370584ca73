// What the person accepted of identity files: for each file its digest, and its text without secrets, so that a
// change can be shown and what was accepted can still be given. One small file in the folder of state for each, so
// that windows that accept different files do not touch each other's; agents may not write there (the floor).
// Invariant: what is damaged is never taken for accepted, nor for a file that was never seen.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord, number, text as textOf } from '../../protocol/decode.ts';
import type { AcceptedBy, Log } from '../api.ts';
import { sha256 } from '../digest.ts';
import { readIfThere, setAside, writeAtomic } from '../files.ts';
import { problemOf } from '../signal.ts';

export interface Accepted {
  readonly path: string;
  /** Undefined where it was accepted that there is no file. */
  readonly digest: string | undefined;
  readonly text: string | undefined;
  readonly at: number;
  readonly by: AcceptedBy;
}

export interface AcceptedFiles {
  /** `unknown`: nothing was ever accepted or refused of it; `lost`: something was, and it is gone. */
  of(path: string): Accepted | 'unknown' | 'lost';
  /** Throws where it cannot be kept. */
  keep(accepted: Accepted): void;
}

export function acceptedFiles(folder: string, log: Log): AcceptedFiles {
  const fileOf = (path: string): string => join(folder, `${sha256(path)}.json`);
  const write = (path: string, value: Readonly<Record<string, unknown>>): void => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeAtomic(fileOf(path), `${JSON.stringify(value)}\n`);
  };
  return {
    of(path) {
      const file = fileOf(path);
      try {
        const content = readIfThere(file);
        if (content === undefined) return 'unknown';
        const found = decode(content, path);
        if (found !== undefined) return found;
      } catch (error) {
        log.error(`${file} cannot be read: ${problemOf(error)}`);
        return 'lost';
      }
      log.warn(`What was accepted of ${path} is damaged and was set aside as ${setAside(file)}.`);
      write(path, { path, lost: true });
      return 'lost';
    },
    keep: ({ path, digest = null, text = null, at, by }) => write(path, { path, digest, text, at, by }),
  };
}

const ways: readonly AcceptedBy[] = ['first sight', 'editor', 'person'];

/** Undefined for what is damaged. */
function decode(content: string, path: string): Accepted | 'lost' | undefined {
  const value = parsed(content);
  if (!isRecord(value) || value['path'] !== path) return undefined;
  if (value['lost'] === true) return 'lost';
  const by = ways.find((one) => one === value['by']);
  const at = number(value, 'at');
  if (by === undefined || at === undefined) return undefined;
  const digest = textOf(value, 'digest');
  const text = textOf(value, 'text');
  const isAbsent = value['digest'] === null && value['text'] === null;
  if (!isAbsent && (digest === undefined || text === undefined)) return undefined;
  return { path, digest, text, at, by };
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
