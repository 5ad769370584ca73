// Texts in quotes, comments and the like inside a longer text, in one pass: an expression that looks for the end of each
// from every sign that may begin one takes a time that grows with the square of a text in which none ends.

export interface Piece {
  /** The sign that begins it. */
  readonly sign: string;
  readonly text: string;
  readonly start: number;
}

/**
 * The pieces in their order, none inside another. `signs` finds what may begin one, with the flag `g`; `wholes` says for
 * each sign, with the flag `y`, what the piece is. A whole must be such that where one is not closed, no later one of its
 * sign is; so escapes must take any character. The sign alone then stands for itself.
 */
export function* pieces(
  text: string,
  signs: RegExp,
  wholes: Readonly<Record<string, RegExp>>,
): Generator<Piece> {
  const open = new Set<string>();
  let from = 0;
  for (const { 0: sign, index: start } of text.matchAll(signs)) {
    const whole = wholes[sign];
    if (start < from || whole === undefined || open.has(sign)) continue;
    whole.lastIndex = start;
    const piece = whole.exec(text)?.[0];
    if (piece === undefined) {
      open.add(sign);
      continue;
    }
    yield { sign, text: piece, start };
    from = start + piece.length;
  }
}
