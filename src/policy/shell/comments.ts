// Text of a shell in which nothing stands that runs.

/** Blank lines and comments alone. */
export function onlyComments(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(?:#|$)/u.test(line));
}
