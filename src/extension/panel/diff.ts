// An edit as two texts to compare: the file as it is, and as the call would leave it.
import { existsSync } from 'node:fs';
import { readText, realPath } from '../../gate/facts.ts';
import type { FileChange } from '../../policy/call.ts';

export interface Comparison {
  readonly before: string;
  readonly after: string;
  /** False where the pieces could not be found in the file, so that only they are shown. */
  readonly whole: boolean;
}

/** The text of a file that an agent named, empty where there is none; undefined where it cannot be read, as of a pipe. */
export function textNow(file: string): string | undefined {
  const real = realPath(file);
  if (real === undefined) return undefined;
  const found = readText(real, mostCompared);
  if (found !== undefined) return found.cut ? undefined : found.text;
  return existsSync(real) ? undefined : '';
}

const mostCompared = 4_194_304;

/** `now` is the file's text; undefined where it cannot be read. */
export function comparison({ action, added, removed }: FileChange, now: string | undefined): Comparison {
  if (action === 'delete') return { before: now ?? '', after: '', whole: now !== undefined };
  if (action === 'write') return { before: now ?? '', after: added.join('\n'), whole: now !== undefined };
  let text = now;
  for (const [at, piece] of removed.entries()) {
    if (text === undefined || piece === '' || !text.includes(piece) || added.length !== removed.length)
      return { before: removed.join('\n\n'), after: added.join('\n\n'), whole: false };
    const place = text.indexOf(piece);
    text = `${text.slice(0, place)}${added[at] ?? ''}${text.slice(place + piece.length)}`;
  }
  return text === undefined || removed.length === 0
    ? { before: removed.join('\n\n'), after: added.join('\n\n'), whole: false }
    : { before: now ?? '', after: text, whole: true };
}
