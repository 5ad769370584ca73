// Patterns in which `*` stands for any text, and nothing else is special: names of services and tools.

/** Case does not count. The pieces between the stars are looked for in turn, so that no pattern or text takes long. */
export function matchesStars(pattern: string, value: string): boolean {
  const text = value.toLowerCase();
  const [first = '', ...rest] = pattern.toLowerCase().split('*');
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= text.length - last.length;
}
