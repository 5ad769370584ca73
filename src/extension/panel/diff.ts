// An edit as two texts to compare: the file as it is, and as the call would leave it. Pure.
import type { FileChange } from '../../policy/call.ts';

export interface Comparison {
  readonly before: string;
  readonly after: string;
  /** False where the pieces could not be found in the file, so that only they are shown. */
  readonly whole: boolean;
}

/** `now` is the file's text; undefined where there is none that can be read. */
export function comparison({ action, added, removed }: FileChange, now: string | undefined): Comparison {
  if (action === 'delete') return { before: now ?? '', after: '', whole: true };
  if (action === 'write') return { before: now ?? '', after: added.join('\n'), whole: true };
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
