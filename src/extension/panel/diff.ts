// What an edit would make of its files: each as it is, and as the call would leave it.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readText, realPath } from '../../gate/facts.ts';
import type { EditCall, FileChange } from '../../policy/call.ts';

export interface Comparison {
  readonly before: string;
  readonly after: string;
  /** False where it cannot be told what the whole file would be, so that only the pieces are shown. */
  readonly whole: boolean;
}

export interface Comparisons {
  readonly title: string;
  readonly files: readonly (Comparison & { readonly file: string })[];
}

/** Each change of a call, and what they show together, in a title that promises no more. */
export function comparisonsOf({ changes = [], byLine, problem }: EditCall, cwd: string): Comparisons {
  const files = changes.slice(0, mostFiles).map((change) => {
    const file = path.resolve(cwd, change.path);
    return { file, ...comparison(change, textNow(file), byLine) };
  });
  const pieces = files.filter(({ whole }) => !whole).length;
  const [first] = files;
  const one = changes.length === 1 && first !== undefined;
  const what = one ? path.basename(first.file) : `${files.length === changes.length ? '' : `${files.length} of `}${changes.length} changes`;
  const how = pieces === 0 ? 'as it is ↔ after the call' : pieces === files.length ? 'the pieces that change' : `of ${pieces}, only the pieces that change`;
  return { title: `${what} (${how}${problem === undefined ? '' : '; not all of the call could be read'})`, files };
} // prettier-ignore

/** More than a person can look through. */
const mostFiles = 50;

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
export function comparison(change: FileChange, now: string | undefined, byLine = false): Comparison {
  const { action, added, removed } = change;
  if (action === 'delete') return { before: now ?? '', after: '', whole: now !== undefined };
  if (action === 'write') return { before: now ?? '', after: added.join('\n'), whole: now !== undefined };
  let text = byLine || removed.length === 0 || added.length !== removed.length ? undefined : now;
  for (const [at, piece] of removed.entries()) {
    const parts = text?.split(piece);
    // Of several places the agent may mean the first or all of them; a piece without a character is nowhere.
    text = piece !== '' && parts?.length === 2 ? parts.join(added[at] ?? '') : undefined;
  }
  return text === undefined
    ? { before: removed.join('\n\n'), after: added.join('\n\n'), whole: false }
    : { before: now ?? '', after: text, whole: true };
}
