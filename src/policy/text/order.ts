// Patterns that stand in a text one behind the other. Written as one expression with `.*` between them, each would be
// tried again behind each place of the one before, which takes a time that grows with the square of a hostile text.

/** Does each pattern stand behind the first place of the one before it? */
export function follow(text: string, patterns: readonly RegExp[]): boolean {
  let rest = text;
  for (const pattern of patterns) {
    const hit = pattern.exec(rest);
    if (hit === null) return false;
    rest = rest.slice(hit.index + hit[0].length);
  }
  return true;
}

/** The same to be asked like an expression, in tables that hold both. */
export function inOrder(...patterns: readonly RegExp[]): Pick<RegExp, 'test'> {
  return { test: (text) => follow(text, patterns) };
}
