// What changed in a small text, for the terminal and the journal: the lines between what both have at their beginning
// and at their end. Pure.

export interface Difference {
  /** The first line that differs, counted from 1. */
  readonly line: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** Undefined where the texts are the same. A file that is not there has no lines. */
export function differenceOf(before: string | undefined, after: string | undefined): Difference | undefined {
  if (before === after) return undefined;
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const shorter = Math.min(old.length, fresh.length);
  let start = 0;
  while (start < shorter && old[start] === fresh[start]) start += 1;
  let end = 0;
  while (end < shorter - start && old.at(-1 - end) === fresh.at(-1 - end)) end += 1;
  return {
    line: start + 1,
    removed: old.slice(start, old.length - end),
    added: fresh.slice(start, fresh.length - end),
  };
}

/** A line break at the end is a line of its own, so that adding one is a difference too. */
function linesOf(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split('\n');
}
