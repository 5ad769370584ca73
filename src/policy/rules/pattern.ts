// Text patterns: words with `*` in them. Matching takes time in proportion to the text, whatever the pattern.
//   *     any text, blanks included             \*    a star
//   git * the trailing blank and star also match the bare `git`, but never `gitk`; `git:*` is the same
//   "a b" one word with a blank, as in a shell
// It knows nothing of programs, tools or scopes.

/** Stands between words, where a blank inside a word must not pass for the end of it. */
export const gap = '\0';

export interface TextPattern {
  readonly text: string;
  /** For each word of the pattern the literal pieces between its stars: `a*b` is `['a', 'b']`, `*` is `['', '']`. */
  readonly tokens: readonly (readonly string[])[];
  /** Ends in ` *`: the words before it may also stand alone. */
  readonly open: boolean;
  /** The pieces of the whole pattern, with `gap` between words. */
  readonly pieces: readonly string[];
  /** The same pieces with blanks for gaps. */
  readonly loose: readonly string[];
}

export function readPattern(text: string): TextPattern {
  const spelled = /(?<!\\):\*$/u.test(text) ? `${text.slice(0, -2)} *` : text;
  const tokens = split(spelled);
  return patternOf(tokens, text);
}

/** A pattern made of tokens that were read before. */
export function patternOf(tokens: readonly (readonly string[])[], text: string): TextPattern {
  const last = tokens.at(-1);
  const pieces = join(tokens);
  return {
    text,
    tokens,
    open: tokens.length > 1 && last !== undefined && isStar(last),
    pieces,
    loose: pieces.map((piece) => piece.replaceAll(gap, ' ')),
  };
}

/** Tokens as a pattern spells them. */
export function textOf(tokens: readonly (readonly string[])[]): string {
  return tokens.map((token) => (token.join('') === '' && token.length === 1 ? '""' : token.map(spelled).join('*'))).join(' ');
} // prettier-ignore

function spelled(piece: string): string {
  return piece.replaceAll(/[\\*"' ]/gu, (sign) => `\\${sign}`);
}

/** Strict: a gap of the pattern is a gap between words and nothing else. Words must hold no NUL. */
export function matchesWords(pattern: TextPattern, words: readonly string[]): boolean {
  if (words.some((word) => word.includes(gap))) return false;
  return matchesPieces(pattern.pieces, words.join(gap) + (pattern.open ? gap : ''));
}

/** Lenient: words count as the text they make, so that no quoting hides one. For deny and ask. */
export function matchesText(pattern: TextPattern, words: readonly string[]): boolean {
  return matchesLine(pattern, lineOf(words));
}

/** The same for words that were joined before. */
export function matchesLine({ loose, open }: TextPattern, line: string): boolean {
  return matchesPieces(loose, open ? `${line} ` : line);
}

/** Words as one text with single blanks. */
export function lineOf(words: readonly string[]): string {
  const text = words.join(' ');
  return /\s\s|[^\S ]|^\s|\s$/u.test(text) ? text.replaceAll(/\s+/gu, ' ').trim() : text;
}

/** The pattern without its wildcards, words parted by blanks: what its author spelled out. */
export function literalText(pattern: TextPattern): string {
  return pattern.pieces.join('').replaceAll(gap, ' ');
}

export function isExact(pattern: TextPattern): boolean {
  return pattern.pieces.length === 1;
}

export function isStar(token: readonly string[]): boolean {
  return token.length > 1 && token.every((piece) => piece === '');
}

/** Does a star stand between other words, so that any number of words may stand there? */
export function hasInnerStar({ tokens }: TextPattern): boolean {
  return tokens.slice(1, -1).some((token) => token.length > 1);
}

/** Greedy from left to right is right for patterns whose only sign is a star. */
export function matchesPieces(pieces: readonly string[], text: string): boolean {
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

/**
 * Could the pattern match words of which some (`undefined`) are not known and may be anything, several words
 * included? Says yes when the question is too large to be answered.
 */
export function mayMatchWords(pattern: TextPattern, words: readonly (string | undefined)[]): boolean {
  const signs = pattern.pieces.flatMap((piece, at) =>
    at === 0 ? Array.from(piece) : [undefined, ...Array.from(piece)],
  );
  const subject = words.flatMap((word, at) => [
    ...(at === 0 ? [] : [gap]),
    ...(word === undefined ? [undefined] : Array.from(word)),
  ]);
  if (pattern.open) subject.push(gap);
  if (signs.length * subject.length > 200_000) return true;
  let now = closed([true], signs);
  for (const sign of subject) {
    const next: boolean[] = [];
    const first = now.indexOf(true);
    if (first < 0) return false;
    for (let at = first; at <= signs.length; at++) {
      if (sign === undefined) next[at] = true;
      else if (now[at] === true && at < signs.length) {
        if (signs[at] === undefined) next[at] = true;
        else if (signs[at] === sign) next[at + 1] = true;
      }
    }
    now = closed(next, signs);
  }
  return now[signs.length] === true;
}

/** A star may stand for nothing. */
function closed(states: boolean[], signs: readonly (string | undefined)[]): boolean[] {
  for (let at = 0; at < signs.length; at++) {
    if (states[at] === true && signs[at] === undefined) states[at + 1] = true;
  }
  return states;
}

function split(text: string): string[][] {
  const tokens: string[][] = [];
  let token: string[] | undefined;
  let quote = '';
  const add = (sign: string): void => {
    token ??= [''];
    token.push((token.pop() ?? '') + sign);
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    const next = text.charAt(at + 1);
    if (sign === '\\' && next !== '' && '*\\"\' '.includes(next)) {
      add(next);
      at++;
    } else if (sign === quote) quote = '';
    else if (quote === '' && (sign === '"' || sign === "'") && text.includes(sign, at + 1)) {
      quote = sign;
      token ??= [''];
    } else if (quote === '' && /\s/u.test(sign)) {
      if (token !== undefined) tokens.push(token);
      token = undefined;
    } else if (sign === '*') {
      token ??= [''];
      token.push('');
    } else add(sign);
  }
  if (token !== undefined) tokens.push(token);
  return tokens;
}

function join(tokens: readonly (readonly string[])[]): string[] {
  const pieces = [''];
  tokens.forEach((token, at) => {
    const [first = '', ...rest] = token;
    pieces.push((pieces.pop() ?? '') + (at === 0 ? '' : gap) + first, ...rest);
  });
  return pieces;
}
